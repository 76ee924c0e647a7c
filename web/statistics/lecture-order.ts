/** The order of the table of lectures, in the URL as the API is asked. */
import type { LectureStatisticsQuery } from '../../server/contract/statistics.ts';

export type LectureSort = NonNullable<LectureStatisticsQuery['sort']>;

export interface LectureOrder {
  sort: LectureSort;
  order: 'asc' | 'desc';
}

/** Which field each heading puts in order. */
const SORTS: readonly LectureSort[] = [
  'title',
  'views',
  'viewers',
  'watchSeconds',
  'completions',
  'averageShare',
  'publishedAt',
];

/** Titles go from the first letter, numbers and days from the greatest. */
const firstOrder = (sort: LectureSort) => (sort === 'title' ? 'asc' : 'desc');

/** What the URL asks for; most viewed first when it asks for nothing there is. */
export function orderIn(query: Readonly<Record<string, string>>): LectureOrder {
  const sort = SORTS.find((one) => one === query.sort) ?? 'views';
  const order = query.order === 'asc' || query.order === 'desc' ? query.order : firstOrder(sort);
  return { sort, order };
}

/** The order after a press on a heading: by it, or the other way round when it is by it already. */
export function orderAfter(now: LectureOrder, pressed: LectureSort): LectureOrder {
  if (now.sort !== pressed) return { sort: pressed, order: firstOrder(pressed) };
  return { sort: pressed, order: now.order === 'asc' ? 'desc' : 'asc' };
}
