/** Who may watch what: published lectures everyone, the others staff. What may not be watched is not there. */
import type { FastifyRequest } from 'fastify';
import { isStaff } from '../accounts/who.ts';
import { Refusal } from '../errors.ts';
import type { PlayableRow } from './queries.ts';

/** @throws {Refusal} not_found, whether there is no such lecture or it may not be watched */
export async function requireAccess(
  request: FastifyRequest,
  lecture: PlayableRow | null,
): Promise<PlayableRow> {
  if (!lecture) throw new Refusal('not_found');
  if (lecture.published) return lecture;
  if (!isStaff(await request.identify())) throw new Refusal('not_found');
  return lecture;
}
