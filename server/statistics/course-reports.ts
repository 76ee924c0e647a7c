/** What is answered about courses. Each reads within the snapshot it is handed. */
import type { CourseReport, CourseStatistics } from '../contract/statistics.ts';
import type { Db } from '../database/client.ts';
import { coursesOf, idsInOrder } from './course-queries.ts';
import { numbersOfLectures } from './lecture-queries.ts';
import { type Period, periodBefore } from './period.ts';
import type { Scope } from './scope.ts';
import { NO_SUMS, shown } from './sums.ts';

/** @param courseId null = every course */
export async function courseStatisticsOf(
  tx: Db,
  courseId: string | null,
  period: Period,
  scope: Scope,
): Promise<CourseStatistics[]> {
  const rows = await coursesOf(tx, courseId, period, scope);
  return rows.map(({ views, watchedMs, completions, ...course }) => ({
    ...course,
    ...shown({ views, watchedMs, completions }),
  }));
}

/** Null when there is no such course, or for staff none of its lectures is theirs. */
export async function courseReportOf(
  tx: Db,
  id: string,
  period: Period,
  scope: Scope,
  compared = periodBefore(period),
): Promise<CourseReport | null> {
  const [course] = await courseStatisticsOf(tx, id, period, scope);
  if (!course) return null;
  const rows = await numbersOfLectures(tx, await idsInOrder(tx, id, scope), period, scope);
  const lectures = rows.map(({ lectureId, title, titleEn, viewers, ...sums }) => ({
    lectureId,
    title,
    titleEn,
    viewers,
    ...shown(sums),
  }));
  const [other] = await courseStatisticsOf(tx, id, compared, scope);
  const { views, watchSeconds, completions } = other ?? shown(NO_SUMS);
  return { ...period, ...course, compared: { ...compared, views, watchSeconds, completions }, lectures };
}
