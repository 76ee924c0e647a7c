/** What of the catalogue is asked for, as the list's address says it. */
import type { LectureQuery } from '../../../server/contract/lectures.ts';
import type { Audience } from '../../../server/contract/vocabulary.ts';
import { withQuery } from '../../api.ts';
import { AUDIENCE_ORDER } from '../../i18n/vocabulary.ts';

export type Sort = NonNullable<LectureQuery['sort']>;

/** In the order of the menu; the first is what an address without one means. */
export const SORTS: readonly Sort[] = ['newest', 'popular', 'title'];

export interface LectureFilter {
  q: string;
  audience: Audience | undefined;
  sort: Sort;
  page: number;
}

export const PAGE_SIZE = 12;

/** An address's query as a filter; what it does not know it leaves out. */
export function filterFrom(query: Readonly<Record<string, string>>): LectureFilter {
  const page = Number(query.page);
  return {
    q: (query.q ?? '').trim().slice(0, 200),
    audience: AUDIENCE_ORDER.find((audience) => audience === query.audience),
    sort: SORTS.find((sort) => sort === query.sort) ?? 'newest',
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  };
}

/** The address of a filter; defaults are left out, so that the same list has one address. */
export function addressOf({ q, audience, sort, page }: LectureFilter): string {
  return withQuery('/lectures', {
    q,
    audience,
    sort: sort === 'newest' ? undefined : sort,
    page: page === 1 ? undefined : page,
  });
}

/** The API's query for a filter. */
export function lectureQuery({ q, audience, sort, page }: LectureFilter): LectureQuery {
  return { ...(q && { q }), ...(audience && { audience }), sort, page, pageSize: PAGE_SIZE };
}
