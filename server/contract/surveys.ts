/** The survey of a course (만족도 조사): its questions, one person's answers, and what they all come to. */
import { type Static, Type } from 'typebox';
import { Id, literals, Time } from './vocabulary.ts';

/** How many steps a scale has: 5 = 매우 그렇다 … 1 = 전혀 그렇지 않다. */
export const STEPS = 5;

const words = (most: number) => ({
  text: Type.String({ minLength: 1, maxLength: most, pattern: '\\S' }),
  /** empty = the Korean is shown */
  textEn: Type.String({ maxLength: most }),
});

export const Question = Type.Object(
  {
    /** `scale`: five steps of agreement · `choice`: one of the options · `text`: in one's own words */
    kind: literals(['scale', 'choice', 'text']),
    ...words(500),
    required: Type.Boolean(),
    /** of a choice, two to ten that differ; of others none */
    options: Type.Array(Type.Object(words(200), { additionalProperties: false }), { maxItems: 10 }),
  },
  { additionalProperties: false },
);
export type Question = Static<typeof Question>;

const Questions = Type.Array(Question, { minItems: 1, maxItems: 20 });

/**
 * Of a scale 1–5, of a choice the place of the option from 0, of a text what was written; null = not answered.
 */
export const Answer = Type.Union([
  Type.Integer({ minimum: 0, maximum: 10 }),
  Type.String({ maxLength: 1000 }),
  Type.Null(),
]);
export type Answer = Static<typeof Answer>;

/** How the asker and a course's survey stand. */
export const SurveyState = literals([
  'not_begun', // nobody answers who has watched nothing of the course
  'open',
  'answered', // once, for good
]);
export type SurveyState = Static<typeof SurveyState>;

/** A survey as it is asked now. */
export const Survey = Type.Object({
  /** of these questions; other ones have another id */
  id: Id,
  questions: Questions,
  state: SurveyState,
});
export type Survey = Static<typeof Survey>;

/** All answers of one person, one for each question in their order. */
export const NewSurveyResponse = Type.Object(
  { surveyId: Id, answers: Type.Array(Answer, { minItems: 1, maxItems: 20 }) },
  { additionalProperties: false },
);
export type NewSurveyResponse = Static<typeof NewSurveyResponse>;

/** `from` is the version that was seen, 0 = none; another one since then is a conflict. */
export const SurveyChange = Type.Object(
  { questions: Questions, from: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type SurveyChange = Static<typeof SurveyChange>;

/** A course's survey as staff edit it. */
export const SurveySettings = Type.Object({
  /** whether it is asked now */
  open: Type.Boolean(),
  /** the latest version's number; 0 = there never was a survey */
  version: Type.Integer(),
  /** the latest version's */
  questions: Type.Array(Question),
  /** when the latest version was saved */
  savedAt: Type.Union([Time, Type.Null()]),
  /** people who answered any version */
  responses: Type.Integer(),
});
export type SurveySettings = Static<typeof SurveySettings>;

/** What everybody's answers to one question come to. */
export const QuestionResult = Type.Object({
  kind: Question.properties.kind,
  text: Type.String(),
  textEn: Type.String(),
  options: Question.properties.options,
  /** it is asked now */
  asked: Type.Boolean(),
  /** people who were asked it and answered the survey; of one to four nothing else is told: all else is null */
  people: Type.Integer(),
  /** of these, who answered this question */
  answers: Type.Union([Type.Integer(), Type.Null()]),
  /** of a choice by option, of a scale from 5 down to 1 */
  counts: Type.Union([Type.Array(Type.Integer()), Type.Null()]),
  /** of a scale, 1–5 */
  mean: Type.Union([Type.Number(), Type.Null()]),
  /** of a text, in the order of the alphabet: the first two hundred; a file has all of them */
  texts: Type.Union([Type.Array(Type.String()), Type.Null()]),
});
export type QuestionResult = Static<typeof QuestionResult>;

/** Nobody is named, and under five answers in all nothing is told but how many there are. */
export const SurveyResults = Type.Object({
  /** people who answered */
  responses: Type.Integer(),
  /** people who completed every lecture of the course, as statistics count them */
  finished: Type.Integer(),
  /** those asked now in their order, then those that were asked once */
  questions: Type.Array(QuestionResult),
});
export type SurveyResults = Static<typeof SurveyResults>;

export const SurveyExportQuery = Type.Object(
  {
    format: literals(['csv', 'xlsx']),
    /** why it is downloaded; kept with who did */
    reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  },
  { additionalProperties: false },
);
export type SurveyExportQuery = Static<typeof SurveyExportQuery>;
