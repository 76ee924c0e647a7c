/** Who may watch what, asked for every part of a lecture. What may not be known of is not there. */
import type { FastifyRequest } from 'fastify';
import { accessOf, PASSER_BY, requireOpen, watcherOf } from '../accounts/may-watch.ts';
import { Refusal } from '../errors.ts';
import type { PlayableRow } from './queries.ts';

/** @throws {Refusal} not_found without the lecture · otherwise as `requireOpen` */
export async function requireAccess(
  request: FastifyRequest,
  lecture: PlayableRow | null,
  now: Date,
): Promise<PlayableRow> {
  if (!lecture) throw new Refusal('not_found');
  const { publication } = lecture;
  // most is for anybody: nobody has to be asked for who they are
  if (isForAnybody(lecture, now)) return lecture;
  const watcher = watcherOf(await request.identify());
  requireOpen(accessOf(publication, watcher, now), publication.audience);
  return lecture;
}

/** Whether caches may keep parts of it and give them to others. */
export const isForAnybody = ({ publication }: PlayableRow, now: Date): boolean =>
  accessOf(publication, PASSER_BY, now) === 'open';

const YEAR = 31_536_000;

/** Keys are never written twice, so what is for anybody may be kept for as long as it is. */
export function cachingOf(lecture: PlayableRow, now: Date): string {
  if (!isForAnybody(lecture, now)) return 'private, no-store';
  const { publicUntil } = lecture.publication;
  const left = publicUntil ? Math.floor((publicUntil.getTime() - now.getTime()) / 1000) : YEAR;
  return `public, max-age=${Math.min(YEAR, left)}, immutable`;
}
