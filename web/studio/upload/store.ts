/** The upload queue in IndexedDB: what survives a reload and is shared by all tabs. */
import { completed, type NewUploadItem, type UploadItem } from './item.ts';

const NAME = 'madang-uploads';
const ITEMS = 'items';
const FILES = 'files';

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ITEMS, { keyPath: 'id', autoIncrement: true });
      request.result.createObjectStore(FILES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Runs requests in one transaction and resolves with `work`'s value once it is committed. */
async function transact<T>(
  store: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore, give: (value: T) => void) => void,
): Promise<T | undefined> {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode);
    let value: T | undefined;
    transaction.oncomplete = () => resolve(value);
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(store), (result) => {
      value = result;
    });
  });
}

/** Gives items that an older version left what they lack, once for all tabs. */
export async function completeItems(): Promise<void> {
  await transact(ITEMS, 'readwrite', (store) => {
    const request = store.getAll();
    request.onsuccess = () => {
      for (const item of request.result as Parameters<typeof completed>[0][]) store.put(completed(item));
    };
  });
}

/** Every item of every account on this computer, oldest first. */
export async function readItems(): Promise<UploadItem[]> {
  const items = await transact<UploadItem[]>(ITEMS, 'readonly', (store, give) => {
    const request = store.getAll();
    request.onsuccess = () => give(request.result as UploadItem[]);
  });
  return items ?? [];
}

/** Adds an item and gives back its id. */
export async function addItem(item: NewUploadItem): Promise<number> {
  const id = await transact<number>(ITEMS, 'readwrite', (store, give) => {
    const request = store.add(item);
    request.onsuccess = () => give(Number(request.result));
  });
  if (id === undefined) throw new Error('the queue gave the new item no id');
  return id;
}

/** Changes an item in one transaction, so that tabs cannot overwrite each other; one that is gone stays gone. */
export async function changeItem(id: number, change: Partial<NewUploadItem>): Promise<void> {
  await transact(ITEMS, 'readwrite', (store) => {
    const request = store.get(id);
    request.onsuccess = () => {
      if (request.result) store.put({ ...(request.result as UploadItem), ...change });
    };
  });
}

/** Removes an item. */
export async function removeItem(id: number): Promise<void> {
  await transact(ITEMS, 'readwrite', (store) => {
    store.delete(id);
  });
}

/** Keeps a copy of the file's bytes; rejects when the browser has no room. */
export async function writeFile(id: number, file: File): Promise<void> {
  await transact(FILES, 'readwrite', (store) => {
    store.put(file, id);
  });
}

/** The kept copy; undefined when there is none. */
export async function readFile(id: number): Promise<File | undefined> {
  return transact<File>(FILES, 'readonly', (store, give) => {
    const request = store.get(id);
    request.onsuccess = () => give(request.result as File);
  });
}

/** Removes the kept copy, if any. */
export async function removeFile(id: number): Promise<void> {
  await transact(FILES, 'readwrite', (store) => {
    store.delete(id);
  });
}
