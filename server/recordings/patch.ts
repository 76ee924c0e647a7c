/**
 * The bytes of an upload: PATCH of tus 1.0, straight from the connection to the disk. Through the web streams of the
 * tus server, which answers all else, they take twice as long.
 */
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import type { MemoryLocker } from '@tus/server';
import type { Context } from '../context.ts';
import { hasCode, Refusal } from '../errors.ts';
import { type StagingStore, stagedFile, WRITE_BYTES } from './staging.ts';
import { uploadOf } from './upload-queries.ts';

type Parts = Pick<Context, 'db' | 'config' | 'clock'> & {
  store: StagingStore;
  /** the tus server's: nobody reads the offset while bytes come, and whoever wants to ends the older request */
  locker: MemoryLocker;
};

/**
 * Takes what a request brings, as far as it comes: also of one that breaks.
 * @returns the offset at which the upload goes on
 * @throws {Refusal} bad_request · not_found · gone · conflict at another offset · too_large beyond the upload's length ·
 *   disk_full · unavailable while another request has it
 */
export async function patchUpload(
  { db, config, clock, store, locker }: Parts,
  accountId: string,
  id: string,
  request: IncomingMessage,
): Promise<number> {
  const offset = wholeNumber(request.headers['upload-offset']);
  if (offset === null) throw new Refusal('bad_request', [{ field: 'Upload-Offset', message: 'required' }]);
  const upload = await uploadOf(db, id, accountId);
  if (!upload) throw new Refusal('not_found');
  if (upload.finishedAt || upload.expiresAt < clock()) throw new Refusal('gone');

  const stop = new AbortController();
  request.once('close', () => stop.abort());
  const lock = locker.newLock(id);
  await lock
    .lock(stop.signal, () => stop.abort())
    .catch((cause: unknown) => {
      throw new Refusal('unavailable', [], { cause });
    });
  try {
    if ((await sizeOf(stagedFile(config.data, id))) !== offset) throw new Refusal('conflict');
    const left = upload.bytes - offset;
    if ((wholeNumber(request.headers['content-length']) ?? 0) > left) throw new Refusal('too_large');
    return await store.write(taken(request, left, stop.signal), id, offset);
  } finally {
    await lock.unlock();
  }
}

/** A header of the protocol as a number; null when it is none. */
const wholeNumber = (text: string | string[] | undefined): number | null =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;

/** @throws {Refusal} gone when it was finished or swept meanwhile */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) throw new Refusal('gone', [], { cause });
    throw cause;
  }
}

/**
 * What a request brings, up to so many bytes. It ends, and does not fail, when the request breaks or is told to stop: what
 * came until then counts. When it is destroyed the request is not, so that it can be answered.
 */
function taken(request: IncomingMessage, most: number, stop: AbortSignal): Transform {
  let left = most;
  const stream = new Transform({
    highWaterMark: WRITE_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(new Refusal('too_large'));
      else done(null, chunk);
    },
  });
  const end = () => {
    request.unpipe(stream);
    stream.end();
  };
  if (stop.aborted) end();
  else stop.addEventListener('abort', end, { once: true });
  request.on('error', end);
  // a client that still sends reads its answer only when somebody takes what it sends
  stream.once('close', () => request.resume());
  return request.pipe(stream);
}
