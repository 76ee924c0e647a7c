/** What is answered about lectures. Each reads within the snapshot it is handed. */
import {
  COUNTED_AUDIENCES,
  COUNTED_REGIONS,
  type LectureComparison,
  type LectureReport,
  type LectureStatistics,
  type Retention,
} from '../contract/statistics.ts';
import { UNKNOWN } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';
import type { Trait } from '../database/schema/columns.ts';
import { prefixSums, wholeSeconds } from '../progress/retention.ts';
import { retentionDeltasOf } from '../progress/retention-queries.ts';
import { lectureSumsByTrait } from './breakdown-queries.ts';
import { lectureDaysOf } from './day-queries.ts';
import { dropsOf } from './drops.ts';
import { type LectureOrder, lectureIds, lectureOf, numbersOfLectures } from './lecture-queries.ts';
import { type Period, periodBefore } from './period.ts';
import { returnedToLecture } from './return-queries.ts';
import type { Scope } from './scope.ts';
import { dayNumbers, NO_SUMS, periodNumbers, remainderOf, shown, totalOf } from './sums.ts';

/**
 * One page of lectures.
 * @param limit null = all of them
 * @param compared days of which they have numbers too
 */
export async function lecturesOf(
  tx: Db,
  order: LectureOrder,
  page: { limit: number | null; offset: number },
  period: Period,
  scope: Scope,
  compared?: Period,
): Promise<LectureStatistics[]> {
  const ids = await lectureIds(tx, order, page, period, scope);
  const rows = await numbersOfLectures(tx, ids, period, scope);
  const others = compared && (await numbersOfLectures(tx, ids, compared, scope));
  return rows.map(({ watchedMs, views, completions, ...row }, nth) => {
    const other = others?.[nth];
    return {
      ...row,
      ...shown({ views, watchedMs, completions }),
      compared: other ? { ...shown(other), viewers: other.viewers } : null,
    };
  });
}

/** Null when the lecture is not the manager's. */
export async function lectureReportOf(
  tx: Db,
  id: string,
  period: Period,
  scope: Scope,
  compared = periodBefore(period),
): Promise<LectureReport | null> {
  const lecture = await lectureOf(tx, id, scope);
  if (!lecture) return null;
  const { title, titleEn, viewers, completions, averageShare } = lecture;
  return {
    lectureId: id,
    title,
    titleEn,
    ...(await lecturePeriodOf(tx, id, period, scope)),
    compared: await lecturePeriodOf(tx, id, compared, scope),
    allTime: {
      viewers,
      completions,
      completionRate: viewers > 0 ? completions / viewers : null,
      averageShare,
    },
  };
}

async function lecturePeriodOf(tx: Db, id: string, period: Period, scope: Scope) {
  const days = await lectureDaysOf(tx, id, period, scope);
  const [returned] = await returnedToLecture(tx, id, [period], scope);
  const traits = await lectureSumsByTrait(tx, id, period, scope);
  const of = (trait: Trait, value: string) => {
    const known = traits.filter((row) => row.trait === trait);
    if (value === UNKNOWN) return shown(remainderOf(totalOf(days), known));
    return shown(known.find((row) => row.value === value) ?? NO_SUMS);
  };
  return {
    ...period,
    ...periodNumbers(period, days, returned),
    days: dayNumbers(period, days),
    audiences: COUNTED_AUDIENCES.map((audience) => ({ audience, ...of('audience', audience) })),
    regions: COUNTED_REGIONS.map((region) => ({ region, ...of('region', region) })),
  };
}

/** Of all time, staff left out. Null when the lecture is not the manager's. */
export async function retentionOf(tx: Db, id: string, { manager }: Scope): Promise<Retention | null> {
  const lecture = await lectureOf(tx, id, { manager, staff: false });
  if (!lecture) return null;
  const { title, titleEn, viewers: viewerCount } = lecture;
  const duration = lecture.duration ?? 0;
  const curves = prefixSums(await retentionDeltasOf(tx, id), wholeSeconds(duration));
  return { lectureId: id, title, titleEn, duration, viewerCount, ...curves, drops: dropsOf(curves.viewers) };
}

/** Null when one of the two is not the manager's. */
export async function comparisonOf(
  tx: Db,
  { first, second }: { first: string; second: string },
  period: Period,
  scope: Scope,
): Promise<LectureComparison | null> {
  const one = await comparedLectureOf(tx, first, period, scope);
  const other = await comparedLectureOf(tx, second, period, scope);
  return one && other && { first: one, second: other };
}

async function comparedLectureOf(tx: Db, id: string, period: Period, scope: Scope) {
  const report = await lectureReportOf(tx, id, period, scope);
  const retention = await retentionOf(tx, id, scope);
  return report && retention && { report, retention };
}
