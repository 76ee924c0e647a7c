/** SQL of who watched and when in the week: what counters hold by audience, 시·군 and hour. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { byWhom, type Scope, SUMS, within } from './scope.ts';
import type { Sums } from './sums.ts';

/** By which of what viewers say of themselves. */
export type Trait = 'audience' | 'region';

const COLUMNS = { audience: sql`audience`, region: sql`region` };

export const siteSumsByTrait = (db: Db, trait: Trait, period: Period, scope: Scope) =>
  rowsOf<Sums & { name: string }>(
    db,
    sql`
    select ${COLUMNS[trait]} as name, ${SUMS} from site_days
    where ${byWhom(scope)} and ${within(period)} group by ${COLUMNS[trait]}`,
  );

/**
 * What was watched of a lecture by day, of two periods, and by each trait, of the later one: one look
 * at its counters for all three.
 */
export const lectureSums = (db: Db, lectureId: string, earlier: Period, later: Period, scope: Scope) =>
  rowsOf<Sums & { by: 'day' | Trait; name: string }>(
    db,
    sql`
    select case when grouping(day) = 0 then 'day' when grouping(audience) = 0 then 'audience' else 'region' end as by,
      coalesce(day::text, audience, region) as name, ${SUMS}
    from (select *, day >= ${later.from}::date as later from lecture_days
      where lecture_id = ${lectureId}::uuid and ${byWhom(scope)}
        and ${within({ from: earlier.from, to: later.to })}) d
    group by grouping sets ((day), (later, audience), (later, region))
    having later is not false`,
  );

/** Different viewers of the site. */
export const viewersByTrait = (db: Db, trait: Trait, period: Period, scope: Scope) =>
  rowsOf<{ name: string; viewers: number }>(
    db,
    sql`
    select ${COLUMNS[trait]} as name, sum(viewers)::int as viewers from site_visits
    where ${byWhom(scope)} and ${within(period)} and previous < ${period.from}::date
    group by ${COLUMNS[trait]}`,
  );

/** Hours of the week in which anything was watched; weekday 1 is Monday. */
export const hoursOfWeek = (db: Db, period: Period, scope: Scope) =>
  rowsOf<{ weekday: number; hour: number; views: number; watchedMs: number }>(
    db,
    sql`
    select extract(isodow from day)::int as weekday, hour::int as hour,
      coalesce(sum(views), 0)::int as views, coalesce(sum(watched_ms), 0)::float8 as "watchedMs"
    from site_hours where ${byWhom(scope)} and ${within(period)}
    group by 1, 2`,
  );
