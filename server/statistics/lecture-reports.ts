/** What is answered about lectures. Each reads within the snapshot it is handed. */
import {
  COUNTED_AUDIENCES,
  COUNTED_REGIONS,
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

/** One page of lectures. @param limit null = all of them */
export async function lecturesOf(
  tx: Db,
  order: LectureOrder,
  page: { limit: number | null; offset: number },
  period: Period,
  scope: Scope,
): Promise<LectureStatistics[]> {
  const ids = await lectureIds(tx, order, page, period, scope);
  const rows = await numbersOfLectures(tx, ids, period, scope);
  return rows.map(({ watchedMs, views, completions, ...row }) => ({
    ...row,
    ...shown({ views, watchedMs, completions }),
  }));
}

/** Null when the lecture is not the manager's. */
export async function lectureReportOf(
  tx: Db,
  id: string,
  period: Period,
  scope: Scope,
): Promise<LectureReport | null> {
  const lecture = await lectureOf(tx, id, scope);
  if (!lecture) return null;
  const earlier = periodBefore(period);
  const both = { from: earlier.from, to: period.to };
  const days = await lectureDaysOf(tx, id, both, scope);
  const [returned, before] = await returnedToLecture(tx, id, [period, earlier], scope);
  const traits = await lectureSumsByTrait(tx, id, period, scope);
  const all = totalOf(days.filter(({ day }) => day >= period.from));
  const of = (trait: Trait, value: string) => {
    const known = traits.filter((row) => row.trait === trait);
    if (value === UNKNOWN) return shown(remainderOf(all, known));
    return shown(known.find((row) => row.value === value) ?? NO_SUMS);
  };
  const { title, viewers, completions, averageShare } = lecture;
  return {
    lectureId: id,
    title,
    ...period,
    ...periodNumbers(period, days, returned),
    previous: { ...earlier, ...periodNumbers(earlier, days, before) },
    days: dayNumbers(period, days),
    audiences: COUNTED_AUDIENCES.map((audience) => ({ audience, ...of('audience', audience) })),
    regions: COUNTED_REGIONS.map((region) => ({ region, ...of('region', region) })),
    allTime: {
      viewers,
      completions,
      completionRate: viewers > 0 ? completions / viewers : null,
      averageShare,
    },
  };
}

/** Null when the lecture is not the manager's. */
export async function retentionOf(tx: Db, id: string, scope: Scope): Promise<Retention | null> {
  const lecture = await lectureOf(tx, id, scope);
  if (!lecture) return null;
  const duration = lecture.duration ?? 0;
  const curves = prefixSums(await retentionDeltasOf(tx, id), wholeSeconds(duration));
  return { lectureId: id, title: lecture.title, duration, ...curves, drops: dropsOf(curves.viewers) };
}
