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

type Name = 'openings' | 'segments';

function indexedQueue(database: IDBDatabase): Queue {
  const read = <T>(name: Name, ask: (store: IDBObjectStore) => IDBRequest<T>) =>
    answered(ask(database.transaction(name).objectStore(name)));
  /** Committed at once: a page that goes away ends what still waits for its answers. */
  const write = async (name: Name, ask: (store: IDBObjectStore) => IDBRequest[]) => {
    const transaction = database.transaction(name, 'readwrite');
    const requests = ask(transaction.objectStore(name));
    transaction.commit();
    await Promise.all(requests.map(answered));
  };
  return {
    keep: (opening) => write('openings', (store) => [store.put(opening)]),
    add: (key, segment) => write('segments', (store) => [store.put({ ...segment, key })]),
    async segments(key) {
      const stored = await read<StoredSegment[]>('segments', (store) => store.getAll(allOf(key)));
      return stored.map(({ key: _, ...segment }) => segment);
    },
    acknowledge: (key, seqs) => write('segments', (store) => seqs.map((seq) => store.delete([key, seq]))),
    openings: () => read<Opening[]>('openings', (store) => store.getAll()),
    async forget(key) {
      await write('segments', (store) => [store.delete(allOf(key))]);
      await write('openings', (store) => [store.delete(key)]);
    },
  };
}

let shared: Promise<Queue> | undefined;

/** The browser's queue; one that lives as long as the page where IndexedDB is refused (some private windows). */
export function browserQueue(): Promise<Queue> {
  shared ??= openDatabase().then(indexedQueue, () => memoryQueue());
  return shared;
}
