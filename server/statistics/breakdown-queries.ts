/** SQL of who watched and when in the week: what counters hold by audience, 시·군 and hour. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { byWhom, type Scope, SUMS, within } from './scope.ts';
import type { Sums } from './sums.ts';

/** By which of what viewers say of themselves. */
export type Trait = 'audience' | 'region';

const COLUMNS = { audience: sql`audience`, region: sql`region` };

/** What was watched, of all lectures or of one. */
export const sumsByTrait = (db: Db, trait: Trait, lectureId: string | null, period: Period, scope: Scope) =>
  rowsOf<Sums & { name: string }>(
    db,
    sql`
    select ${COLUMNS[trait]} as name, ${SUMS}
    from ${lectureId === null ? sql`site_days where` : sql`lecture_days where lecture_id = ${lectureId}::uuid and`}
      ${byWhom(scope)} and ${within(period)}
    group by ${COLUMNS[trait]}`,
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
