/** What is answered about lectures. Each reads within the snapshot it is handed. */
import {
  COUNTED_AUDIENCES,
  COUNTED_REGIONS,
  type LectureReport,
  type LectureStatistics,
  type Retention,
} from '../contract/statistics.ts';
import type { Db } from '../database/client.ts';
import { prefixSums, wholeSeconds } from '../progress/retention.ts';
import { lectureSums, type Trait } from './breakdown-queries.ts';
import { lectureVisitsByDay, startOfTwo } from './day-queries.ts';
import { dropsOf } from './drops.ts';
import {
  type LectureOrder,
  lectureIds,
  lectureOf,
  numbersOfLectures,
  retentionDeltasOf,
} from './lecture-queries.ts';
import { type Period, periodBefore } from './period.ts';
import type { Scope } from './scope.ts';
import { dayNumbers, NO_SUMS, periodNumbers, shown } from './sums.ts';

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
  const sums = await lectureSums(tx, id, earlier, period, scope);
  const visits = await lectureVisitsByDay(tx, id, both, startOfTwo(earlier, period), scope);
  const byDay = sums.filter(({ by }) => by === 'day').map(({ name, ...rest }) => ({ day: name, ...rest }));
  const of = (trait: Trait, value: string) =>
    shown(sums.find(({ by, name }) => by === trait && name === value) ?? NO_SUMS);
  const { title, viewers, completions, averageShare } = lecture;
  return {
    lectureId: id,
    title,
    ...period,
    ...periodNumbers(period, byDay, visits),
    previous: { ...earlier, ...periodNumbers(earlier, byDay, visits) },
    days: dayNumbers(period, byDay, visits),
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
