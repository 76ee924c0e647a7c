/** Storage at the end of a line, and what waits for it: for tests of downloads. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, type Readable, Transform } from 'node:stream';
import { fileStorage } from '../../server/storage/files.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { openSourceCache } from '../../transcode/source-cache.ts';

export const never = new AbortController().signal;
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const pathOf = async (path: string) => path;
export const hashOf = async (path: string) => sha256(await readFile(path));

/** Objects in files, an empty folder for a cache, and caches on it. */
export async function openShelf() {
  const root = await mkdtemp(join(tmpdir(), 'madang-sources-'));
  const files = fileStorage(join(root, 'media'));
  const folder = join(root, 'scratch', 'sources');
  return {
    files,
    folder,
    /** names of what is in the cache's folder */
    names: async () => (existsSync(folder) ? readdir(folder) : []),
    open: (storage: Storage, maxBytes = 100e6, pausesMs = [1, 2, 4]) =>
      openSourceCache({ storage, folder, maxBytes, pausesMs }),
    close: () => rm(root, { recursive: true, force: true }),
  };
}
export type Shelf = Awaited<ReturnType<typeof openShelf>>;

/** The files as if they lay elsewhere, at the end of a line that can be cut or stopped. */
export function remote(files: Storage) {
  const line = {
    /** every read that was asked for: the key, and the byte it began at */
    reads: [] as [key: string, start: number | undefined][],
    streams: [] as Readable[],
    /** after how many bytes the coming reads break */
    breaks: [] as number[],
    /** what every stream waits for before its second piece */
    gate: Promise.resolve(),
    storage: {
      ...files,
      localPath: () => null,
      async read(key, range) {
        line.reads.push([key, range?.start]);
        const stream = cut(await files.read(key, range), line.breaks.shift() ?? Number.POSITIVE_INFINITY);
        line.streams.push(stream);
        return stream;
      },
    } satisfies Storage,
  };

  function cut(stream: Readable, after: number): Readable {
    let passed = 0;
    const through = new Transform({
      async transform(piece: Buffer, _encoding, done) {
        if (passed > 0) await line.gate;
        passed += piece.length;
        if (passed <= after) done(null, piece);
        else done(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
      },
    });
    return pipeline(stream, through, () => {});
  }
  return line;
}

/** What `work` throws. */
export async function thrown(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
