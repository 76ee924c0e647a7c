/** The data folder: made when it is not there, used by one platform at a time, with room on its disk. */
import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from './start-error.ts';

/** A database's first files and its write-ahead log need about half of this. */
const LEAST_FREE_BYTES = 256 * 1024 ** 2;

/**
 * Takes the data folder for this process. The lock is the kernel's, on a file that SQLite opened: it
 * ends with the process however that ends, and no other process can be mistaken for its owner.
 * @throws {StartError} when another platform runs on it, or its disk is full
 */
export function takeDataFolder(folder: string): Disposable {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) {
    const [free, least] = [bavail * bsize, LEAST_FREE_BYTES].map((bytes) => Math.floor(bytes / 1024 ** 2));
    throw new StartError(
      `디스크가 가득 찼습니다 · The disk is full: ${free} MB free in ${folder}, at least ${least} MB are needed.`,
    );
  }
  const path = join(folder, 'lock');
  const file = open(path, folder);
  try {
    file.exec('begin exclusive');
  } catch (cause) {
    file.close();
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw refused(path, cause);
    throw new StartError(
      `이미 실행 중입니다 · Madang already runs on this data folder: ${folder}. Stop it first, or set MADANG_DATA to another.`,
      { cause },
    );
  }
  return { [Symbol.dispose]: () => file.close() };
}

const SQLITE_BUSY = 5;

function open(path: string, folder: string) {
  try {
    return new DatabaseSync(path);
  } catch (cause) {
    throw refused(folder, cause);
  }
}

const refused = (path: string, cause: unknown) =>
  new StartError(`MADANG_DATA: 쓸 수 없는 폴더입니다 · This user may not write there: ${path}`, { cause });
