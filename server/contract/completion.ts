/** When a lecture is completed, what is missing, and what another rule would change. */
import { type Static, Type } from 'typebox';
import { Id, literals, Seconds, Time } from './vocabulary.ts';

/** What completes each lecture of a course. */
export const Rule = Type.Object(
  {
    /** share of the lecture's duration that must be covered, 0–1 */
    share: Type.Number({ minimum: 0.1, maximum: 1 }),
    /** share of its duration that must have passed in real time while it played, 0–1; 0 = not asked */
    elapsedShare: Type.Number({ minimum: 0, maximum: 1 }),
  },
  { additionalProperties: false },
);
export type Rule = Static<typeof Rule>;

/** A course's rule. Its lectures do not depend on the survey; the course itself is completed with it. */
export const CourseRule = Type.Object(
  {
    ...Rule.properties,
    /** the course's survey must be answered too */
    surveyRequired: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type CourseRule = Static<typeof CourseRule>;

/** One thing that completion still asks for. */
export const Missing = Type.Object({
  /** `covered`: different parts of the lecture · `elapsed`: real time while it played */
  what: literals(['covered', 'elapsed']),
  has: Seconds,
  needs: Seconds,
});
export type Missing = Static<typeof Missing>;

/** One of the lectures that a course consists of is not complete. */
export const LectureMissing = Type.Object({
  what: literals(['lecture']),
  lectureId: Id,
  /** empty when it is for others */
  title: Type.String(),
  titleEn: Type.String(),
  /** it is limited to another audience, or to whoever is signed in */
  forOthers: Type.Boolean(),
  /** false: its recording is not there yet, and nobody can watch it */
  watchable: Type.Boolean(),
});
export type LectureMissing = Static<typeof LectureMissing>;

/** The course's survey is not answered. */
const SurveyMissing = Type.Object({ what: literals(['survey']) });

/** One thing that keeps somebody from having completed a course. */
export const CourseMissing = Type.Union([LectureMissing, SurveyMissing]);
export type CourseMissing = Static<typeof CourseMissing>;

/** How far somebody is with a course. */
export const CourseCompletion = Type.Object({
  /** nothing is missing; never of a course without lectures */
  completed: Type.Boolean(),
  /** all that is, in the order of the course; the survey last */
  missing: Type.Array(CourseMissing),
});
export type CourseCompletion = Static<typeof CourseCompletion>;

/** The courses that somebody has begun, the latest first. */
export const BegunCourses = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      titleEn: Type.String(),
      completion: CourseCompletion,
    }),
  ),
});
export type BegunCourses = Static<typeof BegunCourses>;

/** A rule as it was given to a course once; never changed afterwards. */
const RuleVersion = Type.Object({
  id: Id,
  /** counts up within the course, from 1 */
  version: Type.Integer(),
  ...CourseRule.properties,
  /** name of whoever gave it; null when that account is gone, or the course came with it */
  createdBy: Type.Union([Type.String(), Type.Null()]),
  createdAt: Time,
});
export type RuleVersion = Static<typeof RuleVersion>;

/** Latest first: the first one holds. */
export const RuleHistory = Type.Object({ versions: Type.Array(RuleVersion) });
export type RuleHistory = Static<typeof RuleHistory>;

/** `from` is the version that was seen; another one since then is a conflict. */
export const RuleChange = Type.Object(
  { ...CourseRule.properties, from: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);
export type RuleChange = Static<typeof RuleChange>;

/** People of a course, by what another rule would mean for them. Staff are left out. */
export const RuleEffect = Type.Object({
  /** who watched any of its lectures */
  people: Type.Integer(),
  /** of these, who have completed the course; they keep it under any rule */
  finished: Type.Integer(),
  /** who would have, at once */
  finishedThen: Type.Integer(),
  /** who would not have, and of whom more would be asked than now, and more than they have */
  needMore: Type.Integer(),
});
export type RuleEffect = Static<typeof RuleEffect>;
