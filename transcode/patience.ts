/** A database that restarts in the middle of a job costs time and nothing else. */
import { setTimeout as pause } from 'node:timers/promises';

/** ms for which a database may be away before the attempt fails */
const PATIENCE_MS = 120_000;

/** postgres.js's own words, the network's, and of PostgreSQL classes 08 and 57P and a deadlock's loser. */
const TRANSIENT =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|08\d{3}|57P0[123]|40P01)$/;

/** True when the database is away, not when it said no. Drivers wrap what happened: all causes are asked. */
export function isTransient(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && TRANSIENT.test(String(at.code))) return true;
  }
  return false;
}

/**
 * Tries again, a little later each time, while the database is away. The work must be safe to repeat:
 * it may have been done although the answer was lost.
 */
export async function patiently<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let wait = 200; ; wait = Math.min(wait * 2, 5000)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || signal.aborted || Date.now() + wait > until) throw error;
      await pause(wait, undefined, { signal });
    }
  }
}
