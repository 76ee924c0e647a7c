/** Lectures and counters of statistics as viewing would leave them, put into the database at once. */
import { sql } from 'drizzle-orm';
import { insertCourse as insertNewCourse } from '../../server/catalogue/course-queries.ts';
import { UNKNOWN } from '../../server/contract/vocabulary.ts';
import type { Db } from '../../server/database/client.ts';
import {
  courseProgress,
  lectureDays,
  lectureMonths,
  lectureReturns,
  lectures,
  lectureTotals,
  lectureTraits,
  managerDays,
  managerReturns,
  siteDays,
  siteHours,
  siteReturns,
  siteTraits,
} from '../../server/database/schema/schema.ts';
import { insertReadyRecording } from './lectures.ts';

/** What one viewer did with one lecture in one hour of a day. */
export type Viewing = {
  /** UUID; staff, audience and region are always the same with the same viewer */
  viewerId: string;
  staff: boolean;
  audience: string;
  region: string;
  lectureId: string;
  day: string;
  hour: number;
  views: number;
  watchedMs: number;
  completions: number;
};

/** Seconds of a lecture. */
const DURATION = 100;

/**
 * A course of public lectures with these titles, in this order.
 * @param managers of each lecture: ids of accounts
 */
export async function insertCourse(db: Db, titles: string, managers: readonly string[]) {
  const courseId = await insertNewCourse(db, { title: '협치 입문' }, null);
  const rows = [...titles].map((title, nth) => ({
    title,
    courseId,
    courseOrder: nth + 1,
    createdBy: managers[nth] || null,
    visibility: 'public' as const,
    publishedAt: new Date(Date.UTC(2026, 0, 1 + nth)),
  }));
  const lectureIds = (await db.insert(lectures).values(rows).returning()).map(({ id }) => id);
  for (const id of lectureIds) await insertReadyRecording(db, id, DURATION);
  return { courseId, lectureIds };
}

/** Replaces whatever counters there are. */
export async function setCounters(db: Db, viewings: readonly Viewing[]): Promise<void> {
  await db.execute(sql`
    truncate lecture_days, lecture_months, lecture_traits, lecture_totals, lecture_returns, manager_days, manager_returns,
      course_progress, site_days, site_traits, site_returns, site_hours`);
  if (viewings.length === 0) return;
  const owners = await db
    .select({ id: lectures.id, managerId: lectures.createdBy, courseId: lectures.courseId })
    .from(lectures);
  const owned = viewings.map((one) => {
    const { managerId = null, courseId = null } = owners.find(({ id }) => id === one.lectureId) ?? {};
    return { ...one, managerId, courseId };
  });
  const ofLectures = visits(owned, ({ lectureId }) => ({ lectureId }));
  const managed = owned.filter(({ managerId }) => managerId !== null);
  const ofManagers = visits(managed, ({ managerId }) => ({ managerId }));
  const ofSite = visits(owned, ({ audience, region }) => ({ audience, region }));
  const days = [
    ...sums(owned, ({ lectureId, day, staff }) => ({ lectureId, day, staff })),
    ...daysOf(ofLectures),
  ];

  await insert(db, lectureDays, added(days, ['lectureId', 'day', 'staff']));
  await insert(
    db,
    lectureTotals,
    added(
      days.map((row) => ({ ...row, viewers: row.newcomers })),
      ['lectureId', 'staff'],
    ),
  );
  const months = days.map((row) => ({ ...row, month: `${row.day.slice(0, 7)}-01` }));
  await insert(db, lectureMonths, added(months, ['lectureId', 'month', 'staff']));
  await insert(db, lectureReturns, returnsOf(ofLectures));
  const managerRows = [
    ...sums(managed, ({ managerId, day, staff }) => ({ managerId, day, staff })),
    ...daysOf(ofManagers),
  ];
  await insert(db, managerDays, added(managerRows, ['managerId', 'day', 'staff']));
  await insert(db, managerReturns, returnsOf(ofManagers));
  await insert(db, courseProgress, progressOf(owned));
  const siteRows = [...sums(owned, ({ day, staff }) => ({ day, staff })), ...daysOf(ofSite)];
  await insert(db, siteDays, added(siteRows, ['day', 'staff']));
  const values = TRAITS.flatMap((trait) =>
    returnsOf(ofSite).map((row) => ({ ...row, viewers: 0, [String(row[trait])]: row.viewers })),
  );
  await insert(
    db,
    siteReturns,
    added([...returnsOf(ofSite), ...values], ['staff', 'away', 'day', 'previous']),
  );
  await insert(
    db,
    siteHours,
    sums(owned, ({ day, hour, staff }) => ({ day, hour, staff })),
  );
  for (const trait of TRAITS) {
    const known = owned.filter((one) => one[trait] !== UNKNOWN);
    const key = (one: Viewing) => ({ day: one.day, staff: one.staff, trait, value: one[trait] });
    await insert(
      db,
      lectureTraits,
      sums(known, (one) => ({ lectureId: one.lectureId, ...key(one) })),
    );
    const newcomers = daysOf(ofSite).map((row) => ({ ...row, trait, value: row[trait] }));
    const rows = [...sums(known, key), ...newcomers.filter(({ value }) => value !== UNKNOWN)];
    await insert(db, siteTraits, added(rows, ['day', 'staff', 'trait', 'value']));
  }
}

