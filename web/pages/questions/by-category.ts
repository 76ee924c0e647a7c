/** Questions under the names of their categories. Pure. */
import type { Question } from '../../../server/contract/questions.ts';

export type Category = { category: string; categoryEn: string; items: Question[] };

/** In the order in which categories come first, and within them of the questions; those without one come first. */
export function byCategory(questions: readonly Question[]): Category[] {
  const categories = new Map<string, Category>();
  for (const question of questions) {
    const { category, categoryEn } = question;
    const found = categories.get(category) ?? { category, categoryEn: '', items: [] };
    found.items.push(question);
    // it need be said in English only once
    found.categoryEn ||= categoryEn;
    categories.set(category, found);
  }
  const all = [...categories.values()];
  return [...all.filter(({ category }) => category === ''), ...all.filter(({ category }) => category !== '')];
}

/** Those that have every word, in question or answer. */
export function withWords(questions: readonly Question[], typed: string): Question[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return questions.filter(({ question, questionEn, answer, answerEn }) => {
    const text = folded([question, questionEn, answer, answerEn].join(' '));
    return words.every((word) => text.includes(word));
  });
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();
