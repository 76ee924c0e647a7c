/** Forgets what single people played when: progress and statistics live on in sums. */
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { rowsOf } from '../database/client.ts';

/** Rows of one transaction: reports go on meanwhile. */
const AT_ONCE = 10_000;
const DAY_MS = 86_400_000;

/** Whether a session is so old that the ledger no longer knows what of it was taken: nothing more is. Pure. */
export const isRetired = (startedAt: Date, now: Date, ledgerDays: number): boolean =>
  now.getTime() - startedAt.getTime() > ledgerDays * DAY_MS;

/**
 * Removes segments that came more than LEDGER_DAYS ago, of sessions that are as old: from those nothing more
 * is taken, so that none is forgotten whose number could be sent again and count once more.
 * @returns how many
 */
export async function retireSegments({
  db,
  config,
  clock,
}: Pick<Context, 'db' | 'config' | 'clock'>): Promise<number> {
  const before = new Date(clock().getTime() - config.ledgerDays * DAY_MS).toISOString();
  for (let total = 0; ; ) {
    const removed = await rowsOf(
      db,
      sql`
      delete from played_segments where ctid = any(array(
        select s.ctid from played_segments s join playback_sessions p on p.id = s.playback_session_id
        where s.received_at < ${before}::timestamptz and p.started_at < ${before}::timestamptz limit ${AT_ONCE}))
      returning 1`,
    );
    total += removed.length;
    if (removed.length < AT_ONCE) return total;
  }
}
