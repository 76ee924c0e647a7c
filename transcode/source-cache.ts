/** Uploaded recordings that had to be downloaded: each at most once on this disk, as long as there is room. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../server/log.ts';
import { ObjectMissing, type Storage } from '../server/storage/storage.ts';
import { Failure } from './failures.ts';

/** ms before each further try while the store, or the way to it, is away */
const PAUSES_MS = [250, 500, 1000, 2000, 4000, 8000, 16_000];

export type Sources = {
  /**
   * Does `work` with an object as a file on this disk, which is read only and stays until the work ends.
   * Several at once share a download; it is aborted when the last of them no longer waits for it.
   * @throws {Failure} `storage`: it is not there, could not be read, or could not be written here
   * @throws the signal's reason, as soon as it is aborted while the file is not there yet
   */
  use<T>(key: string, signal: AbortSignal, work: (path: string) => Promise<T>): Promise<T>;
};

type Entry = {
  key: string;
  path: string;
  /** 0 until storage has said it; from then on its room is taken */
  bytes: number;
  /** who wait for it or work with it */
  users: number;
  whole: boolean;
  download: AbortController;
  arrived: Promise<void>;
};

/**
 * Objects of a storage that keeps its files on this disk are used where they lie. Others are
 * downloaded; before a download begins, files that nobody uses make room for it, the least recently
 * used first. What is in use is never removed, and no job is refused: a file larger than `maxBytes`,
 * or one for which what is in use leaves no room, is taken all the same once all the rest is gone.
 * @param folder in scratch space: nothing outlives the worker; made when it is not there
 * @param maxBytes of all files together, also of those still on their way
 * @param pausesMs before each further try
 */
export function openSourceCache({
  storage,
  folder,
  maxBytes,
  log,
  pausesMs = PAUSES_MS,
}: {
  storage: Storage;
  folder: string;
  maxBytes: number;
  log?: Log;
  pausesMs?: readonly number[];
}): Sources {
  /** Those that nobody uses stand in the order of their last use. */
  const entries = new Map<string, Entry>();

  function pin(key: string): Entry {
    let entry = entries.get(key);
    if (!entry) {
      // a name of its own: an aborted download of the same object may still be clearing up
      const path = join(folder, `${key.replaceAll('/', '-')}.${crypto.randomUUID()}`);
      const download = new AbortController();
      entry = { key, path, bytes: 0, users: 0, whole: false, download, arrived: Promise.resolve() };
      entries.set(key, entry);
      entry.arrived = fetchInto(entry);
      entry.arrived.catch(() => {}); // whoever still waits for it is told
    }
    entry.users++;
    return entry;
  }

  function release(entry: Entry): void {
    entry.users--;
    if (entry.users > 0 || entries.get(entry.key) !== entry) return;
    entries.delete(entry.key);
    if (entry.whole) entries.set(entry.key, entry);
    else entry.download.abort();
  }

  async function makeRoom(): Promise<void> {
    const evicted = toEvict([...entries.values()], maxBytes);
    for (const { key } of evicted) entries.delete(key); // at once: nobody may begin to use it
    await Promise.all(evicted.map(({ path }) => rm(path, { force: true })));
    for (const { key, bytes } of evicted) log?.info({ key, bytes }, 'transcode: source evicted');
  }

  async function fetchInto(entry: Entry): Promise<void> {
    const { key, path } = entry;
    const { signal } = entry.download;
    const part = `${path}.part`;
    const started = performance.now();
    try {
      const object = await persistently(entry, () => storage.head(key));
      if (!object) throw new ObjectMissing(key);
      entry.bytes = object.bytes;
      await makeRoom();
      signal.throwIfAborted();
      await mkdir(folder, { recursive: true });
      await download(entry, part);
      await rename(part, path);
      signal.throwIfAborted();
      entry.whole = true;
    } catch (cause) {
      if (entries.get(key) === entry) entries.delete(key);
      for (const left of [part, path]) await rm(left, { force: true }).catch(() => {}); // what went wrong is told below
      throw cause instanceof Failure
        ? cause
        : new Failure('storage', 'the uploaded file could not be had', { cause });
    }
    const ms = Math.round(performance.now() - started);
    log?.info({ key, bytes: entry.bytes, ms }, 'transcode: source downloaded');
  }

  /** Writes an object into a new file; after a broken stream it goes on from the byte where that stopped. */
  async function download(entry: Entry, path: string): Promise<void> {
    const { key, bytes } = entry;
    const file = await open(path, 'wx');
    let written = 0;
    const goOn = async () => {
      if (bytes === 0) return; // an empty object has no range to ask for
      const stream = await storage.read(key, { start: written, end: bytes - 1 });
      for await (const piece of addAbortSignal(entry.download.signal, stream) as AsyncIterable<Buffer>) {
        if (written + piece.length > bytes) throw new Failure('storage', `${key}: more than ${bytes} bytes`);
        await file.writeFile(piece).catch((cause: unknown) => {
          throw new Failure('storage', 'scratch space cannot be written', { cause });
        });
        written += piece.length;
      }
      if (written < bytes) throw new Error(`${key}: ${written} of ${bytes} bytes`);
    };
    try {
      await persistently(entry, goOn);
    } finally {
      await file.close();
    }
  }

  /** Tries again after each of the pauses, unless it is known to be in vain. */
  async function persistently<T>({ key, download }: Entry, work: () => Promise<T>): Promise<T> {
    const { signal } = download;
    for (const ms of pausesMs) {
      try {
        return await work();
      } catch (error) {
        if (signal.aborted || error instanceof Failure || error instanceof ObjectMissing) throw error;
        log?.warn({ key, err: error }, 'transcode: download broken off, to be tried again');
        await pause(ms, undefined, { signal });
      }
    }
    return work();
  }

  return {
    async use(key, signal, work) {
      signal.throwIfAborted();
      const local = storage.localPath(key);
      if (local !== null) return work(local);
      const entry = pin(key);
      try {
        await unlessAborted(signal, entry.arrived);
        return await work(entry.path);
      } finally {
        release(entry);
      }
    },
  };
}

/**
 * What must go so that all of it together fits; everything unused where even that is not enough. Pure.
 * @param held files here or on their way, the least recently used first
 */
export function toEvict<T extends { bytes: number; users: number }>(
  held: readonly T[],
  maxBytes: number,
): T[] {
  let sum = held.reduce((bytes, one) => bytes + one.bytes, 0);
  return held.filter((one) => {
    const goes = one.users === 0 && sum > maxBytes;
    if (goes) sum -= one.bytes;
    return goes;
  });
}

/** What a promise gives, or the signal's reason when that is aborted first. */
function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
