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
import { lockBoth, moveRows, type SharedLecture, sharedLectures, type Viewer } from './merge-queries.ts';
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
 * What changes in the sums when two viewers turn out to be one. Views and time watched stay what they were.
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
  const counts = { staff: false, views: 0, watchedMs: 0 };
  const said = ({ audience, region }: Viewer) => ({ audience, region });
  const completions = lectures.flatMap((lecture) => {
    const { lectureId, managerId, from, to } = lecture;
    const of = { lectureId, managerId, ...counts };
    if (completesNow(lecture)) return [{ ...of, day: today, ...said(other), completions: 1 }];
    // of two completions the later one is none
    if (!from.completedDay || !to.completedDay) return [];
    const [day, whose] =
      from.completedDay > to.completedDay ? [from.completedDay, one] : [to.completedDay, other];
    return [{ ...of, day, ...said(whose), completions: -1 }];
  });
  return [
    {
      retention: lectures.flatMap(({ lectureId, from, to }) => {
        const played = [from, to].map(({ ranges, beyond }) => [...ranges, ...beyond]);
        return [
          ...viewersOf(united(played.flat()), 1),
          ...played.flatMap((spans) => viewersOf(spans, -1)),
        ].map((delta) => ({ lectureId, ...delta }));
      }),
      lectureTotals: lectures.map(({ lectureId, from, to, united }) => ({
        ...{ lectureId, ...counts, completions: 0, viewers: 0 },
        coveredMs: msOf(united) - msOf(from.ranges) - msOf(to.ranges),
      })),
      courseProgress: groups.flatMap(({ courseProgress }) => courseProgress),
    },
    countSums(completions),
    visitSums({
      lectures: lectures.flatMap(({ lectureId, from, to }) =>
        mergedVisits(from.days, to.days).map((visit) => ({ lectureId, staff: false, ...visit })),
      ),
      managers: groups.flatMap(({ managers }) => managers),
      site: [
        ...visitsOn(unionOf(one.days, other.days), 1).map((visit) => ({ ...visit, ...said(other) })),
        ...[one, other].flatMap((viewer) =>
          visitsOn(viewer.days, -1).map((visit) => ({ ...visit, ...said(viewer) })),
        ),
      ].map((visit) => ({ staff: false, ...visit })),
    }),
  ];
}

const viewersOf = (spans: readonly Span[], sign: 1 | -1) =>
  deltasOf(spans.map(wholeRange), []).map((delta) => ({ ...delta, viewers: delta.viewers * sign }));

/** Visits of one viewer who was two. */
const mergedVisits = (one: readonly string[], other: readonly string[]) => [
  ...visitsOn(unionOf(one, other), 1),
  ...[one, other].flatMap((days) => visitsOn(days, -1)),
];

const unionOf = (days: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...days, ...more])].sort();
