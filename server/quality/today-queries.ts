/** SQL of how lectures play today, for operators. */
import { sql } from 'drizzle-orm';
import { type Db, only, rowsOf } from '../database/client.ts';
import { PLAYED } from '../database/schema/quality-columns.ts';
import { seoulDay } from '../progress/days.ts';

type Today = {
  sessions: number;
  failedSessions: number;
  stalls: number;
  stalledSeconds: number;
  playedSeconds: number;
};

/** Of viewers' sessions that began on the day of Asia/Seoul that `now` is on. */
export async function qualityToday(db: Db, now: Date): Promise<Today> {
  const played = sql.raw(PLAYED.join(' + '));
  const rows = await rowsOf<Today>(
    db,
    sql`
    select coalesce(sum(sessions), 0)::float8 as sessions,
      coalesce(sum(failed_sessions), 0)::float8 as "failedSessions",
      coalesce(sum(stalls), 0)::float8 as stalls,
      coalesce(sum(stalled_ms), 0)::float8 / 1000 as "stalledSeconds",
      coalesce(sum(${played}), 0)::float8 / 1000 as "playedSeconds"
    from site_quality where day = ${seoulDay(now)}::date and not staff`,
  );
  return only(rows);
}
