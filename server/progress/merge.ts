/**
 * Somebody signs in who watched before without an account: what the browser watched becomes the account's,
 * and nobody is counted twice.
 */
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { isComplete } from './completion.ts';
import { seoulDay } from './days.ts';
import { type Groups, groupsOf, negated } from './group-queries.ts';
import { shareLedger } from './ledger-lock.ts';
import {
  lockBoth,
  moveRows,
  type Said,
  type SharedLecture,
  sharedLectures,
  type Viewer,
} from './merge-queries.ts';
import { msOf, type Span, united } from './ranges.ts';
import { deltasOf, wholeRange } from './retention.ts';
import { addSums } from './sum-queries.ts';
import { countSums, type Sums, visitSums } from './sums.ts';
import { visitsOn } from './visits.ts';

/** @param from an anonymous viewer, gone afterwards @param to an account's */
export async function mergeViewers(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  from: string,
  to: string,
): Promise<void> {
  const now = clock();
  await db.transaction(async (tx) => {
    await shareLedger(tx);
    const both = await lockBoth(tx, from, to);
    const [one, other] = [both.find(({ id }) => id === from), both.find(({ id }) => id === to)];
    // another request of the same page was first
    if (!one || !other) return;
    const lectures = await sharedLectures(tx, from, to);
    const completed = lectures.filter(completesNow).map(({ lectureId }) => lectureId);
    const whose = sql`w.viewer_id in (${from}::uuid, ${to}::uuid)`;
    const before = await groupsOf(tx, whose);
    await moveRows(tx, from, to, completed, now);
    const groups = [negated(before), await groupsOf(tx, whose)];
    await addSums(tx, mergedSums(one, other, lectures, groups, seoulDay(now)));
  });
}

/** Neither had watched enough of it, and both together have. */
const completesNow = ({ from, to, united, elapsedMs, duration, rule }: SharedLecture): boolean =>
  !from.completedDay &&
  !to.completedDay &&
  isComplete({ coveredMs: msOf(united), elapsedMs }, rule, duration);

/**
 * What changes in the sums when two viewers turn out to be one. Views and time watched stay what they were. What either
 * had begun as staff is counted as such so far, and no longer where the other had not.
 * Pure.
 * @param lectures that both of them watched
 * @param groups that they count for several lectures together: what is no longer so, and what is so now
 * @param today of Asia/Seoul
 */
function mergedSums(
  one: Viewer,
  other: Viewer,
  lectures: readonly SharedLecture[],
  groups: readonly Groups[],
  today: string,
): Partial<Sums>[] {
  const counts = { views: 0, watchedMs: 0 };
  const completions = lectures.flatMap((lecture) => {
    const { lectureId, managerId, from, to } = lecture;
    const of = { lectureId, managerId, ...counts };
    const before = [
      { who: one, staff: from.staff, day: from.completedDay },
      { who: other, staff: to.staff, day: to.completedDay },
    ].flatMap(({ who, staff, day }) =>
      day === null ? [] : [{ ...of, ...saidOn(who, day), staff, day, completions: -1 }],
    );
    const [earliest] = before.toSorted((a, b) => a.day.localeCompare(b.day));
    const now = earliest ?? (completesNow(lecture) && { ...of, ...saidOn(other, today), day: today });
    return now ? [...before, { ...now, staff: isStaff(lecture), completions: 1 }] : [];
  });
  return [
    {
      retention: lectures.flatMap((lecture) => {
        const { lectureId, from, to } = lecture;
        const played = [from, to].map(({ staff, ranges, beyond }) => ({
          staff,
          spans: [...ranges, ...beyond],
        }));
        const all = { staff: isStaff(lecture), spans: united(played.flatMap(({ spans }) => spans)) };
        const curve = ({ staff, spans }: typeof all, sign: 1 | -1) => (staff ? [] : viewersOf(spans, sign));
        return [...curve(all, 1), ...played.flatMap((half) => curve(half, -1))].map((delta) => ({
          ...{ lectureId, ...delta },
        }));
      }),
      lectureTotals: lectures.flatMap((lecture) => {
        const { lectureId, from, to, united } = lecture;
        const row = { lectureId, ...counts, completions: 0, viewers: 0 };
        const before = [from, to].map(({ staff, ranges }) => ({ ...row, staff, coveredMs: -msOf(ranges) }));
        return [...before, { ...row, staff: isStaff(lecture), coveredMs: msOf(united) }];
      }),
      courseProgress: groups.flatMap(({ courseProgress }) => courseProgress),
    },
    countSums(completions),
    visitSums({
      lectures: lectures.flatMap((lecture) => {
        const { lectureId, from, to } = lecture;
        return [
          ...visitsOn(unionOf(from.days, to.days), 1).map((visit) => ({ ...visit, staff: isStaff(lecture) })),
          ...[from, to].flatMap(({ days, staff }) =>
            visitsOn(days, -1).map((visit) => ({ ...visit, staff })),
          ),
        ].map((visit) => ({ lectureId, ...visit }));
      }),
      managers: groups.flatMap(({ managers }) => managers),
      site: [
        ...siteVisits(mergedViewer(one, other), 1),
        ...[one, other].flatMap((viewer) => siteVisits(viewer, -1)),
      ],
    }),
  ];
}

/** As `moveRows` leaves it. */
const isStaff = ({ from, to }: SharedLecture): boolean => from.staff && to.staff;

const mergedViewer = (one: Viewer, other: Viewer): Viewer => {
  const isOthers = (day: string, { days, staffDays }: Viewer) =>
    days.includes(day) && !staffDays.includes(day);
  const staffDays = [...one.staffDays, ...other.staffDays].filter(
    (day) => !isOthers(day, one) && !isOthers(day, other),
  );
  return { ...other, days: unionOf(one.days, other.days), staffDays };
};

const siteVisits = (viewer: Viewer, sign: 1 | -1) =>
  visitsOn(viewer.days, sign).map((visit) => ({
    ...{ ...visit, ...saidOn(viewer, visit.day), staff: viewer.staffDays.includes(visit.day) },
  }));

/** As `saidOn` of accounts: what a day counts by. */
function saidOn({ before, audience, region }: Viewer, day: string): Said {
  const then = before.find(({ until }) => until >= day);
  return then ? { audience: then.audience, region: then.region } : { audience, region };
}

const viewersOf = (spans: readonly Span[], sign: 1 | -1) =>
  deltasOf(spans.map(wholeRange), []).map((delta) => ({ ...delta, viewers: delta.viewers * sign }));

const unionOf = (days: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...days, ...more])].sort();
