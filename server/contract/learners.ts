/**
 * Who watched what, by name: people with an account and the lectures they began. Administrators see all of them,
 * staff those of the lectures they manage, without e-mail addresses. Every look and every file is in the audit log.
 */
import { type Static, Type } from 'typebox';
import { COUNTED_AUDIENCES, COUNTED_REGIONS } from './statistics.ts';
import { Id, literals, PageQuery, pageOf, Time } from './vocabulary.ts';

const wishes = {
  course: Type.Optional(Id),
  lecture: Type.Optional(Id),
  /** `started`: watched some of it, not completed */
  state: Type.Optional(literals(['started', 'completed'])),
  /** as the person said, `unknown` = did not; for administrators alone */
  audience: Type.Optional(literals(COUNTED_AUDIENCES)),
  region: Type.Optional(literals(COUNTED_REGIONS)),
  /** in the person's name, for administrators in the e-mail address too */
  q: Type.Optional(Type.String({ maxLength: 100 })),
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
  lectureEn: Type.String(),
  /** titles; null for a lecture of no course */
  course: Type.Union([Type.String(), Type.Null()]),
  courseEn: Type.Union([Type.String(), Type.Null()]),
  /** of the lecture, each second counted once, 0–1 */
  share: Type.Number(),
  /** seconds of real time that were spent watching */
  elapsedSeconds: Type.Number(),
  completedAt: Type.Union([Time, Type.Null()]),
  lastWatchedAt: Time,
});
export type Learner = Static<typeof Learner>;
/** By people's names, and of each person in the order of courses. */
export const LearnersPage = Type.Object({
  ...pageOf(Learner).properties,
  /** no more than 10,000 are counted: then there are more of them than `total` */
  more: Type.Boolean(),
});
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
