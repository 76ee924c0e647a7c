/** Which of one's lectures the studio's table shows, as its address says it. Pure. */
import type { LectureQuery } from '../../server/contract/lectures.ts';
import type { LectureState } from '../../server/contract/vocabulary.ts';
import { withQuery } from '../api.ts';
import { LECTURE_STATE_ORDER } from '../i18n/vocabulary.ts';
import { pageIn } from '../ui/pagination.tsx';

export interface TableFilter {
  /** words that are searched for; empty = none */
  q: string;
  state: LectureState | undefined;
  page: number;
}

const PAGE_SIZE = 20;

/** An address's query as a filter; what it does not know it leaves out. */
export const filterFrom = (query: Readonly<Record<string, string>>): TableFilter => ({
  q: (query.q ?? '').trim().slice(0, 200),
  state: LECTURE_STATE_ORDER.find((state) => state === query.state),
  page: Math.min(pageIn(query), 100_000),
});

/** The address of a filter; what is usual is left out, so that the same list has one address. */
export const addressOf = ({ q, state, page }: TableFilter): string =>
  withQuery('/studio', { q, state, page: page === 1 ? undefined : page });

/** The API's query for a filter. */
export const ownLectures = ({ q, state, page }: TableFilter): LectureQuery => ({
  ...(q && { q }),
  ...(state && { state }),
  scope: 'mine',
  page,
  pageSize: PAGE_SIZE,
});

/** Whether it leaves any lecture out. */
export const isNarrowed = ({ q, state }: TableFilter): boolean => q !== '' || state !== undefined;
