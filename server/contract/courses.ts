/** Courses: an ordered set of lectures with one audience and one completion rule. */
import { type Static, Type } from 'typebox';
import { LectureSummary } from './lectures.ts';
import { Audience, Id, Seconds } from './vocabulary.ts';

const fields = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  titleEn: Type.String({ maxLength: 200 }),
  summary: Type.String({ maxLength: 5000 }),
  summaryEn: Type.String({ maxLength: 5000 }),
  audience: Audience,
  /** share of each lecture's duration that must be covered, 0–1 */
  completionShare: Type.Number({ minimum: 0.1, maximum: 1 }),
};

export const NewCourse = Type.Object(
  {
    title: fields.title,
    titleEn: Type.Optional(fields.titleEn),
    summary: Type.Optional(fields.summary),
    summaryEn: Type.Optional(fields.summaryEn),
    audience: Type.Optional(Audience),
    completionShare: Type.Optional(fields.completionShare),
  },
  { additionalProperties: false },
);
export type NewCourse = Static<typeof NewCourse>;
export const CourseChange = Type.Partial(NewCourse, { additionalProperties: false });
export type CourseChange = Static<typeof CourseChange>;

/** Counts and durations are of the lectures that the asker may watch. */
export const CourseSummary = Type.Object({
  id: Id,
  ...fields,
  lectureCount: Type.Integer(),
  duration: Seconds,
});
export type CourseSummary = Static<typeof CourseSummary>;

export const Course = Type.Object({ ...CourseSummary.properties, lectures: Type.Array(LectureSummary) });
export type Course = Static<typeof Course>;

export const CourseList = Type.Object({ items: Type.Array(CourseSummary) });
export type CourseList = Static<typeof CourseList>;
