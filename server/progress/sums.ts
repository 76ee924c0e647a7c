/** What a batch of played segments adds to the sums that statistics read. Pure. */
import type { Credited } from './credit.ts';
import type { Session } from './queries.ts';
import type { Span } from './ranges.ts';
import { type Delta, deltasOf, wholeRange } from './retention.ts';

/** What became of one viewer's part of one lecture. */
export type Moved = {
  session: Pick<Session, 'viewerId' | 'lectureId' | 'staff' | 'audience' | 'region'>;
  credited: readonly Credited[];
  /** covered now and not before */
  fresh: readonly Span[];
  /** sessions that played something for the first time */
  views: number;
  completes: boolean;
  /** day on which the viewer had last watched the lecture; null = never */
  previous: string | null;
};

type Counts = { views: number; watchedMs: number; completions: number };
type Who = { staff: boolean; audience: string; region: string };
type Visits = { day: string; previous: string; staff: boolean; viewers: number };
/** What is added, by table; numbers may be negative. Days are of Asia/Seoul. */
export type Sums = {
  retention: (Delta & { lectureId: string })[];
  lectureDays: (Who & Counts & { lectureId: string; day: string })[];
  lectureVisits: (Visits & { lectureId: string })[];
  siteVisits: (Visits & Omit<Who, 'staff'>)[];
  siteDays: (Who & Counts & { day: string })[];
  siteHours: { day: string; hour: number; staff: boolean; views: number; watchedMs: number }[];
};

/** The day before all days, as PostgreSQL says it: who had never watched before. */
export const NEVER = '-infinity';

/** @param day of Asia/Seoul @param hour of it, 0–23 @returns all but what is counted by viewers of the site */
export function sumsOf(moved: readonly Moved[], day: string, hour: number): Omit<Sums, 'siteVisits'> {
  const active = moved.filter(({ credited }) => playedMs(credited) > 0);
  const visited = active.filter(({ previous }) => previous === null || previous < day);
  return {
    // staff at work would hide where the audience leaves
    retention: grouped(
      active.filter(({ session }) => !session.staff),
      ({ session: { lectureId } }) => ({ lectureId }),
    ).flatMap(([{ lectureId }, group]) => {
      const fresh = group.flatMap((one) => one.fresh.map(wholeRange));
      const plays = group.flatMap((one) => one.credited.map(wholeRange));
      return deltasOf(fresh, plays).map((delta) => ({ lectureId, ...delta }));
    }),
    lectureDays: added(active, ({ session: { lectureId, staff, audience, region } }) => ({
      ...{ lectureId, day, staff, audience, region },
    })),
    lectureVisits: grouped(visited, ({ session: { lectureId, staff }, previous }) => ({
      ...{ lectureId, staff, day, previous: previous ?? NEVER },
    })).map(([visit, { length }]) => ({ ...visit, viewers: length })),
    siteDays: added(active, ({ session: { staff, audience, region } }) => ({ day, staff, audience, region })),
    siteHours: added(active, ({ session: { staff } }) => ({ day, hour, staff })),
  };
}

/** Who of them watched anything: each once. */
export function presentIn(moved: readonly Moved[]): { viewerId: string; staff: boolean }[] {
  const active = moved.filter(({ credited }) => playedMs(credited) > 0);
  return grouped(active, ({ session: { viewerId } }) => ({ viewerId })).map(([{ viewerId }, group]) => ({
    ...{ viewerId, staff: group.some(({ session }) => session.staff) },
  }));
}

/** Sums by what they are of. */
function added<K extends object>(moved: readonly Moved[], by: (one: Moved) => K): (K & Counts)[] {
  return grouped(moved, by).map(([key, group]) => ({
    ...key,
    views: total(group.map(({ views }) => views)),
    watchedMs: total(group.map(({ credited }) => playedMs(credited))),
    completions: group.filter(({ completes }) => completes).length,
  }));
}

function grouped<T, K extends object>(list: readonly T[], by: (one: T) => K): [K, T[]][] {
  const groups = new Map<string, [K, T[]]>();
  for (const one of list) {
    const key = by(one);
    const name = JSON.stringify(Object.values(key));
    const group = groups.get(name) ?? [key, []];
    group[1].push(one);
    groups.set(name, group);
  }
  return [...groups.values()];
}

const playedMs = (segments: readonly Span[]): number =>
  total(segments.map(({ from, to }) => Math.round((to - from) * 1000)));

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
