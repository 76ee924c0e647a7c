/** Answers as a form holds them, and as the API takes them. */
import type { Answer, Question } from '../../../server/contract/surveys.ts';

/** What was chosen or written, one for each question; empty = not answered. */
export type Values = readonly string[];

/** Letters of an answer in one's own words. */
export const MOST_LETTERS = 1000;

/** The places of required questions that nothing answers. */
export const missingOf = (questions: readonly Question[], values: Values): number[] =>
  questions.flatMap(({ required }, nth) => (required && !values[nth]?.trim() ? [nth] : []));

/** The form as the API takes it. Check what is missing first. */
export const answersOf = (questions: readonly Question[], values: Values): Answer[] =>
  questions.map(({ kind }, nth) => {
    const value = values[nth]?.trim() ?? '';
    if (value === '') return null;
    return kind === 'text' ? value : Number(value);
  });

/** What may be chosen: the value of each choice, in the order in which they are read. Empty for a text. */
export function choicesOf({ kind, options }: Pick<Question, 'kind' | 'options'>): string[] {
  if (kind === 'scale') return ['5', '4', '3', '2', '1'];
  return kind === 'choice' ? options.map((_, nth) => `${nth}`) : [];
}
