/** Which people and lectures are asked for, as the list's address says it. */
import type { LearnersQuery } from '../../server/contract/learners.ts';
import { withQuery } from '../api.ts';
import { regionsOfMenu } from '../i18n/regions.ts';
import { AUDIENCE_ORDER } from '../i18n/vocabulary.ts';

type Wishes = Required<Pick<LearnersQuery, 'course' | 'state' | 'audience' | 'region' | 'q'>>;

/** Empty where nothing is asked. */
export type LearnersFilter = { [W in keyof Wishes]: Wishes[W] | '' };

export const STATES = ['completed', 'started'] as const;

/** What people may have said of themselves, and that they did not. Lectures are for everyone; nobody is everyone. */
export const saidAudiences = () => [
  ...AUDIENCE_ORDER.filter((audience) => audience !== 'everyone'),
  'unknown' as const,
];
export const saidRegions = () => [...regionsOfMenu(), 'unknown' as const];

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An address's query as a filter; what it does not know it leaves out. */
export function filterIn(query: Readonly<Record<string, string>>): LearnersFilter {
  return {
    course: ID.test(query.course ?? '') ? (query.course ?? '') : '',
    state: STATES.find((state) => state === query.state) ?? '',
    audience: saidAudiences().find((audience) => audience === query.audience) ?? '',
    region: saidRegions().find((region) => region === query.region) ?? '',
    q: (query.q ?? '').trim().slice(0, 100),
  };
}

/** The address of a filter's page; what is not asked is left out. */
export const addressOf = (filter: LearnersFilter, page = 1): string =>
  withQuery('/admin/learners', { ...filter, page: page === 1 ? undefined : page });
