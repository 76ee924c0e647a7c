/** What a batch of played segments adds to the sums that statistics read. Pure. */
import { AUDIENCES, REGIONS, UNKNOWN } from '../contract/vocabulary.ts';
import { TRAITS, type Trait } from '../database/schema/columns.ts';
import type { Credited } from './credit.ts';
import type { Span } from './ranges.ts';
import { type Delta, deltasOf, wholeRange } from './retention.ts';
import type { Session } from './session-queries.ts';
import { dayViewers, returnsOf, type Visits } from './visits.ts';

/** A segment with the stretches of the current recording that it played, or would have: one may have been cut. */
export type Placed = Credited & { placed: readonly Span[] };

/** What became of one viewer's part of one lecture. */
export type Moved = {
  session: Pick<Session, 'viewerId' | 'lectureId' | 'managerId' | 'staff' | 'audience' | 'region'>;
  credited: readonly Placed[];
  /** played now and never before, also past the end of the current recording */
  fresh: readonly Span[];
  /** milliseconds of the current recording that are covered now and were not before */
  coveredMs: number;
  /** sessions that played something for the first time */
  views: number;
  completes: boolean;
  /** day on which the viewer had last watched the lecture; null = never */
  previous: string | null;
};

type Counts = { views: number; watchedMs: number; completions: number };
type OfLecture = { lectureId: string };
type OfDay = { day: string; staff: boolean };
type Said = Record<Trait, string>;
type ByTrait = OfDay & Counts & { trait: Trait; value: string };
type Viewers = OfDay & { viewers: number; newcomers: number };
type Returns = OfDay & { away: number; previous: string; viewers: number };
type OfManager = { managerId: string };

/** What is added, by table; numbers may be negative. Days are of Asia/Seoul. */
export type Sums = {
  retention: (OfLecture & Delta)[];
  lectureDays: (OfLecture & Viewers & Counts)[];
  lectureMonths: (OfLecture & Counts & { month: string; staff: boolean; newcomers: number })[];
  lectureTraits: (OfLecture & ByTrait)[];
  lectureTotals: (OfLecture & Counts & { staff: boolean; viewers: number; coveredMs: number })[];
  lectureReturns: (OfLecture & Returns)[];
  managerDays: (OfManager & Viewers & Counts)[];
  managerReturns: (OfManager & Returns)[];
  courseProgress: { courseId: string; managerId: string | null; completed: number; people: number }[];
  siteDays: (Viewers & Counts)[];
  siteTraits: (ByTrait & { newcomers: number })[];
  /** by each audience and each 시·군 too */
  siteReturns: (Returns & Record<string, unknown>)[];
  siteHours: { day: string; hour: number; staff: boolean; views: number; watchedMs: number }[];
};

/** Viewers of one lecture, of the site, and of several lectures together. */
export type AllVisits = {
  lectures: (OfLecture & Visits)[];
  managers: (OfManager & Visits)[];
  site: (Said & Visits)[];
};

/** @param day of Asia/Seoul @param hour of it, 0–23 @returns all but what is counted by viewers of several lectures */
export function sumsOf(moved: readonly Moved[], day: string, hour: number): Partial<Sums>[] {
  const active = moved.filter(isActive);
  const visits = grouped(
    moved.filter((one) => isVisit(one, day)),
    ({ session: { lectureId, staff }, previous }) => ({ lectureId, staff, day, previous }),
  ).map(([visit, { length }]) => ({ ...visit, viewers: length }));
  return [
    {
      // staff at work would hide where the audience leaves
      retention: grouped(
        active.filter(({ session }) => !session.staff),
        ({ session: { lectureId } }) => ({ lectureId }),
      ).flatMap(([{ lectureId }, group]) => {
        const fresh = group.flatMap((one) => one.fresh.map(wholeRange));
        const plays = group.flatMap((one) => one.credited.flatMap(({ placed }) => placed.map(wholeRange)));
        return deltasOf(fresh, plays).map((delta) => ({ lectureId, ...delta }));
      }),
      siteHours: added(active, ({ session: { staff } }) => ({ day, hour, staff })),
      lectureTotals: grouped(active, ({ session: { lectureId, staff } }) => ({ lectureId, staff })).map(
        ([key, group]) => ({ ...key, ...NONE, coveredMs: total(group.map(({ coveredMs }) => coveredMs)) }),
      ),
    },
    // what was watched before may complete another recording: the report that notices it plays nothing, perhaps
    countSums(
      added(
        moved.filter((one) => isActive(one) || one.completes),
        ({ session: { lectureId, managerId, staff, audience, region } }) => ({
          ...{ lectureId, managerId, day, staff, audience, region },
        }),
      ),
    ),
    visitSums({ lectures: visits, managers: [], site: [] }),
  ];
}

