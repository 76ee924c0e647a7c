/** SQL of the sums that statistics read. It runs in the recording transaction, in one order of tables and rows. */
import { type SQL, sql } from 'drizzle-orm';
import { saidOn } from '../accounts/traits.ts';
import { AUDIENCES, REGIONS } from '../contract/vocabulary.ts';
import { type Db, listed, rowsOf } from '../database/client.ts';
import type { AllVisits, News, Sums } from './sums.ts';

/**
 * Notes that viewers watched something on a day, and holds them until the transaction ends: of two lectures
 * that one of them watches at once, the second finds what the first changed.
 * @param day of Asia/Seoul
 * @returns how many of them for the first time that day
 */
export async function markPresent(tx: Db, news: readonly News[], day: string): Promise<AllVisits['site']> {
  if (news.length === 0) return [];
  return rowsOf<AllVisits['site'][number]>(
    tx,
    sql`
    with present as (
      select id, bool_or(staff) as staff, bool_or(visits) as visits
      from unnest(${listed(news, 'viewerId', 'uuid')}, ${listed(news, 'staff', 'boolean')},
        ${listed(news, 'visits', 'boolean')}) n(id, staff, visits) group by id),
    held as (
      select v.id, p.staff, said.audience, said.region, v.days[cardinality(v.days)] as previous,
        p.visits and coalesce(v.days[cardinality(v.days)] < ${day}::date, true) as due
      from present p join viewers v on v.id = p.id cross join ${saidOn(sql`${day}::date`)} order by v.id for no key update of v),
    marked as (update viewers v set days = v.days || ${day}::date from held where v.id = held.id and held.due)
    select ${day} as day, previous::text as previous, staff, audience, region, count(*)::int as viewers
    from held where due group by previous, staff, audience, region`,
  );
}

/** Adds to all sums. Rows that many transactions want come last, and are held shortest. */
export async function addSums(tx: Db, parts: readonly Partial<Sums>[]): Promise<void> {
  for (const [name, table] of TABLES) {
    await add(
      tx,
      table,
      parts.flatMap((part): object[] => part[name] ?? []),
    );
  }
}

/** A table of sums: type and name of each column of its key, and of each that is added up. */
type Table = { name: string; key: Columns; sums: Columns };
type Columns = Record<string, [type: string, name?: string]>;

const LECTURE: Columns = { lectureId: ['uuid', 'lecture_id'] };
const MANAGER: Columns = { managerId: ['uuid', 'manager_id'] };
const DAY: Columns = { day: ['date'], staff: ['boolean'] };
const TRAIT: Columns = { ...DAY, trait: ['text'], value: ['text'] };
const RETURN: Columns = { staff: ['boolean'], away: ['smallint'], day: ['date'], previous: ['date'] };
const COUNTS: Columns = { views: ['int'], watchedMs: ['bigint', 'watched_ms'], completions: ['int'] };
const VIEWERS: Columns = { viewers: ['int'] };
const NEWCOMERS: Columns = { newcomers: ['int'] };
const SAID: Columns = Object.fromEntries([...AUDIENCES, ...REGIONS].map((value) => [value, ['int']]));

const table = (name: string, key: Columns, sums: Columns): Table => ({ name, key, sums });

const TABLES: readonly [keyof Sums, Table][] = [
  ['lectureReturns', table('lecture_returns', { ...LECTURE, ...RETURN }, VIEWERS)],
  ['managerReturns', table('manager_returns', { ...MANAGER, ...RETURN }, VIEWERS)],
  ['siteReturns', table('site_returns', RETURN, { ...VIEWERS, ...SAID })],
  ['retention', table('retention_deltas', { ...LECTURE, second: ['int'] }, { ...VIEWERS, plays: ['int'] })],
  ['lectureTraits', table('lecture_traits', { ...LECTURE, ...TRAIT }, COUNTS)],
  ['lectureDays', table('lecture_days', { ...LECTURE, ...DAY }, { ...COUNTS, ...VIEWERS, ...NEWCOMERS })],
  [
    'lectureMonths',
    table('lecture_months', { ...LECTURE, month: ['date'], staff: ['boolean'] }, { ...COUNTS, ...NEWCOMERS }),
  ],
  [
    'lectureTotals',
    table(
      'lecture_totals',
      { ...LECTURE, staff: ['boolean'] },
      { ...COUNTS, ...VIEWERS, coveredMs: ['bigint', 'covered_ms'] },
    ),
  ],
  [
    'courseProgress',
    table(
      'course_progress',
      { courseId: ['uuid', 'course_id'], ...MANAGER, completed: ['int'] },
      { people: ['int'] },
    ),
  ],
  ['managerDays', table('manager_days', { ...MANAGER, ...DAY }, { ...COUNTS, ...VIEWERS, ...NEWCOMERS })],
  ['siteTraits', table('site_traits', TRAIT, { ...COUNTS, ...NEWCOMERS })],
  ['siteDays', table('site_days', DAY, { ...COUNTS, ...VIEWERS, ...NEWCOMERS })],
  [
    'siteHours',
    table(
      'site_hours',
      { day: ['date'], hour: ['smallint'], staff: ['boolean'] },
      { views: ['int'], watchedMs: ['bigint', 'watched_ms'] },
    ),
  ],
];

/**
 * Adds rows to a table of sums: new keys are inserted, known ones added to, in one order everywhere, so that
 * two transactions never wait for each other.
 */
async function add(tx: Db, { name, key, sums }: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const arrays = Object.entries({ ...key, ...sums }).map(([member, [type]]) =>
    listed(rows as Record<string, unknown>[], member, type),
  );
  const names = (some: Columns) => Object.entries(some).map(([member, [, own = member]]) => own);
  const list = (words: string[]): SQL => sql.raw(words.join(', '));
  const [keys, added] = [names(key), names(sums)];
  await tx.execute(sql`
    insert into ${list([name])} as t (${list([...keys, ...added])})
    select ${list([...keys, ...added.map((one) => `sum(${one})`)])}
    from unnest(${sql.join(arrays, sql`, `)}) u(${list([...keys, ...added])})
    group by ${list(keys)} order by ${list(keys)}
    on conflict (${list(keys)}) do update set ${list(added.map((one) => `${one} = t.${one} + excluded.${one}`))}`);
}
