/** SQL of statistics: sums of the counters that the ledger's transaction keeps. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import type { Delta } from '../progress/retention.ts';

/** Days of Asia/Seoul, both included. */
export type Period = { from: string; to: string };
/** Whose lectures: null = all of them. */
export type Manager = string | null;

const managed = (manager: Manager): SQL => sql`(${manager}::uuid is null or l.created_by = ${manager}::uuid)`;
const within = ({ from, to }: Period, day: SQL): SQL => sql`${day} between ${from}::date and ${to}::date`;

/** Views, different viewers, seconds played and completions of a period. */
export async function overviewOf(db: Db, period: Period, manager: Manager) {
  const rows = await rowsOf<{
    views: number;
    viewers: number;
    watchSeconds: number;
    completions: number;
  }>(
    db,
    sql`
    select coalesce(sum(d.views), 0)::int as views, coalesce(sum(d.watched_ms), 0)::float8 / 1000 as "watchSeconds",
      coalesce(sum(d.completions), 0)::int as completions,
      (select count(distinct v.viewer_id) from viewer_days v join lectures l on l.id = v.lecture_id
       where ${within(period, sql`v.day`)} and ${managed(manager)})::int as viewers
    from day_counters d join lectures l on l.id = d.lecture_id
    where ${within(period, sql`d.day`)} and ${managed(manager)}`,
  );
  return only([...rows]);
}

/** Every day of the period, those without views too. */
export async function daysOf(db: Db, period: Period, manager: Manager) {
  const rows = await rowsOf<{ day: string; views: number; watchSeconds: number }>(
    db,
    sql`
    select g.day::date::text as day, coalesce(sum(d.views) filter (where l.id is not null), 0)::int as views,
      coalesce(sum(d.watched_ms) filter (where l.id is not null), 0)::float8 / 1000 as "watchSeconds"
    from generate_series(${period.from}::date, ${period.to}::date, interval '1 day') g(day)
    left join day_counters d on d.day = g.day::date
    left join lectures l on l.id = d.lecture_id and ${managed(manager)}
    group by g.day order by g.day`,
  );
  return [...rows];
}

/** Every lecture of the manager, the never opened ones too, most viewed first. */
export async function lecturesOf(db: Db, period: Period, manager: Manager) {
  const rows = await rowsOf<{
    lectureId: string;
    title: string;
    views: number;
    viewers: number;
    watchSeconds: number;
    completions: number;
    watchedSeconds: number;
    watchers: number;
    duration: number | null;
  }>(
    db,
    sql`
    select l.id as "lectureId", l.title, r.duration,
      coalesce(d.views, 0)::int as views, coalesce(d.watched_ms, 0)::float8 / 1000 as "watchSeconds",
      coalesce(d.completions, 0)::int as completions, coalesce(v.viewers, 0)::int as viewers,
      coalesce(w.seconds, 0)::float8 as "watchedSeconds", coalesce(w.watchers, 0)::int as watchers
    from lectures l
    left join recordings r on r.lecture_id = l.id and r.replaced_at is null
    left join (select lecture_id, sum(views) views, sum(watched_ms) watched_ms, sum(completions) completions
      from day_counters where ${within(period, sql`day`)} group by lecture_id) d on d.lecture_id = l.id
    left join (select lecture_id, count(distinct viewer_id) viewers
      from viewer_days where ${within(period, sql`day`)} group by lecture_id) v on v.lecture_id = l.id
    left join (select x.lecture_id, count(*) watchers,
        sum((select coalesce(sum(upper(p) - lower(p)), 0) from unnest(x.ranges) p)) / 1000.0 seconds
      from watched x where exists (select 1 from viewer_days y
        where y.lecture_id = x.lecture_id and y.viewer_id = x.viewer_id and ${within(period, sql`y.day`)})
      group by x.lecture_id) w on w.lecture_id = l.id
    where ${managed(manager)}
    order by views desc, l.title, l.id`,
  );
  return [...rows];
}

/** A lecture's ends of stretches in order, with what the curve needs; null when it is not the manager's. */
export async function retentionOf(db: Db, lectureId: string, manager: Manager) {
  const rows = await rowsOf<{ title: string; duration: number | null }>(
    db,
    sql`
    select l.title, r.duration from lectures l
    left join recordings r on r.lecture_id = l.id and r.replaced_at is null
    where l.id = ${lectureId}::uuid and ${managed(manager)}`,
  );
  const lecture = first([...rows]);
  if (!lecture) return null;
  const deltas = await rowsOf<Delta>(
    db,
    sql`
    select second, viewers, plays from retention_deltas
    where lecture_id = ${lectureId}::uuid order by second`,
  );
  return { ...lecture, deltas: [...deltas] };
}
