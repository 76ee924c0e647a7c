/** Who may watch what, asked for every part of a lecture. What may not be known of is not there. */
import type { FastifyRequest } from 'fastify';
import { accessOf, PASSER_BY, type Publication, requireOpen, watcherOf } from '../accounts/may-watch.ts';
import { Refusal } from '../errors.ts';
import type { Caching } from '../http/media.ts';

/** A lecture, as far as it decides who may watch it. */
type Published = { publication: Publication };

/** @throws {Refusal} not_found without the lecture · otherwise as `requireOpen` */
export async function requireAccess<T extends Published>(
  request: FastifyRequest,
  lecture: T | null,
  now: Date,
): Promise<T> {
  if (!lecture) throw new Refusal('not_found');
  const { publication } = lecture;
  // most is for anybody: nobody has to be asked for who they are
  if (isForAnybody(lecture, now)) return lecture;
  const watcher = watcherOf(await request.identify());
  requireOpen(accessOf(publication, watcher, now), publication.audience);
  return lecture;
}

/** Whether caches may keep parts of it and give them to others. */
export const isForAnybody = ({ publication }: Published, now: Date): boolean =>
  accessOf(publication, PASSER_BY, now) === 'open';

const YEAR = 31_536_000;
/**
 * Seconds for which a proxy may give a copy to others before it asks again whether it still may: what is withdrawn is
 * gone from proxies by then.
 */
const SHARED = 10;
/** Of a playlist that grows. */
const SHARED_GROWING = 1;
const NEVER = 'private, no-store';

/** Keys are never written twice, so what is for anybody may be kept for as long as it is. */
export function cachingOf(lecture: Published, now: Date): Caching {
  if (!isForAnybody(lecture, now)) return { control: NEVER, confirmed: false };
  const left = secondsLeft(lecture, now);
  const control = `public, max-age=${Math.min(YEAR, left)}, s-maxage=${Math.min(SHARED, left)}, immutable`;
  // of what ends the seconds that are left have to be told anew
  return { control, confirmed: left === Number.POSITIVE_INFINITY };
}

/** Browsers ask for a playlist each time; a proxy answers with one copy all who ask at once. */
export function playlistCachingOf(lecture: Published & { complete: boolean }, now: Date): string {
  if (!isForAnybody(lecture, now)) return NEVER;
  const shared = Math.min(lecture.complete ? SHARED : SHARED_GROWING, secondsLeft(lecture, now));
  return `public, max-age=0, s-maxage=${shared}, must-revalidate`;
}

function secondsLeft({ publication: { publicUntil } }: Published, now: Date): number {
  return publicUntil ? Math.floor((publicUntil.getTime() - now.getTime()) / 1000) : Number.POSITIVE_INFINITY;
}
