/** A process that is started before its database: it waits, and does not end to be started again and again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { migrate } from './migrate.ts';
import { isUnavailable } from './unavailable.ts';

/** ms between two tries: at first, and at most */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

/**
 * Brings the database to this version's schema as soon as it answers, however long that takes.
 * @param away called once, when it does not answer at first
 * @throws when it says no, or cannot store Korean
 */
export async function migrateOnceUp(
  databaseUrl: string,
  log: Log,
  away: () => Promise<void> = async () => {},
): Promise<void> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await migrate(databaseUrl);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      log.warn({ err: error }, 'database: it does not answer yet, and is waited for');
      if (wait === FIRST_WAIT_MS) await away();
      await pause(wait);
    }
  }
}
