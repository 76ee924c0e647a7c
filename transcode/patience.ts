/** A database that restarts in the middle of a job, or storage that is away, costs time and nothing else. */
import { setTimeout as pause } from 'node:timers/promises';
import { isUnavailable } from '../server/database/unavailable.ts';

/** ms for which either may be away before the attempt fails */
const PATIENCE_MS = 120_000;
/** ms between tries at most: what is finished must land before it is taken for abandoned */
const LONGEST_WAIT_MS = 1000;

/**
 * Tries again, a little later each time, while the database is away. The work must be safe to repeat:
 * it may have been done although the answer was lost.
 * @param isAway tells what is worth trying again
 */
export async function patiently<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  { patienceMs = PATIENCE_MS, isAway = isUnavailable } = {},
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let wait = 200; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || signal.aborted || Date.now() + wait > until) throw error;
      await pause(wait, undefined, { signal });
    }
  }
}
