/** Where the bytes of uploads wait until they are finished. */
import { createWriteStream } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { hasCode, Refusal } from '../errors.ts';
import type { Hashing } from './hashing.ts';
import { sweepPassedBytes } from './passed-bytes.ts';

/** Bytes that are handed to the disk at once: with the 16 KB of Node's own the disk is asked far too often. */
export const WRITE_BYTES = 1024 ** 2;
/** Bytes after which the hash may read on. */
const TELL_BYTES = 16 * 1024 ** 2;
/** Bytes after which the memory of those that went by is swept. */
const SWEEP_BYTES = 4 * 1024 ** 2;

const stagingFolder = (data: string): string => join(data, 'uploads');

/** The staged file of an upload. */
export const stagedFile = (data: string, uploadId: string): string => join(stagingFolder(data), uploadId);

/** Removes what is staged of an upload, if anything, with the tus store's own note about it. */
export async function removeStaged(data: string, uploadId: string): Promise<void> {
  const staged = stagedFile(data, uploadId);
  await rm(staged, { force: true });
  await rm(`${staged}.json`, { force: true });
}

/** Bytes that can still be staged. */
export async function freeBytes(data: string): Promise<number> {
  const { bavail, bsize } = await statfs(stagingFolder(data));
  return bavail * bsize;
}

/** The tus store on a folder; unlike its own `write` this one says when the disk is full. */
export class StagingStore extends FileStore {
  readonly #hashing: Hashing;

  constructor(data: string, hashing: Hashing) {
    super({ directory: stagingFolder(data) });
    this.#hashing = hashing;
  }

  /** @returns the new offset @throws {Refusal} disk_full; what fitted stays */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const path = join(this.directory, id);
    const file = createWriteStream(path, { flags: 'r+', start: offset, highWaterMark: WRITE_BYTES });
    const here = () => offset + file.bytesWritten;
    let told = offset;
    let swept = offset;
    const tell = () => {
      told = here();
      this.#hashing.landed(id, path, told);
    };
    file.on('drain', () => {
      if (here() - swept >= SWEEP_BYTES) {
        swept = here();
        sweepPassedBytes();
      }
      if (here() - told >= TELL_BYTES) tell();
    });
    try {
      await pipeline(source, file);
    } catch (cause) {
      if (hasCode(cause, 'ENOSPC', 'EDQUOT')) throw new Refusal('disk_full', [], { cause });
      throw cause;
    }
    tell();
    return here();
  }
}
