/** What staff do with several lectures, as the API is asked for it. Pure. */
import type { BulkChange } from '../../server/contract/bulk.ts';
import type { Audience } from '../../server/contract/vocabulary.ts';

export const DEEDS = ['publish', 'draft', 'course', 'audience', 'bin'] as const;
export type Deed = (typeof DEEDS)[number];

type Request =
  | { method: 'patch'; path: '/api/lectures'; body: BulkChange }
  | { method: 'post'; path: '/api/lectures/bin'; body: { ids: string[] } };

/** @param courseId null = in no course */
export function requestOf(
  deed: Deed,
  ids: readonly string[],
  { courseId, audience }: { courseId: string | null; audience: Audience },
): Request {
  if (deed === 'bin') return { method: 'post', path: '/api/lectures/bin', body: { ids: [...ids] } };
  const changes: Record<Exclude<Deed, 'bin'>, BulkChange['change']> = {
    // at once and for good: a time that was set once is not what is meant here
    publish: { visibility: 'public', publicFrom: null, publicUntil: null },
    draft: { visibility: 'draft' },
    course: { courseId },
    audience: { audience },
  };
  return { method: 'patch', path: '/api/lectures', body: { ids: [...ids], change: changes[deed] } };
}
