/** The questions of a survey as a form holds them, and as the API takes them. */
import type { Question } from '../../server/contract/surveys.ts';

export type Kind = Question['kind'];
export const KINDS: readonly Kind[] = ['scale', 'choice', 'text'];

/** As the API has it. */
export const MOST_QUESTIONS = 20;
export const MOST_OPTIONS = 10;

export interface OptionRow {
  /** tells rows apart while they are edited */
  key: number;
  text: string;
  textEn: string;
}

export interface QuestionRow extends OptionRow {
  kind: Kind;
  required: boolean;
  /** kept while another kind is tried; only a choice is saved with them */
  options: OptionRow[];
}

export type QuestionFault = 'empty' | 'twice' | 'optionsFew' | 'optionsTwice';

let lastKey = 0;
const newKey = (): number => {
  lastKey += 1;
  return lastKey;
};

export const newOption = (): OptionRow => ({ key: newKey(), text: '', textEn: '' });

export const newQuestion = (): QuestionRow => ({
  ...{ ...newOption(), kind: 'scale', required: true },
  options: [newOption(), newOption()],
});

export const rowsOf = (questions: readonly Question[]): QuestionRow[] =>
  questions.map(({ options, ...question }) => ({
    ...{ ...question, key: newKey() },
    options:
      options.length > 0
        ? options.map((option) => ({ ...option, key: newKey() }))
        : [newOption(), newOption()],
  }));

/** The form as the API takes it; options that nobody wrote are left out. Check the faults first. */
export const questionsOf = (rows: readonly QuestionRow[]): Question[] =>
  rows.map(({ kind, text, textEn, required, options }) => ({
    ...{ kind, text: text.trim(), textEn: textEn.trim(), required },
    options: kind === 'choice' ? written(options) : [],
  }));

/** Whether the form holds what is saved. */
export const isSame = (rows: readonly QuestionRow[], saved: readonly Question[]): boolean =>
  JSON.stringify(questionsOf(rows)) === JSON.stringify(questionsOf(rowsOf(saved)));

const written = (options: readonly OptionRow[]) =>
  options
    .map(({ text, textEn }) => ({ text: text.trim(), textEn: textEn.trim() }))
    .filter(({ text }) => text !== '');

/** What is wrong, by row key; empty when the questions can be saved. */
export function questionFaults(rows: readonly QuestionRow[]): ReadonlyMap<number, QuestionFault> {
  const faults = new Map<number, QuestionFault>();
  const seen = new Set<string>();
  for (const { key, kind, text, options } of rows) {
    const texts = kind === 'choice' ? written(options).map((option) => option.text) : [];
    if (text.trim() === '') faults.set(key, 'empty');
    else if (seen.has(text.trim())) faults.set(key, 'twice');
    else if (kind === 'choice' && texts.length < 2) faults.set(key, 'optionsFew');
    else if (new Set(texts).size < texts.length) faults.set(key, 'optionsTwice');
    seen.add(text.trim());
  }
  return faults;
}

/** The rows with one of them a place further up (-1) or down (1). */
export function moved(rows: readonly QuestionRow[], key: number, by: -1 | 1): QuestionRow[] {
  const at = rows.findIndex((row) => row.key === key);
  const [row, other] = [rows[at], rows[at + by]];
  if (!row || !other) return [...rows];
  return rows.with(at, other).with(at + by, row);
}
