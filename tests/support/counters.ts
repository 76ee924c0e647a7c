/** Lectures and counters of statistics as viewing would leave them, put into the database at once. */
import { sql } from 'drizzle-orm';
import type { Db } from '../../server/database/client.ts';
import {
  accounts,
  courses,
  lectureDays,
  lectures,
  lectureVisits,
  siteDays,
  siteHours,
  siteVisits,
  viewers,
  watched,
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
  const [course] = await db.insert(courses).values({ title: '협치 입문' }).returning();
  const rows = [...titles].map((title, nth) => ({
    title,
    courseId: course?.id ?? null,
    courseOrder: nth + 1,
    createdBy: managers[nth] || null,
    visibility: 'public' as const,
    publishedAt: new Date(Date.UTC(2026, 0, 1 + nth)),
  }));
  const lectureIds = (await db.insert(lectures).values(rows).returning()).map(({ id }) => id);
  for (const id of lectureIds) await insertReadyRecording(db, id, DURATION);
  return { courseId: course?.id ?? '', lectureIds };
}

const NEVER = '-infinity';
const SOMEBODY = { name: '직원', role: 'staff' as const, passwordHash: '-' };

/** Replaces whatever counters there are. */
export async function setCounters(db: Db, viewings: readonly Viewing[]): Promise<void> {
  await db.execute(
    sql`truncate lecture_days, lecture_visits, site_days, site_hours, site_visits, viewers cascade`,
  );
  if (viewings.length === 0) return;
  const { lectureRows, siteRows, hourRows } = sumsOf(viewings);
  await db.insert(lectureDays).values(lectureRows);
  await db.insert(siteDays).values(siteRows);
  await db.insert(siteHours).values(hourRows);
  await db.insert(lectureVisits).values(
    counted(
      visits(viewings, ({ viewerId, lectureId }) => `${viewerId} ${lectureId}`),
      (visit) => {
        const { lectureId, staff, day, previous } = visit;
        return { lectureId, staff, day, previous };
      },
    ),
  );
  await db.insert(siteVisits).values(
    counted(
      visits(viewings, ({ viewerId }) => viewerId),
      (visit) => {
        const { staff, day, previous, audience, region } = visit;
        return { staff, day, previous, audience, region };
      },
    ),
  );
  await insertPeople(db, viewings);
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
}

function sumsOf(viewings: readonly Viewing[]) {
  const sums = <K extends object>(key: (viewing: Viewing) => K) =>
    [...Map.groupBy(viewings, (one) => JSON.stringify(key(one))).values()].map((group) => ({
      ...key(group[0] as Viewing),
      views: total(group, 'views'),
      watchedMs: total(group, 'watchedMs'),
      completions: total(group, 'completions'),
    }));
  return {
    lectureRows: sums(({ lectureId, day, staff, audience, region }) => {
      return { lectureId, day, staff, audience, region };
    }),
    siteRows: sums(({ day, staff, audience, region }) => ({ day, staff, audience, region })),
    hourRows: sums(({ day, hour, staff }) => ({ day, hour, staff })),
  };
}

const total = (group: readonly Viewing[], name: 'views' | 'watchedMs' | 'completions') =>
  group.reduce((sum, one) => sum + one[name], 0);

/** Each day of each group once, with the day before it on which the same group had been there. */
function visits(viewings: readonly Viewing[], group: (viewing: Viewing) => string) {
  return [...Map.groupBy(viewings, group).values()].flatMap((own) => {
    const days = [...new Map(own.map((one) => [one.day, one])).values()].toSorted((a, b) =>
      a.day.localeCompare(b.day),
    );
    return days.map((one, nth) => ({ ...one, previous: days[nth - 1]?.day ?? NEVER }));
  });
}

function counted<T, K extends object>(rows: readonly T[], key: (row: T) => K): (K & { viewers: number })[] {
  return [...Map.groupBy(rows, (row) => JSON.stringify(key(row))).values()].map((group) => ({
    ...key(group[0] as T),
    viewers: group.length,
  }));
}

/** Rows of those who watch, and of what they watched. */
async function insertPeople(db: Db, viewings: readonly Viewing[]): Promise<void> {
  const people = new Map(viewings.map((one) => [one.viewerId, one]));
  for (const { viewerId: id, staff } of people.values()) {
    if (staff)
      await db
        .insert(accounts)
        .values({ id, ...SOMEBODY, email: id })
        .onConflictDoNothing();
    await db.insert(viewers).values(staff ? { id, accountId: id } : { id, tokenHash: Buffer.from(id) });
  }
  const pairs = Map.groupBy(viewings, ({ viewerId, lectureId }) => `${viewerId} ${lectureId}`);
  const now = new Date();
  await db.insert(watched).values(
    [...pairs.values()].map((group) => ({
      viewerId: (group[0] as Viewing).viewerId,
      lectureId: (group[0] as Viewing).lectureId,
      ranges: '{}',
      days: [...new Set(group.map(({ day }) => day))].toSorted(),
      creditedUntil: now,
      completedAt: total(group, 'completions') > 0 ? now : null,
      updatedAt: now,
    })),
  );
}
