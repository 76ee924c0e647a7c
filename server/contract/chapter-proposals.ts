/** Proposals for chapters: where a recording itself tells that one may begin. Nothing of it is one before somebody says so. */
import { type Static, Type } from 'typebox';
import { Id, literals, Seconds } from './vocabulary.ts';

/** `own`: the file came with it. `start`: of the lecture. The others: another slide, a silence, both. */
const ProposalOrigin = literals(['own', 'start', 'slide', 'silence', 'slide_and_silence']);

export const ChapterProposal = Type.Object({
  /** whole seconds */
  start: Seconds,
  /** of the file's own chapter; empty otherwise */
  title: Type.String(),
  origin: ProposalOrigin,
});
export type ChapterProposal = Static<typeof ChapterProposal>;

/** `GET /api/lectures/:id/chapter-proposals`. Staff only. */
export const ChapterProposals = Type.Object({
  /** what they are of; null while nothing can be played */
  recordingId: Type.Union([Id, Type.Null()]),
  /**
   * `waiting`: the recording is not ready yet. `looking`: slides and silences are being looked for.
   * `found`, `failed`: with the file's own chapters all the same. `unasked`: made before there were proposals.
   */
  state: literals(['waiting', 'looking', 'found', 'failed', 'unasked']),
  /** in order; without those that were dropped */
  items: Type.Array(ChapterProposal),
  /** starts of those that somebody dropped */
  dropped: Type.Array(Seconds),
  /** why they could not be looked for, in words */
  error: Type.Union([
    Type.Object({ code: Type.String(), message: Type.Object({ ko: Type.String(), en: Type.String() }) }),
    Type.Null(),
  ]),
});
export type ChapterProposals = Static<typeof ChapterProposals>;

/** `PUT …/chapter-proposals/dropped`: all that are not wanted. */
export const DroppedProposals = Type.Object(
  { recordingId: Id, starts: Type.Array(Seconds, { maxItems: 500 }) },
  { additionalProperties: false },
);
