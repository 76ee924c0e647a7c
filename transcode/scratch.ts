/** A worker's own space on disk: made at start, emptied of what dead workers left, gone at the end. */
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../server/database/client.ts';
import { hasCode } from '../server/errors.ts';
import { workersSeen } from '../server/queue/worker-queries.ts';
import { attemptPrefix } from '../server/storage/keys.ts';
import type { Storage } from '../server/storage/storage.ts';
import { Abandoned, Failure, Rejection } from './failures.ts';

/** ms after which what nobody knows of is taken for left over */
const DAY_MS = 24 * 3600_000;

/** Names the folder by host and process, so that the next worker can tell whose owner is dead. */
const folderName = (host: string, pid: number) => `${host.replaceAll(/[^A-Za-z0-9.]/g, '')}-${pid}`;
const ownName = (pid: number) => folderName(hostname(), pid);
const rootOf = (data: string) => join(data, 'scratch');

/** @returns the worker's folder under `<data>/scratch`, empty */
export async function openScratch(data: string): Promise<string> {
  const root = rootOf(data);
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    const pid = Number(name.slice(name.lastIndexOf('-') + 1));
    const ours = name === ownName(pid);
    if (ours && (pid === process.pid || !isAlive(pid)))
      await rm(join(root, name), { recursive: true, force: true });
  }
  const folder = join(root, ownName(process.pid));
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Removes what dead workers of other hosts left: a container that was killed has another name when it comes back. Dead
 * is one whose folder has not changed for a day, and that the installation has not heard of for as long.
 */
export async function sweepScratch(db: Db, data: string): Promise<void> {
  const heard = await workersSeen(db, DAY_MS / 1000);
  const living = new Set([ownName(process.pid), ...heard.map(({ host, pid }) => folderName(host, pid))]);
  for (const name of await readdir(rootOf(data))) {
    const path = join(rootOf(data), name);
    if (living.has(name) || !/-\d+$/.test(name)) continue;
    const changed = await stat(path).catch(() => null); // another worker may be sweeping too
    if (changed && changed.mtimeMs < Date.now() - DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Where an attempt works, and what becomes of what it stores. */
export type Attempt = {
  id: string;
  /** on this disk; gone when the attempt ends */
  folder: string;
  /** of its storage keys; emptied when the attempt ends, unless `keep` was called */
  prefix: string;
  /** Called before anything of it is published: from then on a lost answer may mean that it counts. */
  keep: () => void;
};

/** Bytes with less than which a disk is full: ffmpeg cuts its segments off there, says nothing and ends well. */
const ROOM = 1024 ** 2;

/**
 * Gives an attempt a name, a folder and a prefix of its own, and clears up after it.
 * @throws what the work throws; {Failure} disk_full when there is no room left, whatever that broke
 */
export async function withAttempt(
  place: Place,
  recordingId: string,
  work: (attempt: Attempt) => Promise<void>,
): Promise<void> {
  return withPrefix(place, (id) => attemptPrefix(recordingId, id), work);
}

type Place = { folder: string; storage: Storage };

/** As `withAttempt`, of something else than a recording. @param prefixOf of what the attempt of that id stores */
export async function withPrefix(
  { folder, storage }: Place,
  prefixOf: (id: string) => string,
  work: (attempt: Attempt) => Promise<void>,
): Promise<void> {
  const id = crypto.randomUUID();
  const own = join(folder, id);
  const prefix = prefixOf(id);
  let kept = false;
  try {
    await mkdir(own, { recursive: true });
    await work({
      id,
      folder: own,
      prefix,
      keep: () => {
        kept = true;
      },
    });
  } catch (error) {
    if (error instanceof Rejection || error instanceof Abandoned) throw error;
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize >= ROOM) throw error;
    throw new Failure('disk_full', 'no room in scratch space', { cause: error });
  } finally {
    await rm(own, { recursive: true, force: true });
    if (!kept) await storage.deletePrefix(prefix).catch(() => {}); // what is left is an orphan, served to nobody
  }
}
