/**
 * SQL of those who came back within a period. Its viewers are its newcomers, and whoever had last come
 * before it: each of them on exactly one of its days.
 */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, listed, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { byWhom, type Scope } from './scope.ts';

/** Classes of how long somebody had been away: the last one ends after 44 years. */
const CLASSES = 14;

/** A table of returns, and which of its rows. */
type Rows = { table: SQL; where: SQL };
type Bounds = Period | { from: SQL; to: SQL };

const ofSite: Rows = { table: sql`site_returns`, where: sql`true` };
const ofLecture = (id: SQL): Rows => ({ table: sql`lecture_returns`, where: sql`lecture_id = ${id}` });
const ofManager = (id: string): Rows => ({
  table: sql`manager_returns`,
  where: sql`manager_id = ${id}::uuid`,
});

/**
 * Sums over who had last come before a period, and came back within it. Of each class of rows only those
 * are looked at that so long an absence can have brought into the period.
 * @param sums SQL of what is added up
 */
const returnedSums = ({ table, where }: Rows, { from, to }: Bounds, scope: Scope, sums: SQL): SQL => sql`
  select ${sums} from generate_series(0, ${CLASSES - 1}) class(away), lateral (
    select * from ${table} r
    where ${where} and ${byWhom(scope)} and r.away = class.away and r.previous < ${from}::date
      and r.day between ${from}::date and least(${to}::date, ${from}::date + (2 << class.away) - 2)
    offset 0) returned`;

const VIEWERS = sql`coalesce(sum(viewers), 0)::int`;

/** SQL of how many came back to a lecture. @param id SQL of it */
export const returnedTo = (id: SQL, period: Period, scope: Scope): SQL =>
  sql`(${returnedSums(ofLecture(id), period, scope, VIEWERS)})`;

/** How many came back in each of the periods to anything, or to any lecture of the manager. */
export const returnedIn = (db: Db, periods: readonly Period[], scope: Scope): Promise<number[]> =>
  counted(db, scope.manager === null ? ofSite : ofManager(scope.manager), periods, scope);

/** How many came back in each of the periods to a lecture. */
export const returnedToLecture = (db: Db, lectureId: string, periods: readonly Period[], scope: Scope) =>
  counted(db, ofLecture(sql`${lectureId}::uuid`), periods, scope);

/** How many came back to anything, in all as `viewers`, and of each of these columns. */
export async function returnedBy(
  db: Db,
  columns: readonly string[],
  period: Period,
  scope: Scope,
): Promise<Record<string, number>> {
  const sums = ['viewers', ...columns].map((name) => `coalesce(sum(${name}), 0)::int as ${name}`);
  const query = returnedSums(ofSite, period, scope, sql.raw(sums.join(', ')));
  const [row = {}] = await rowsOf<Record<string, number>>(db, query);
  return row;
}

async function counted(db: Db, rows: Rows, periods: readonly Period[], scope: Scope): Promise<number[]> {
  const part = { from: sql`part."from"`, to: sql`part."to"` };
  const found = await rowsOf<{ viewers: number }>(
    db,
    sql`
    select (${returnedSums(rows, part, scope, VIEWERS)}) as viewers
    from unnest(${listed(periods, 'from', 'date')}, ${listed(periods, 'to', 'date')})
      with ordinality part("from", "to", nth) order by nth`,
  );
  return found.map(({ viewers }) => viewers);
}
