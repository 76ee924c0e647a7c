/** The queue in IndexedDB: it outlives the page. Stores: `openings` by key, `segments` by (key, seq). */
import type { PlayedSegment } from '../../../server/contract/progress.ts';
import { memoryQueue, type Opening, type Queue } from './queue.ts';

const NAME = 'madang.played';

type StoredSegment = PlayedSegment & { key: string };

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('openings', { keyPath: 'key' });
    request.result.createObjectStore('segments', { keyPath: ['key', 'seq'] });
  };
  return answered(request);
}

/** Every segment of an opening: an array sorts after every number. */
const allOf = (key: string) => IDBKeyRange.bound([key], [key, []]);

function indexedQueue(database: IDBDatabase): Queue {
  const store = (name: 'openings' | 'segments', mode: IDBTransactionMode) =>
    database.transaction(name, mode).objectStore(name);
  return {
    async keep(opening) {
      await answered(store('openings', 'readwrite').put(opening));
    },
    async add(key, segment) {
      await answered(store('segments', 'readwrite').put({ ...segment, key }));
    },
    async segments(key) {
      const stored: StoredSegment[] = await answered(store('segments', 'readonly').getAll(allOf(key)));
      return stored.map(({ key: _, ...segment }) => segment);
    },
    async acknowledge(key, seqs) {
      const segments = store('segments', 'readwrite');
      await Promise.all(seqs.map((seq) => answered(segments.delete([key, seq]))));
    },
    async openings() {
      return (await answered(store('openings', 'readonly').getAll())) as Opening[];
    },
    async forget(key) {
      await answered(store('segments', 'readwrite').delete(allOf(key)));
      await answered(store('openings', 'readwrite').delete(key));
    },
  };
}

let shared: Promise<Queue> | undefined;

/** The browser's queue; one that lives as long as the page where IndexedDB is refused (some private windows). */
export function browserQueue(): Promise<Queue> {
  shared ??= openDatabase().then(indexedQueue, () => memoryQueue());
  return shared;
}
