/** Storage as a job of the worker meets it. */
import { isStorageAway } from '../server/storage/away.ts';
import { Abandoned, Failure } from './failures.ts';
import { patiently } from './patience.ts';

/**
 * Tries again while storage is away: what was transcoded is not thrown away for that. The work must be safe to repeat.
 * @throws {Failure} storage: it said no, or stayed away {Abandoned}
 */
export async function stored<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await patiently(signal, work, { isAway: isStorageAway });
  } catch (cause) {
    if (signal.aborted) throw new Abandoned('aborted', { cause: signal.reason });
    throw new Failure('storage', 'it did not do what it was asked for', { cause });
  }
}
