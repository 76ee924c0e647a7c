/** Frequent questions (자주 묻는 질문) and their answers, in the order in which administrators put them. */
import { type Static, Type } from 'typebox';
import { Id, Title, wasOf } from './vocabulary.ts';

const written = {
  /** questions of the same category stand together, under its name; empty = without one */
  category: Type.String({ maxLength: 50 }),
  categoryEn: Type.String({ maxLength: 50 }),
  question: Title,
  /** empty: the Korean one is shown */
  questionEn: Type.String({ maxLength: 200 }),
  /** plain text, as that of announcements */
  answer: Type.String({ minLength: 1, maxLength: 5_000, pattern: '\\S' }),
  answerEn: Type.String({ maxLength: 5_000 }),
};

export const Question = Type.Object({ id: Id, ...written });
export type Question = Static<typeof Question>;

export const NewQuestion = Type.Object(written, { additionalProperties: false });
export type NewQuestion = Static<typeof NewQuestion>;

/** All of it at once, as it is to be from now on. */
export const QuestionChange = Type.Object(
  { ...written, was: wasOf(written) },
  { additionalProperties: false },
);
export type QuestionChange = Static<typeof QuestionChange>;

/** All there are: an institution has some dozens. */
export const QuestionList = Type.Object({ items: Type.Array(Question) });
export type QuestionList = Static<typeof QuestionList>;

const Order = Type.Array(Id, { maxItems: 500, uniqueItems: true });
/** The ids of all questions, in their order from now on, and in the one that was seen: another one since is a conflict. */
export const QuestionOrder = Type.Object(
  { ids: Order, was: Type.Optional(Order) },
  { additionalProperties: false },
);