/** Whole seconds `[from, to)` that somebody watched first, each twice played. */
export async function setRetention(db: Db, lectureId: string, stretches: readonly [number, number][]) {
  await db.execute(sql`truncate retention_deltas`);
  for (const [second, viewers] of stretches.flatMap(([from, to]) => [
    [from, 1] as const,
    [to, -1] as const,
  ])) {
    await db.execute(sql`
      insert into retention_deltas values (${lectureId}::uuid, ${second}, ${viewers}, ${2 * viewers})
      on conflict (lecture_id, second) do update set viewers = retention_deltas.viewers + excluded.viewers,
        plays = retention_deltas.plays + excluded.plays`);
  }
  const covered = stretches.reduce((sum, [from, to]) => sum + 1000 * (to - from), 0);
  await db.execute(
    sql`update lecture_totals set covered_ms = ${covered} where lecture_id = ${lectureId}::uuid`,
  );
}

const TRAITS = ['audience', 'region'] as const;

type Row = Record<string, string | number | boolean | null>;

/** Rows of the same key as one, with their numbers added up. */
function added<T extends Row>(rows: readonly T[], key: readonly string[]): T[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(key.map((name) => row[name])));
  return [...groups.values()].map((group) => {
    const total: Row = {};
    for (const [name, value] of group.flatMap((row) => Object.entries(row))) {
      total[name] =
        key.includes(name) || typeof value !== 'number' ? value : Number(total[name] ?? 0) + value;
    }
    return total as T;
  });
}

const NOBODY = { viewers: 0, newcomers: 0 };

const sums = <V extends Viewing, K extends Row>(viewings: readonly V[], key: (viewing: V) => K) =>
  added(
    viewings.map((one) => {
      const { views, watchedMs, completions } = one;
      return { ...key(one), ...NOBODY, views, watchedMs, completions };
    }),
    viewings.slice(0, 1).flatMap((one) => Object.keys(key(one))),
  );

/** Each day of each viewer in each group, with the day before it on which they had been there. */
function visits<V extends Viewing, G extends Row>(viewings: readonly V[], group: (viewing: V) => G) {
  const groups = Map.groupBy(viewings, (one) => JSON.stringify([one.viewerId, group(one)]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own as [V];
    const days = [...new Set(own.map(({ day }) => day))].toSorted();
    return days.map((day, nth) => ({
      ...{ ...group(first), staff: first.staff, day, previous: days[nth - 1] ?? null, viewers: 1 },
    }));
  });
}
type Visit = { staff: boolean; day: string; previous: string | null; viewers: number };

const daysOf = <T extends Visit>(all: readonly T[]) =>
  all.map(({ previous, ...row }) => ({
    ...{ ...row, views: 0, watchedMs: 0, completions: 0, newcomers: previous === null ? 1 : 0 },
  }));

function returnsOf<T extends Visit>(all: readonly T[]) {
  const rows = all.flatMap(({ previous, ...row }) => {
    if (previous === null) return [];
    const days = (Date.parse(row.day) - Date.parse(previous)) / 86_400_000;
    return [{ ...row, previous, away: Math.floor(Math.log2(days)) }];
  });
  const { viewers: _, ...key } = rows[0] ?? { viewers: 0 };
  return added(rows, Object.keys(key));
}

type Owned = Viewing & { courseId: string | null; managerId: string | null };

/** How many residents completed how many lectures of a course, and of each manager's in it. */
function progressOf(viewings: readonly Owned[]) {
  const people = viewings
    .filter(({ staff }) => !staff)
    .flatMap((one) => [{ ...one, managerId: null }, one])
    .filter(({ courseId }) => courseId !== null);
  const groups = Map.groupBy(people, (one) => JSON.stringify([one.viewerId, one.courseId, one.managerId]));
  const rows = [...groups.values()].map((group) => {
    const [{ courseId, managerId }] = group as [Owned];
    const done = new Set(group.filter(({ completions }) => completions > 0).map((one) => one.lectureId));
    return { courseId: courseId ?? '', managerId, completed: done.size, people: 1 };
  });
  return added(rows, ['courseId', 'managerId', 'completed']);
}

/** @param rows with more members than the table has columns, perhaps */
async function insert(db: Db, table: Parameters<Db['insert']>[0], rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await db.insert(table).values([...rows]);
}
