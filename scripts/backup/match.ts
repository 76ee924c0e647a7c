/** Whether rows and objects are of one piece: everything that rows name is there, and what else there is. */
import type { Db } from '../../server/database/client.ts';
import { leftOverAttempts } from '../../server/recordings/left-over.ts';
import { namedKeys } from '../../server/recordings/sweep-queries.ts';
import { attemptPrefix, KEY_ROOTS } from '../../server/storage/keys.ts';
import type { Storage, StoredObject } from '../../server/storage/storage.ts';
import { isOwned, namedObjects, namedUnder, type Owner, ownerOf } from './named-queries.ts';

/** What no row stands for. @param storedAt of the last object under it */
export type Orphan = { prefix: string; objects: number; bytes: number; storedAt: Date };

export type Matching = {
  /** objects that rows name */
  named: number;
  /** keys that rows name and that are not there, or have another size */
  missing: string[];
  orphans: Orphan[];
};

/** Hours for which nothing counts as an orphan: its row may still be to come. */
const YOUNG_HOURS = 24;

/** Reads all of both, without holding up anybody: what changes meanwhile is looked at twice. */
export async function matchStorage(db: Db, storage: Storage): Promise<Matching> {
  const matching: Matching = { named: 0, missing: [], orphans: [] };
  for await (const owner of namedObjects(db)) {
    const stored = new Map<string, StoredObject>();
    for await (const object of storage.list(owner.owner)) stored.set(object.key, object);
    matching.named += owner.objects.length;
    matching.missing.push(...(await missingOf(db, storage, owner, stored)));
    matching.orphans.push(...(await attemptsLeft(db, owner.owner, [...stored.values()])));
  }
  for (const root of KEY_ROOTS) {
    for await (const [owner, objects] of byOwner(storage.list(root))) {
      if (!(await isOwned(db, owner))) matching.orphans.push(orphanOf(owner, objects));
    }
  }
  return matching;
}

/** @returns orphans that are old enough to be none that somebody is about to name */
export const sweepable = (orphans: readonly Orphan[], now: Date): Orphan[] =>
  orphans.filter(({ storedAt }) => now.getTime() - storedAt.getTime() > YOUNG_HOURS * 3_600_000);

async function missingOf(
  db: Db,
  storage: Storage,
  { owner, objects }: Owner,
  stored: ReadonlyMap<string, StoredObject>,
): Promise<string[]> {
  const differs = (found: { bytes: number } | null | undefined, bytes: number | null) =>
    !found || (bytes !== null && found.bytes !== bytes);
  const lacking = objects.filter(({ key, bytes }) => differs(stored.get(key), bytes));
  if (lacking.length === 0) return [];
  // rows and objects were not read at one moment
  const still = new Set((await namedUnder(db, owner)).map(({ key }) => key));
  const missing: string[] = [];
  for (const { key, bytes } of lacking) {
    if (still.has(key) && differs(await storage.head(key), bytes)) missing.push(key);
  }
  return missing;
}

/** Of a recording that is ready, what its row no longer needs. */
async function attemptsLeft(db: Db, owner: string, stored: readonly StoredObject[]): Promise<Orphan[]> {
  const id = /^recordings\/([^/]+)\/$/.exec(owner)?.[1];
  const named = id ? await namedKeys(db, id) : null;
  if (!id || named?.state !== 'ready') return [];
  const keys = stored.map(({ key }) => key);
  return leftOverAttempts(id, named.keys, keys).map((attempt) => {
    const prefix = attemptPrefix(id, attempt);
    return orphanOf(
      prefix,
      stored.filter(({ key }) => key.startsWith(prefix)),
    );
  });
}

async function* byOwner(listed: AsyncIterable<StoredObject>): AsyncIterable<[string, StoredObject[]]> {
  let owner = '';
  let objects: StoredObject[] = [];
  for await (const object of listed) {
    if (ownerOf(object.key) !== owner && objects.length > 0) {
      yield [owner, objects];
      objects = [];
    }
    owner = ownerOf(object.key);
    objects.push(object);
  }
  if (objects.length > 0) yield [owner, objects];
}

const orphanOf = (prefix: string, objects: readonly StoredObject[]): Orphan => ({
  prefix,
  objects: objects.length,
  bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
  storedAt: new Date(Math.max(...objects.map((object) => object.storedAt.getTime()))),
});
