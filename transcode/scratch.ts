/** A worker's own space on disk: made at start, emptied of what dead workers left, gone at the end. */
import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasCode } from '../server/errors.ts';
import { attemptPrefix } from '../server/storage/keys.ts';
import type { Storage } from '../server/storage/storage.ts';
import { Abandoned, Failure, Rejection } from './failures.ts';

/** Names the folder by host and process, so that the next worker can tell whose owner is dead. */
const folderName = (pid: number) => `${hostname().replaceAll(/[^A-Za-z0-9.]/g, '')}-${pid}`;

/** @returns the worker's folder under `<data>/scratch`, empty */
export async function openScratch(data: string): Promise<string> {
  const root = join(data, 'scratch');
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    const pid = Number(name.slice(name.lastIndexOf('-') + 1));
    const ours = name === folderName(pid);
    if (ours && (pid === process.pid || !isAlive(pid)))
      await rm(join(root, name), { recursive: true, force: true });
  }
  const folder = join(root, folderName(process.pid));
  await mkdir(folder, { recursive: true });
  return folder;
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
  { folder, storage }: { folder: string; storage: Storage },
  recordingId: string,
  work: (attempt: Attempt) => Promise<void>,
): Promise<void> {
  const id = crypto.randomUUID();
  const own = join(folder, id);
  const prefix = attemptPrefix(recordingId, id);
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
