/** SQL of days: sums and viewers of the site, sums of a member of staff's lectures, viewers of one lecture. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { byWhom, type Scope, SUMS, within } from './scope.ts';
import type { Sums, Visits } from './sums.ts';

type DaySums = Sums & { day: string };
type DayVisits = Visits & { day: string };

/** What was watched on each day of all lectures, or of those of the manager. */
export function sumsByDay(db: Db, period: Period, scope: Scope): Promise<DaySums[]> {
  const { manager } = scope;
  if (manager === null) return sumsOf(db, period, sql`site_days where ${byWhom(scope)}`);
  const own = sql`select id from lectures where created_by = ${manager}::uuid`;
  return sumsOf(db, period, sql`lecture_days where lecture_id in (${own}) and ${byWhom(scope)}`);
}

/**
 * Viewers of each day of the whole site.
 * @param start SQL of the first day of the period that a row's `day` belongs to
 */
export const siteVisitsByDay = (db: Db, period: Period, start: SQL, scope: Scope) =>
  visitsOf(db, period, start, sql`site_visits where ${byWhom(scope)}`);

export const lectureVisitsByDay = (db: Db, lectureId: string, period: Period, start: SQL, scope: Scope) =>
  visitsOf(db, period, start, sql`lecture_visits where lecture_id = ${lectureId}::uuid and ${byWhom(scope)}`);

/** The first day of a row's period, where there are two, one right after the other. */
export const startOfTwo = (earlier: Period, later: Period): SQL =>
  sql`case when day >= ${later.from}::date then ${later.from}::date else ${earlier.from}::date end`;

/** The first day of a row's month within the period. */
export const startOfMonth = ({ from }: Period): SQL =>
  sql`greatest(date_trunc('month', day)::date, ${from}::date)`;

const sumsOf = (db: Db, period: Period, rows: SQL) =>
  rowsOf<DaySums>(
    db,
    sql`select day::text as day, ${SUMS} from ${rows} and ${within(period)} group by day order by day`,
  );

const visitsOf = (db: Db, period: Period, start: SQL, rows: SQL) =>
  rowsOf<DayVisits>(
    db,
    sql`
    select v.day::text as day, sum(viewers)::int as viewers,
      coalesce(sum(viewers) filter (where previous < ${start}), 0)::int as fresh
    from (select day, previous, viewers from ${rows} and ${within(period)}) v
    group by v.day order by v.day`,
  );
