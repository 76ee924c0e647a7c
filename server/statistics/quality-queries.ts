/** SQL of quality of experience: what counters hold of how lectures played. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import { QUALITY_COUNTS } from '../database/schema/quality-columns.ts';
import type { Period } from './period.ts';
import { byWhom, managed, type Scope, within } from './scope.ts';

/** By `QUALITY_COUNTS`. */
export type QualityCounts = Record<string, number>;
/** `total`: of all. */
type Row = QualityCounts & { by: string; name: string };

const COUNTS = sql.raw(
  QUALITY_COUNTS.map((name) => `coalesce(sum(${name}), 0)::float8 as ${name}`).join(', '),
);

/** Of the whole site, by device, by browser and by system, in one look at its counters. */
export const siteQualityOf = (db: Db, period: Period, scope: Scope) =>
  rowsOf<Row>(
    db,
    sql`
    select case when grouping(device) = 0 then 'device' when grouping(browser) = 0 then 'browser'
        when grouping(system) = 0 then 'system' else 'total' end as by,
      coalesce(device, browser, system, '') as name, ${COUNTS}
    from site_quality where ${byWhom(scope)} and ${within(period)}
    group by grouping sets ((), (device), (browser), (system))`,
  );

export const lectureQualityOf = (db: Db, lectureId: string, period: Period, scope: Scope) =>
  rowsOf<Row>(
    db,
    sql`
    select case when grouping(device) = 0 then 'device' else 'total' end as by,
      coalesce(device, '') as name, ${COUNTS}
    from lecture_quality where ${byLecture(lectureId)} and ${byWhom(scope)} and ${within(period)}
    group by grouping sets ((), (device))`,
  );

const byLecture = (id: string): SQL => sql`lecture_id = ${id}::uuid`;

/** A lecture's titles; null when it is not the manager's. */
export async function titlesOf(db: Db, id: string, scope: Scope) {
  const rows = await rowsOf<{ title: string; titleEn: string }>(
    db,
    sql`select l.title, l.title_en as "titleEn" from lectures l where l.id = ${id}::uuid and ${managed(scope)}`,
  );
  return first(rows);
}
