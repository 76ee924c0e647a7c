/** Forgets what single people played when: progress and statistics live on in sums. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';

/** Rows of one transaction: reports go on meanwhile. */
const AT_ONCE = 10_000;
const DAY_MS = 86_400_000;

/** Whether a session is so old that the ledger no longer knows what of it was taken: nothing more is. Pure. */
export const isRetired = (startedAt: Date, now: Date, ledgerDays: number): boolean =>
  now.getTime() - startedAt.getTime() > ledgerDays * DAY_MS;

/**
 * Removes segments that came before then, of sessions that are as old.
 * @param before LEDGER_DAYS ago: from sessions that are as old nothing more is taken, so that none is forgotten whose
 * number could be sent again and count once more
 * @returns how many
 */
export async function retireSegments(db: Db, before: Date): Promise<number> {
  const then = before.toISOString();
  for (let total = 0; ; ) {
    const removed = await rowsOf(
      db,
      sql`
      delete from played_segments where ctid = any(array(
        select s.ctid from played_segments s join playback_sessions p on p.id = s.playback_session_id
        where s.received_at < ${then}::timestamptz and p.started_at < ${then}::timestamptz limit ${AT_ONCE}))
      returning 1`,
    );
    total += removed.length;
    if (removed.length < AT_ONCE) return total;
  }
}
