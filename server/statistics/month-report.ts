/** The monthly report: one sheet about a month, as it may leave the house. */
import type { MonthReport } from '../contract/month-report.ts';
import type { Db } from '../database/client.ts';
import { seoulDay } from '../progress/days.ts';
import { courseStatisticsOf } from './course-reports.ts';
import { lecturesOf } from './lecture-reports.ts';
import { periodsOfMonth } from './period.ts';
import { audiencesOf, overviewOf, regionsOf } from './site-reports.ts';
import { published, publishedAlone } from './suppression.ts';

/** Lectures and courses on the sheet. */
const MOST = 5;
const BY_VIEWS = { sort: 'views', order: 'desc' } as const;
const SCOPE = { manager: null, staff: false };

/**
 * Reads within the snapshot it is handed.
 * @param month `YYYY-MM`
 * @throws {Refusal} month_not_over; bad_request for one that is too long ago
 */
export async function monthReportOf(tx: Db, month: string, now: Date): Promise<MonthReport> {
  const { period, earlier } = periodsOfMonth(month, now);
  const { compared, days, ...total } = await overviewOf(tx, period, SCOPE, earlier);
  const lectures = await lecturesOf(tx, BY_VIEWS, { limit: MOST, offset: 0 }, period, SCOPE);
  const courses = await courseStatisticsOf(tx, null, period, SCOPE);
  const { items: audiences } = await audiencesOf(tx, period, SCOPE);
  const { items: regions } = await regionsOf(tx, period, SCOPE);
  const watched = lectures
    .filter(({ views }) => views > 0)
    .map(({ lectureId, title, titleEn, ...row }) => ({ lectureId, title, titleEn, ...numbersOf(row) }));
  const viewed = courses
    .filter(({ views }) => views > 0)
    .toSorted((a, b) => b.views - a.views)
    .slice(0, MOST);
  const started = new Map(viewed.map((row) => [row.courseId, row.started]));
  return {
    ...{ month, ...period, madeOn: seoulDay(now) },
    ...publishedAlone(numbersOf(total)),
    previous: { month: earlier.from.slice(0, 7), ...publishedAlone(numbersOf(compared)) },
    days: published(days.map(({ day, views }) => ({ day, views }))),
    lectures: published(watched, restOf(total, watched)),
    courses: published(
      viewed.map(({ courseId, title, titleEn, ...row }) => ({ courseId, title, titleEn, ...sumsOf(row) })),
      restOf(total, viewed),
      ({ courseId }) => started.get(courseId) ?? 0,
    ),
    audiences: published(audiences.map(({ audience, views, viewers }) => ({ audience, views, viewers }))),
    regions: published(regions.map(({ region, views, viewers }) => ({ region, views, viewers }))),
  };
}

const sumsOf = ({ views, watchSeconds, completions }: Sums) => ({ views, watchSeconds, completions });
const numbersOf = (row: Sums & { viewers: number }) => ({ ...sumsOf(row), viewers: row.viewers });

type Sums = { views: number; completions: number; watchSeconds: number };

/** What of all is in none of the rows. Viewers of several lectures are in several rows: of them nothing is known. */
const restOf = (all: Sums, rows: readonly Sums[]): Sums =>
  rows.reduce(
    (rest, { views, completions, watchSeconds }) => ({
      views: rest.views - views,
      completions: rest.completions - completions,
      watchSeconds: Math.round((rest.watchSeconds - watchSeconds) * 1000) / 1000,
    }),
    sumsOf(all),
  );
