/** Removes from storage what nobody was ever told of: attempts of killed workers, and stale ones. */
import { leftOverAttempts } from '../server/recordings/left-over.ts';
import { namedKeys } from '../server/recordings/sweep-queries.ts';
import { attemptPrefix, recordingPrefix } from '../server/storage/keys.ts';
import type { Worker } from './worker.ts';

/**
 * Of a ready recording all other attempts go, of one that was deleted everything. No attempt that may
 * still count is lost: nothing lands in either. One that is still writing removes its own when it hears
 * that; should it be killed first, its job comes again, and ends here.
 *
 * What cannot be removed is logged: it is listed nowhere, and costs space alone.
 */
export async function sweepStorage(
  { db, storage, log }: Pick<Worker, 'db' | 'storage' | 'log'>,
  recordingId: string,
): Promise<void> {
  try {
    const named = await namedKeys(db, recordingId);
    if (!named) return await storage.deletePrefix(recordingPrefix(recordingId));
    if (named.state !== 'ready') return;
    const stored: string[] = [];
    for await (const { key } of storage.list(recordingPrefix(recordingId))) stored.push(key);
    const left = leftOverAttempts(recordingId, named.keys, stored);
    for (const attempt of left) await storage.deletePrefix(attemptPrefix(recordingId, attempt));
    if (left.length > 0) log.info({ recording: recordingId, attempts: left }, 'storage: attempts swept');
  } catch (error) {
    log.warn({ err: error, recording: recordingId }, 'storage: attempts that nobody needs are left over');
  }
}
