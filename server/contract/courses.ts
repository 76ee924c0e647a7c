/** Courses: an ordered set of lectures with one audience and one completion rule. */
import { type Static, Type } from 'typebox';
import { CourseCompletion, CourseRule, Rule } from './completion.ts';
import { LectureSummary } from './lectures.ts';
import { SurveyState } from './surveys.ts';
import { Audience, Id, Seconds, Title } from './vocabulary.ts';

const fields = {
  title: Title,
  titleEn: Type.String({ maxLength: 200 }),
  summary: Type.String({ maxLength: 5000 }),
  summaryEn: Type.String({ maxLength: 5000 }),
  audience: Audience,
};

const { title, ...rest } = fields;
export const NewCourse = Type.Object(
  { title, ...Type.Partial(Type.Object(rest)).properties, rule: Type.Optional(Rule) },
  { additionalProperties: false },
);
export type NewCourse = Static<typeof NewCourse>;
/** Its rule is changed on its own. */
export const CourseChange = Type.Partial(Type.Object(fields), { additionalProperties: false });
export type CourseChange = Static<typeof CourseChange>;

/** Counts and durations are of the lectures that the asker may watch. */
export const CourseSummary = Type.Object({
  id: Id,
  ...fields,
  /** what completes its lectures, and the course */
  rule: CourseRule,
  lectureCount: Type.Integer(),
  duration: Seconds,
});
export type CourseSummary = Static<typeof CourseSummary>;

export const Course = Type.Object({
  ...CourseSummary.properties,
  lectures: Type.Array(LectureSummary),
  /** of whoever asks */
  completion: CourseCompletion,
  /** how whoever asks and its survey stand; null when it asks none */
  survey: Type.Union([SurveyState, Type.Null()]),
});
export type Course = Static<typeof Course>;

export const CourseList = Type.Object({ items: Type.Array(CourseSummary) });
export type CourseList = Static<typeof CourseList>;
