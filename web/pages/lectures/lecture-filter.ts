/** What of the catalogue is asked for, as the list's address says it. */
import type { LectureQuery } from '../../../server/contract/lectures.ts';
import type { Audience, Length } from '../../../server/contract/vocabulary.ts';
import { withQuery } from '../../api.ts';
import { AUDIENCE_ORDER, LENGTH_ORDER } from '../../i18n/vocabulary.ts';

export type Sort = NonNullable<LectureQuery['sort']>;

/** In the order of the menu; the first is what an address without one means. */
export const SORTS: readonly Sort[] = ['newest', 'popular', 'title'];

export interface LectureFilter {
  q: string;
  audience: Audience | undefined;
  /** id of a course */
  course: string | undefined;
  field: string | undefined;
  length: Length | undefined;
  sort: Sort;
  page: number;
}

/** What of a filter takes lectures away, apart from the words that are searched for. */
export const FACETS = ['audience', 'course', 'field', 'length'] as const;
export type Facet = (typeof FACETS)[number];

export const PAGE_SIZE = 12;

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** An address's query as a filter; what it does not know it leaves out. */
export function filterFrom(query: Readonly<Record<string, string>>): LectureFilter {
  const page = Number(query.page);
  return {
    q: (query.q ?? '').trim().slice(0, 200),
    audience: AUDIENCE_ORDER.find((audience) => audience === query.audience),
    course: ID.test(query.course ?? '') ? query.course : undefined,
    field: query.field?.trim().slice(0, 100) || undefined,
    length: LENGTH_ORDER.find((length) => length === query.length),
    sort: SORTS.find((sort) => sort === query.sort) ?? 'newest',
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  };
}

/** The address of a filter; defaults are left out, so that the same list has one address. */
export function addressOf({ q, audience, course, field, length, sort, page }: LectureFilter): string {
  return withQuery('/lectures', {
    ...{ q, audience, course, field, length },
    sort: sort === 'newest' ? undefined : sort,
    page: page === 1 ? undefined : page,
  });
}

/** The API's query for a filter. */
export function lectureQuery({ q, sort, page, ...filter }: LectureFilter): LectureQuery {
  const facets = FACETS.flatMap((facet) => (filter[facet] ? [[facet, filter[facet]]] : []));
  return { ...(q && { q }), ...Object.fromEntries(facets), sort, page, pageSize: PAGE_SIZE };
}

/** The filter with one of its facets set or, without a value, taken away: from the first page on. */
export const withFacet = <F extends Facet>(
  filter: LectureFilter,
  facet: F,
  value: LectureFilter[F],
): LectureFilter => ({ ...filter, [facet]: value, page: 1 });
