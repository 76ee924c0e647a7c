/** SQL of two viewers who turn out to be one. All of it runs in one transaction. */
import { sql } from 'drizzle-orm';
import type { Rule } from '../contract/completion.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { parseRanges, type Span } from './ranges.ts';
import { RULE, ruled } from './rule-queries.ts';

/** What somebody said of themselves. */
export type Said = { audience: string; region: string };
/**
 * Days are of Asia/Seoul, in order; `staffDays` are those on which only what was begun as staff was watched, and
 * `before` is what somebody said until a day, before they said what they say now.
 */
export type Viewer = Said & {
  id: string;
  days: string[];
  staffDays: string[];
  before: (Said & { until: string })[];
};
/**
 * `beyond` is past the end of the recording: no progress, and counted when a longer one comes. `staff`: it was begun as
 * such, and is counted apart.
 */
type Half = {
  staff: boolean;
  ranges: Span[];
  beyond: Span[];
  days: string[];
  completedDay: string | null;
};
/** A lecture that both watched. */
export type SharedLecture = {
  lectureId: string;
  managerId: string | null;
  from: Half;
  to: Half;
  united: Span[];
  /** of both, in milliseconds */
  elapsedMs: number;
  duration: number | null;
  rule: Rule;
};

/** Holds both: reports of either wait, since they ask for rows of `watched` first too. */
export async function lockBoth(tx: Db, from: string, to: string): Promise<Viewer[]> {
  const ids = sql`(${from}::uuid, ${to}::uuid)`;
  await tx.execute(sql`
    select 1 from watched where viewer_id in ${ids} order by viewer_id, lecture_id for update`);
  return rowsOf<Viewer>(
    tx,
    sql`
    select id, audience, region, days::text[] as days, (
        select coalesce(json_agg(json_build_object('until', t.until, 'audience', t.audience, 'region', t.region)
          order by t.until), '[]')
        from viewer_traits t where t.viewer_id = v.id) as before, array(
        select unnest(w.days) from watched w where w.viewer_id = v.id and w.staff
        except select unnest(w.days) from watched w where w.viewer_id = v.id and not w.staff)::text[] as "staffDays"
    from viewers v where id in ${ids} order by id for update`,
  );
}

export async function sharedLectures(tx: Db, from: string, to: string): Promise<SharedLecture[]> {
  const rows = await rowsOf<{
    lectureId: string;
    managerId: string | null;
    fromStaff: boolean;
    toStaff: boolean;
    fromRanges: string;
    toRanges: string;
    fromBeyond: string;
    toBeyond: string;
    united: string;
    fromDays: string[];
    toDays: string[];
    fromCompleted: string | null;
    toCompleted: string | null;
    duration: number | null;
    rule: Rule;
    elapsedMs: number;
  }>(
    tx,
    sql`
    select l.id as "lectureId", l.created_by as "managerId", a.staff as "fromStaff", b.staff as "toStaff", a.ranges::text as "fromRanges", b.ranges::text as "toRanges",
      a.beyond::text as "fromBeyond", b.beyond::text as "toBeyond",
      (a.ranges + b.ranges)::text as united, a.days::text[] as "fromDays", b.days::text[] as "toDays",
      (a.completed_at at time zone 'Asia/Seoul')::date::text as "fromCompleted",
      (b.completed_at at time zone 'Asia/Seoul')::date::text as "toCompleted",
      (a.elapsed_ms + b.elapsed_ms)::float8 as "elapsedMs", r.duration, ${RULE} as rule
    from watched a join watched b using (lecture_id)
    join lectures l on l.id = a.lecture_id
    left join courses c on c.id = l.course_id ${ruled}
    left join recordings r on r.lecture_id = l.id and ${CURRENT}
    where a.viewer_id = ${from}::uuid and b.viewer_id = ${to}::uuid
    order by l.id`,
  );
  const half = (
    staff: boolean,
    ranges: string,
    beyond: string,
    days: string[],
    completedDay: string | null,
  ) => ({
    ...{ staff, ranges: parseRanges(ranges), beyond: parseRanges(beyond), days, completedDay },
  });
  return rows.map(({ lectureId, managerId, united, elapsedMs, duration, rule, ...row }) => ({
    ...{ lectureId, managerId, elapsedMs, duration, rule, united: parseRanges(united) },
    from: half(row.fromStaff, row.fromRanges, row.fromBeyond, row.fromDays, row.fromCompleted),
    to: half(row.toStaff, row.toRanges, row.toBeyond, row.toDays, row.toCompleted),
  }));
}

/** Moves all that one viewer has to another, and removes the first. @param completed lectures that are so by now */
export async function moveRows(
  tx: Db,
  from: string,
  to: string,
  completed: readonly string[],
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update watched b set
      ranges = a.ranges + b.ranges,
      beyond = a.beyond + b.beyond,
      staff = a.staff and b.staff,
      credited_ms = a.credited_ms + b.credited_ms,
      elapsed_ms = a.elapsed_ms + b.elapsed_ms,
      days = array(select distinct unnest(a.days || b.days) order by 1),
      played_time = a.played_time + b.played_time,
      elapsed_time = a.elapsed_time + b.elapsed_time,
      completed_at = coalesce(least(a.completed_at, b.completed_at),
        case when b.lecture_id = any(${sql.param(completed)}::uuid[]) then ${now.toISOString()}::timestamptz end),
      position = case when a.resumed_at > b.resumed_at then a.position else b.position end,
      resumed_at = greatest(a.resumed_at, b.resumed_at),
      updated_at = greatest(a.updated_at, b.updated_at)
    from watched a
    where a.viewer_id = ${from}::uuid and b.viewer_id = ${to}::uuid and a.lecture_id = b.lecture_id`);
  await tx.execute(sql`
    update watched a set viewer_id = ${to}::uuid where viewer_id = ${from}::uuid and not exists (
      select 1 from watched b where b.viewer_id = ${to}::uuid and b.lecture_id = a.lecture_id)`);
  await tx.execute(sql`update playback_sessions set viewer_id = ${to}::uuid where viewer_id = ${from}::uuid`);
  await tx.execute(sql`
    update viewers b set days = array(select distinct unnest(a.days || b.days) order by 1)
    from viewers a where a.id = ${from}::uuid and b.id = ${to}::uuid`);
  await tx.execute(sql`delete from viewers where id = ${from}::uuid`);
}
