/** What an account has watched, as an administrator sees it. */
import { type Static, Type } from 'typebox';
import { Certificate } from './certificates.ts';
import { LectureSummary } from './lectures.ts';
import { Id } from './vocabulary.ts';

export const Learner = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  /**
   * Each with that account's progress: what it began, and what else belongs to those courses; by course,
   * in its order, then lectures without one.
   */
  lectures: Type.Array(LectureSummary),
  certificates: Type.Array(Certificate),
});
export type Learner = Static<typeof Learner>;
