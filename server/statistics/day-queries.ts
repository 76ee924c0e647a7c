/** SQL of days: sums and viewers of the site, of a member of staff's lectures, and of one lecture. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { byWhom, NEWCOMERS, type Scope, SUMS, within } from './scope.ts';
import type { DayRow } from './sums.ts';

/** Each day of all lectures, or of those of the manager. */
export function siteDaysOf(db: Db, period: Period, scope: Scope): Promise<DayRow[]> {
  const { manager } = scope;
  if (manager === null) return daysOf(db, period, scope, sql`site_days where true`);
  return daysOf(db, period, scope, sql`manager_days where manager_id = ${manager}::uuid`);
}

export const lectureDaysOf = (db: Db, lectureId: string, period: Period, scope: Scope) =>
  daysOf(db, period, scope, sql`lecture_days where lecture_id = ${lectureId}::uuid`);

const daysOf = (db: Db, period: Period, scope: Scope, rows: SQL) =>
  rowsOf<DayRow>(
    db,
    sql`
    select day::text as day, ${SUMS}, coalesce(sum(viewers), 0)::int as viewers, ${NEWCOMERS}
    from ${rows} and ${byWhom(scope)} and ${within(period)}
    group by day order by day`,
  );
