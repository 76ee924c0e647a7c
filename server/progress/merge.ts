/**
 * Somebody signs in who watched before without an account: what the browser watched becomes the account's,
 * and nobody is counted twice.
 */
import type { Context } from '../context.ts';
import { isComplete } from './completion.ts';
import { seoulDay } from './days.ts';
import { lockBoth, moveRows, type SharedLecture, sharedLectures, type Viewer } from './merge-queries.ts';
import { lengthOf, type Span } from './ranges.ts';
import { deltasOf, wholeRange } from './retention.ts';
import { addSums } from './sum-queries.ts';
import { NEVER, type Sums } from './sums.ts';

/** @param from an anonymous viewer, gone afterwards @param to an account's */
export async function mergeViewers(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  from: string,
  to: string,
): Promise<void> {
  const now = clock();
  await db.transaction(async (tx) => {
    const both = await lockBoth(tx, from, to);
    const [one, other] = [both.find(({ id }) => id === from), both.find(({ id }) => id === to)];
    // another request of the same page was first
    if (!one || !other) return;
    const lectures = await sharedLectures(tx, from, to);
    const completed = lectures.filter(completesNow).map(({ lectureId }) => lectureId);
    await moveRows(tx, from, to, completed, now);
    await addSums(tx, mergedSums(one, other, lectures, seoulDay(now)));
  });
}

/** Neither had watched enough of it, and both together have. */
const completesNow = ({ from, to, united, duration, completionShare }: SharedLecture): boolean =>
  !from.completedDay &&
  !to.completedDay &&
  duration !== null &&
  isComplete(lengthOf(united), duration, completionShare);

/**
 * What changes in the sums when two viewers turn out to be one. Views and time watched stay what they were.
 * Pure.
 * @param lectures that both of them watched
 * @param today of Asia/Seoul
 */
function mergedSums(one: Viewer, other: Viewer, lectures: readonly SharedLecture[], today: string): Sums {
  const counts = { views: 0, watchedMs: 0 };
  const who = ({ audience, region }: Viewer) => ({ staff: false, audience, region });
  const completions = lectures.flatMap((lecture) => {
    const { lectureId, from, to } = lecture;
    if (completesNow(lecture)) return [{ lectureId, day: today, ...who(other), ...counts, completions: 1 }];
    // of two completions the later one is none
    if (!from.completedDay || !to.completedDay) return [];
    const [day, whose] =
      from.completedDay > to.completedDay ? [from.completedDay, one] : [to.completedDay, other];
    return [{ lectureId, day, ...who(whose), ...counts, completions: -1 }];
  });
  return {
    retention: lectures.flatMap(({ lectureId, from, to, united }) => [
      ...viewersOf(united, 1).map((delta) => ({ lectureId, ...delta })),
      ...[from, to].flatMap(({ ranges }) => viewersOf(ranges, -1).map((delta) => ({ lectureId, ...delta }))),
    ]),
    lectureDays: completions,
    lectureVisits: lectures.flatMap(({ lectureId, from, to }) => [
      ...visitsOf(unionOf(from.days, to.days), 1).map((visit) => ({ lectureId, staff: false, ...visit })),
      ...[from, to].flatMap(({ days }) =>
        visitsOf(days, -1).map((visit) => ({ lectureId, staff: false, ...visit })),
      ),
    ]),
    siteVisits: [
      ...visitsOf(unionOf(one.days, other.days), 1).map((visit) => ({ ...visit, ...who(other) })),
      ...[one, other].flatMap((viewer) =>
        visitsOf(viewer.days, -1).map((visit) => ({ ...visit, ...who(viewer) })),
      ),
    ],
    siteDays: completions.map(({ lectureId: _, ...row }) => row),
    siteHours: [],
  };
}

const viewersOf = (spans: readonly Span[], sign: 1 | -1) =>
  deltasOf(spans.map(wholeRange), []).map((delta) => ({ ...delta, viewers: delta.viewers * sign }));

/** Each day with the one before it. */
const visitsOf = (days: readonly string[], viewers: 1 | -1) =>
  days.map((day, nth) => ({ day, previous: days[nth - 1] ?? NEVER, viewers }));

const unionOf = (days: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...days, ...more])].sort();
