/** SQL of who watched and when in the week: what counters hold by audience, by 시·군 and by hour. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { Trait } from '../database/schema/columns.ts';
import type { Period } from './period.ts';
import { byWhom, type Scope, SUMS, within } from './scope.ts';
import type { Sums } from './sums.ts';

/** Of whom it is known. */
export const siteSumsByTrait = (db: Db, trait: Trait, period: Period, scope: Scope) =>
  rowsOf<Sums & { value: string; newcomers: number }>(
    db,
    sql`
    select value, ${SUMS}, coalesce(sum(newcomers), 0)::int as newcomers from site_traits
    where ${byWhom(scope)} and ${within(period)} and trait = ${trait} group by value`,
  );

/** What was watched of a lecture by each trait, of whom it is known. */
export const lectureSumsByTrait = (db: Db, lectureId: string, period: Period, scope: Scope) =>
  rowsOf<Sums & { trait: Trait; value: string }>(
    db,
    sql`
    select trait, value, ${SUMS} from lecture_traits
    where lecture_id = ${lectureId}::uuid and ${byWhom(scope)} and ${within(period)}
    group by trait, value`,
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
