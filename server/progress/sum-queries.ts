/** SQL of the sums that statistics read. It runs in the recording transaction, in one order of tables and rows. */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, listed, rowsOf } from '../database/client.ts';
import { NEVER, type Sums } from './sums.ts';

/**
 * Notes that viewers watched something on a day.
 * @param day of Asia/Seoul
 * @returns how many of them for the first time that day
 */
export async function markPresent(
  tx: Db,
  present: readonly { viewerId: string; staff: boolean }[],
  day: string,
): Promise<Sums['siteVisits']> {
  if (present.length === 0) return [];
  return rowsOf<Sums['siteVisits'][number]>(
    tx,
    sql`
    with due as (
      select v.id, p.staff, v.audience, v.region, coalesce(v.days[cardinality(v.days)], ${NEVER}::date) as previous
      from unnest(${listed(present, 'viewerId', 'uuid')}, ${listed(present, 'staff', 'boolean')}) p(id, staff)
      join viewers v on v.id = p.id
      where cardinality(v.days) = 0 or v.days[cardinality(v.days)] < ${day}::date
      order by v.id for update of v),
    marked as (update viewers v set days = v.days || ${day}::date from due where v.id = due.id)
    select ${day} as day, previous::text as previous, staff, audience, region, count(*)::int as viewers
    from due group by previous, staff, audience, region order by previous, staff, audience, region`,
  );
}

/** Adds to all sums. Rows that many transactions want come last, and are held shortest. */
export async function addSums(tx: Db, sums: Sums): Promise<void> {
  await add(tx, RETENTION, sums.retention);
  await add(tx, LECTURE_DAYS, sums.lectureDays);
  await add(tx, LECTURE_TOTALS, sums.lectureDays);
  await add(tx, LECTURE_VISITS, sums.lectureVisits);
  await add(tx, SITE_VISITS, sums.siteVisits);
  await add(tx, SITE_DAYS, sums.siteDays);
  await add(tx, SITE_HOURS, sums.siteHours);
}

/** A table of sums: type and name of each column of its key, and of each that is added up. */
type Table = { name: string; key: Columns; sums: Columns };
type Columns = Record<string, [type: string, name?: string]>;

const WHO: Columns = { staff: ['boolean'], audience: ['text'], region: ['text'] };
const VISITS: Columns = { day: ['date'], previous: ['date'] };
const COUNTS: Columns = { views: ['int'], watchedMs: ['bigint', 'watched_ms'], completions: ['int'] };
const LECTURE: Columns = { lectureId: ['uuid', 'lecture_id'] };
const VIEWERS: Columns = { viewers: ['int'] };

const RETENTION: Table = {
  name: 'retention_deltas',
  key: { ...LECTURE, second: ['int'] },
  sums: { ...VIEWERS, plays: ['int'] },
};
const LECTURE_DAYS: Table = {
  name: 'lecture_days',
  key: { ...LECTURE, day: ['date'], ...WHO },
  sums: COUNTS,
};
const LECTURE_TOTALS: Table = {
  name: 'lecture_totals',
  key: { ...LECTURE, staff: ['boolean'] },
  sums: COUNTS,
};
const LECTURE_VISITS: Table = {
  name: 'lecture_visits',
  key: { ...LECTURE, staff: ['boolean'], ...VISITS },
  sums: VIEWERS,
};
const SITE_VISITS: Table = { name: 'site_visits', key: { ...WHO, ...VISITS }, sums: VIEWERS };
const SITE_DAYS: Table = { name: 'site_days', key: { day: ['date'], ...WHO }, sums: COUNTS };
const SITE_HOURS: Table = {
  name: 'site_hours',
  key: { day: ['date'], hour: ['smallint'], staff: ['boolean'] },
  sums: { views: ['int'], watchedMs: ['bigint', 'watched_ms'] },
};

/**
 * Adds rows to a table of sums: new keys are inserted, known ones added to, in one order everywhere, so that
 * two transactions never wait for each other.
 */
async function add<T extends object>(tx: Db, { name, key, sums }: Table, rows: readonly T[]): Promise<void> {
  if (rows.length === 0) return;
  const arrays = Object.entries({ ...key, ...sums }).map(([member, [type]]) =>
    listed(rows, member as keyof T, type),
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
