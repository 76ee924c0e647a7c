/** Work that is only worth doing while an attempt holds what it works on. */
import { setTimeout as pause } from 'node:timers/promises';
import { isUnavailable } from '../server/database/unavailable.ts';
import { Abandoned } from './failures.ts';

/** Progress reaches the database, and a cancel reaches ffmpeg, this often. */
const EVERY_MS = 2000;

/**
 * Does `work` while `report` answers true; once it answers false, aborts the signal the work was
 * given. A database that does not answer for a while stops nothing.
 * @param report tells the database how far the work has come; false = it works for nothing
 */
export async function withHold<T>(
  signal: AbortSignal,
  report: (progress: number) => Promise<boolean>,
  work: (signal: AbortSignal, say: (progress: number) => void) => Promise<T>,
  everyMs = EVERY_MS,
): Promise<T> {
  const lost = new AbortController();
  const done = new AbortController();
  let progress = 0;
  const watch = async () => {
    for (let heard: boolean | null = true; !done.signal.aborted; ) {
      // when the database is back, the living must be heard before their work is given to others
      await pause(heard === null ? everyMs / 4 : everyMs, undefined, { signal: done.signal }).catch(() => {});
      if (done.signal.aborted) return;
      heard = await report(progress).catch((error: unknown) => {
        if (isUnavailable(error)) return null;
        throw error;
      });
      if (heard === false) lost.abort(new Abandoned('taken over or cancelled'));
    }
  };
  const watching = watch().catch((error: unknown) => lost.abort(error));
  try {
    return await work(AbortSignal.any([signal, lost.signal]), (value) => {
      progress = value;
    });
  } finally {
    done.abort();
    await watching;
  }
}