/** Of one lecture and its manager. */
type CountsOfDay = OfLecture & OfDay & Said & Counts & { managerId: string | null };

/** What counts of single lectures add to, wherever they are counted. */
export function countSums(counts: readonly CountsOfDay[]): Partial<Sums> {
  const traits = counts.flatMap((row) => traitsOf(row).map((trait) => ({ ...NONE, ...row, ...trait })));
  const rows = counts.map((row) => ({ ...NONE, ...row }));
  return {
    lectureDays: rows,
    lectureMonths: rows.map(inMonth),
    lectureTotals: rows,
    lectureTraits: traits,
    managerDays: rows.flatMap(({ managerId, ...row }) => (managerId === null ? [] : [{ ...row, managerId }])),
    siteDays: rows,
    siteTraits: traits,
  };
}

/** What visits add to, wherever viewers are counted. */
export function visitSums({ lectures, managers, site }: AllVisits): Partial<Sums> {
  const ofLectures = dayViewers(lectures).map((row) => ({ ...NONE, ...row }));
  const newcomers = ofLectures.filter((row) => row.newcomers !== 0);
  return {
    lectureDays: ofLectures,
    lectureMonths: newcomers.map(inMonth),
    lectureTotals: newcomers.map((row) => ({ ...row, viewers: row.newcomers })),
    lectureReturns: returnsOf(lectures),
    managerDays: dayViewers(managers).map((row) => ({ ...NONE, ...row })),
    managerReturns: returnsOf(managers),
    siteDays: dayViewers(site).map((row) => ({ ...NONE, ...row })),
    siteTraits: dayViewers(site)
      .filter(({ newcomers }) => newcomers !== 0)
      .flatMap((row) => traitsOf(row).map((trait) => ({ ...NONE, ...row, ...trait }))),
    siteReturns: returnsOf(site).map((row) => ({
      ...{ ...NOBODY, ...row, [row.audience]: row.viewers, [row.region]: row.viewers },
    })),
  };
}

/** Whoever watched a lecture for the first time that day, or completed it: these change who watched several together. */
export const newsOf = (moved: readonly Moved[], day: string) =>
  moved
    .map((one) => ({ ...one, visits: isVisit(one, day) }))
    .filter(({ visits, completes }) => visits || completes)
    .map(({ session: { viewerId, lectureId, staff }, visits, previous, completes }) => ({
      ...{ viewerId, lectureId, staff, visits, previous, completes },
    }));
export type News = ReturnType<typeof newsOf>[number];

const NONE = { views: 0, watchedMs: 0, completions: 0, viewers: 0, newcomers: 0, coveredMs: 0 };
const NOBODY = Object.fromEntries([...AUDIENCES, ...REGIONS].map((value) => [value, 0]));

const inMonth = <T extends OfDay>(row: T) => ({ ...row, month: `${row.day.slice(0, 7)}-01` });

const isActive = ({ credited }: Pick<Moved, 'credited'>) => msOf(credited) > 0;

/** Whether a viewer watches the lecture for the first time that day. @param day of Asia/Seoul */
export const isVisit = ({ credited, previous }: Pick<Moved, 'credited' | 'previous'>, day: string): boolean =>
  isActive({ credited }) && (previous === null || previous < day);

const traitsOf = (said: Said) =>
  TRAITS.map((trait) => ({ trait, value: said[trait] })).filter(({ value }) => value !== UNKNOWN);

/** Sums by what they are of. */
function added<K extends object>(moved: readonly Moved[], by: (one: Moved) => K): (K & Counts)[] {
  return grouped(moved, by).map(([key, group]) => ({
    ...key,
    views: total(group.map(({ views }) => views)),
    watchedMs: total(group.map(({ credited }) => msOf(credited))),
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

const msOf = (segments: readonly Span[]): number =>
  total(segments.map(({ from, to }) => Math.round((to - from) * 1000)));

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
