/** What the ledger has of a lecture: what came in, and what it adds up to. */
import { sql } from 'drizzle-orm';
import { type Db, only, rowsOf } from '../../server/database/client.ts';
import { parseRanges } from '../../server/progress/ranges.ts';

/** Of all viewers of a lecture together; milliseconds, and of `watched` seconds. */
export async function ledgerOf(db: Db, lectureId: string) {
  const rows = await rowsOf<{
    ranges: string;
    creditedMs: number;
    elapsedMs: number;
    segments: number;
    playedMs: number;
    clipped: number;
    views: number;
  }>(
    db,
    sql`
    select w.*, s.*, (select count(viewed_at)::int from playback_sessions where lecture_id = ${lectureId}) as views
    from (select range_agg(ranges)::text as ranges, sum(credited_ms)::int as "creditedMs",
        sum(elapsed_ms)::int as "elapsedMs" from watched where lecture_id = ${lectureId}) w,
      (select count(*)::int as segments, coalesce(round(sum(s."to" - s."from") * 1000), 0)::int as "playedMs",
        (count(*) filter (where s.clipped))::int as clipped
        from played_segments s join playback_sessions p on p.id = s.playback_session_id
        where p.lecture_id = ${lectureId}) s`,
  );
  const { ranges, ...sums } = only(rows);
  return { watched: parseRanges(ranges ?? ''), ...sums };
}

/** Lets a playback session have begun so many seconds earlier: nobody waits for them in a test. */
export async function beganEarlier(db: Db, sessionId: string, seconds: number): Promise<void> {
  await db.execute(sql`
    update playback_sessions set started_at = started_at - make_interval(secs => ${seconds}) where id = ${sessionId}`);
}
