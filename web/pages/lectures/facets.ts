/** What the catalogue can be narrowed down by, with names: those of courses and fields are loaded. */
import type { CourseList } from '../../../server/contract/courses.ts';
import type { FieldList } from '../../../server/contract/lectures.ts';
import { api } from '../../api.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName, LENGTH_ORDER, lengthName } from '../../i18n/vocabulary.ts';
import { useLoad } from '../../load.ts';
import type { Facet, LectureFilter } from './lecture-filter.ts';

export interface FacetChoice {
  facet: Facet;
  title: string;
  options: { value: NonNullable<LectureFilter[Facet]>; name: string }[];
}

/** Courses and fields are left out while there are none, or while they are not known. */
export function useFacets(): FacetChoice[] {
  const courses = useLoad('courses', (signal) => api.get<CourseList>('/api/courses', {}, signal)).data;
  const fields = useLoad('fields', (signal) => api.get<FieldList>('/api/fields', {}, signal)).data;
  const facets: FacetChoice[] = [
    {
      facet: 'audience',
      title: t('pages.audience'),
      options: AUDIENCE_ORDER.map((value) => ({ value, name: audienceName(value) })),
    },
    {
      facet: 'course',
      title: t('pages.course'),
      options: (courses?.items ?? []).map(({ id, title, titleEn }) => ({
        value: id,
        name: localized(title, titleEn),
      })),
    },
    {
      facet: 'field',
      title: t('pages.field'),
      options: (fields?.items ?? []).map(({ field, fieldEn }) => ({
        value: field,
        name: localized(field, fieldEn),
      })),
    },
    {
      facet: 'length',
      title: t('pages.length'),
      options: LENGTH_ORDER.map((value) => ({ value, name: lengthName(value) })),
    },
  ];
  return facets.filter(({ options }) => options.length > 0);
}

/** What is chosen of a facet, in words; null for none, and while its name is not known. */
export function chosenName({ facet, options }: FacetChoice, filter: LectureFilter): string | null {
  return options.find(({ value }) => value === filter[facet])?.name ?? null;
}
