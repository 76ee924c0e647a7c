import { describe, expect, it } from 'vitest';
import type { Question } from '../../server/contract/questions.ts';
import { byCategory, withWords } from '../../web/pages/questions/by-category.ts';

const question = (id: string, category: string, categoryEn = ''): Question => ({
  ...{ id, category, categoryEn, question: `질문 ${id}`, questionEn: `Question ${id}`, answerEn: '' },
  answer: `이수증은 ${id}에서 받습니다.`,
});

describe('frequent questions', () => {
  const all = [
    question('1', '수강'),
    question('2', ''),
    question('3', '회원'),
    question('4', '수강', 'Lectures'),
  ];

  it('stand together by category, those without one first', () => {
    const ids = byCategory(all).map(({ category, categoryEn, items }) => [
      ...[category, categoryEn],
      items.map(({ id }) => id).join(),
    ]);
    expect(ids).toEqual([
      ['', '', '2'],
      ['수강', 'Lectures', '1,4'],
      ['회원', '', '3'],
    ]);
    expect(byCategory([])).toEqual([]);
  });

  it.each([
    ['', '1,2,3,4'],
    ['이수증', '1,2,3,4'],
    ['질문  3', '3'],
    ['QUESTION 4', '4'],
    ['이수증'.normalize('NFD'), '1,2,3,4'],
    ['없음', ''],
  ])('%j finds %s', (typed, ids) => {
    expect(
      withWords(all, typed)
        .map(({ id }) => id)
        .join(),
    ).toBe(ids);
  });
});
