/** Objects of a storage beside a backup, and back: only those that the other side does not have. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { KEY_ROOTS } from '../../server/storage/keys.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { type Listed, placesOf, readLines, writeLines } from './backup.ts';
import type { Owner } from './named-queries.ts';

/** Objects that are on their way at once. */
const AT_ONCE = 8;

/**
 * Lists all objects there are, and copies those that the backup's media lack.
 * @param media null = they are listed alone
 * @returns how many there are, and their bytes
 */
export async function keepObjects(
  storage: Storage,
  folder: string,
  media: Storage | null,
): Promise<{ objects: number; bytes: number }> {
  const kept = { objects: 0, bytes: 0 };
  const listing = async function* () {
    for (const root of KEY_ROOTS) {
      for await (const listed of inLanes(storage.list(root), keep)) {
        if (!listed) continue;
        kept.objects += 1;
        kept.bytes += listed.bytes;
        yield listed;
      }
    }
  };
  /** null when it was removed meanwhile: nobody names it any more */
  async function keep({ key }: { key: string }): Promise<Listed | null> {
    const found = await storage.head(key);
    if (!found) return null;
    const listed = { key, ...found };
    if (media) await copyObject(storage, media, listed, folder);
    return listed;
  }
  await writeLines(placesOf(folder).objects, listing());
  return kept;
}

/** Puts back all objects that a backup lists. @returns how many were not there */
export async function putBackObjects(folder: string, media: Storage, storage: Storage): Promise<number> {
  let put = 0;
  const lines = readLines<Listed>(placesOf(folder).objects);
  for await (const copied of inLanes(lines, (listed) => copyObject(media, storage, listed, folder)))
    put += +copied;
  return put;
}

/** Keys that the backup's rows name and its media lack, or have in another size. */
export async function missingFrom(folder: string, media: Storage): Promise<string[]> {
  const missing: string[] = [];
  for await (const { objects } of readLines<Owner>(placesOf(folder).named)) {
    for (const { key, bytes } of objects) {
      const found = await media.head(key);
      if (!found || (bytes !== null && found.bytes !== bytes)) missing.push(key);
    }
  }
  return missing;
}

/**
 * @param arriving folder for what must be downloaded first, on the disk of `to`
 * @returns false when it is there already: an object never changes, so one of its size is it
 */
async function copyObject(
  from: Storage,
  to: Storage,
  { key, bytes, contentType }: Listed,
  arriving: string,
): Promise<boolean> {
  if ((await to.head(key))?.bytes === bytes) return false;
  const near = from.localPath(key);
  if (near) {
    await to.putFile(key, near, contentType);
  } else {
    const path = join(arriving, crypto.randomUUID());
    await pipeline(await from.read(key), createWriteStream(path));
    await to.moveFile(key, path, contentType);
  }
  return true;
}

/** What work gives for each of them, a few at once, in no order. @throws what the first that fails throws */
async function* inLanes<T, R>(items: AsyncIterable<T>, work: (item: T) => Promise<R>): AsyncIterable<R> {
  const underWay = new Set<Promise<R>>();
  const next = async () => {
    const [done, result] = await Promise.race([...underWay].map(async (one) => [one, await one] as const));
    underWay.delete(done);
    return result;
  };
  try {
    for await (const item of items) {
      const begun = work(item);
      begun.catch(() => {}); // told by whoever waits for it
      underWay.add(begun);
      if (underWay.size >= AT_ONCE) yield await next();
    }
    while (underWay.size > 0) yield await next();
  } finally {
    await Promise.allSettled(underWay);
  }
}
