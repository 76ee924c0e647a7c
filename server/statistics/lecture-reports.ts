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
import { sumsByTrait, type Trait } from './breakdown-queries.ts';
import { lectureSumsByDay, lectureVisitsByDay, startOfTwo } from './day-queries.ts';
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
  const sums = await lectureSumsByDay(tx, id, both, scope);
  const visits = await lectureVisitsByDay(tx, id, both, startOfTwo(earlier, period), scope);
  const audience = await sumsOfTrait(tx, id, 'audience', period, scope);
  const region = await sumsOfTrait(tx, id, 'region', period, scope);
  const { title, viewers, completions, averageShare } = lecture;
  return {
    lectureId: id,
    title,
    ...period,
    ...periodNumbers(period, sums, visits),
    previous: { ...earlier, ...periodNumbers(earlier, sums, visits) },
    days: dayNumbers(period, sums, visits),
    audiences: COUNTED_AUDIENCES.map((name) => ({ audience: name, ...audience(name) })),
    regions: COUNTED_REGIONS.map((name) => ({ region: name, ...region(name) })),
    allTime: {
      viewers,
      completions,
      completionRate: viewers > 0 ? completions / viewers : null,
      averageShare,
    },
  };
}

async function sumsOfTrait(tx: Db, id: string, trait: Trait, period: Period, scope: Scope) {
  const rows = await sumsByTrait(tx, trait, id, period, scope);
  const sums = new Map(rows.map((row) => [row.name, row]));
  return (name: string) => shown(sums.get(name) ?? NO_SUMS);
}

/** Null when the lecture is not the manager's. */
export async function retentionOf(tx: Db, id: string, scope: Scope): Promise<Retention | null> {
  const lecture = await lectureOf(tx, id, scope);
  if (!lecture) return null;
  const duration = lecture.duration ?? 0;
  const curves = prefixSums(await retentionDeltasOf(tx, id), wholeSeconds(duration));
  return { lectureId: id, title: lecture.title, duration, ...curves, drops: dropsOf(curves.viewers) };
}
