/**
 * Who watched what, by name: people with an account and the lectures they began. Administrators see all of them,
 * staff those of the lectures they manage, without e-mail addresses. Every look and every file is in the audit log.
 */
import { type Static, Type } from 'typebox';
import { Id, literals, PageQuery, pageOf, Time } from './vocabulary.ts';

const wishes = {
  course: Type.Optional(Id),
  lecture: Type.Optional(Id),
  /** `started`: watched some of it, not completed */
  state: Type.Optional(literals(['started', 'completed'])),
};

export const LearnersQuery = Type.Object({ ...wishes, ...PageQuery }, { additionalProperties: false });
export type LearnersQuery = Static<typeof LearnersQuery>;

export const Learner = Type.Object({
  accountId: Id,
  name: Type.String(),
  /** null for staff */
  email: Type.Union([Type.String(), Type.Null()]),
  lectureId: Id,
  lecture: Type.String(),
  /** title; null for a lecture of no course */
  course: Type.Union([Type.String(), Type.Null()]),
  /** of the lecture, each second counted once, 0–1 */
  share: Type.Number(),
  /** seconds of real time that were spent watching */
  elapsedSeconds: Type.Number(),
  completedAt: Type.Union([Time, Type.Null()]),
  lastWatchedAt: Time,
});
export type Learner = Static<typeof Learner>;
/** Who watched last comes first. */
export const LearnersPage = pageOf(Learner);
export type LearnersPage = Static<typeof LearnersPage>;

/** why it is downloaded; kept with who did */
const reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/** The whole list as a file, by lecture and name; nothing is suppressed. XLSX holds 50,000 rows, CSV any number. */
export const LearnersExportQuery = Type.Object(
  { ...wishes, format: literals(['csv', 'xlsx']), reason },
  { additionalProperties: false },
);
export type LearnersExportQuery = Static<typeof LearnersExportQuery>;

/**
 * A course as an array of xAPI statements (1.0.3) with the extensions of the Video Profile: for each person and lecture
 * one `progressed` with all that was watched, and one `completed` where it is. What was played, paused and
 * sought one by one is not kept for long, so no statement says it. Segments, progress and time are those of the
 * moment of the export, in `completed` too.
 */
export const StatementsQuery = Type.Object(
  {
    course: Id,
    /** people's names beside their pseudonyms */
    names: Type.Optional(literals(['include'])),
    reason,
  },
  { additionalProperties: false },
);
export type StatementsQuery = Static<typeof StatementsQuery>;
