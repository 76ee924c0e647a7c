import { describe, expect, it } from 'vitest';
import type { Question } from '../../server/contract/surveys.ts';
import { answersOf, choicesOf, missingOf } from '../../web/pages/survey/answers.ts';
import {
  isSame,
  moved,
  newQuestion,
  questionFaults,
  questionsOf,
  rowsOf,
} from '../../web/studio/survey-form.ts';
import { TEMPLATE } from '../../web/studio/survey-template.ts';

const scale: Question = { kind: 'scale', text: '가', textEn: '', required: true, options: [] };
const options = ['예', '아니요'].map((text) => ({ text, textEn: '' }));

describe('answers', () => {
  const questions: Question[] = [
    scale,
    { ...scale, kind: 'choice', options },
    { ...scale, kind: 'text', required: false },
  ];

  it('are numbers for what was chosen, words for what was written, and nothing for the rest', () => {
    expect(answersOf(questions, ['5', '0', ' 좋아요 '])).toEqual([5, 0, '좋아요']);
    expect(answersOf(questions, ['1', '1', ' '])).toEqual([1, 1, null]);
  });

  it('are missing where they are required', () => {
    expect(missingOf(questions, ['', '0', ''])).toEqual([0]);
    expect(missingOf(questions, ['5', '0', ''])).toEqual([]);
  });

  it('are chosen from five steps, the best first, or from the options', () => {
    expect(questions.map(choicesOf)).toEqual([['5', '4', '3', '2', '1'], ['0', '1'], []]);
  });
});

describe('the form of a survey', () => {
  it('gives back what it was given', () => {
    expect(questionsOf(rowsOf(TEMPLATE))).toEqual(TEMPLATE);
    expect(questionFaults(rowsOf(TEMPLATE)).size).toBe(0);
    expect(isSame(rowsOf(TEMPLATE), TEMPLATE)).toBe(true);
    expect(isSame(rowsOf(TEMPLATE).slice(1), TEMPLATE)).toBe(false);
  });

  it('saves the options that were written, and of a choice alone', () => {
    const row = { ...newQuestion(), text: ' 가 ' };
    const written = [
      ...row.options.map((one, nth) => ({ ...one, text: ` ${nth}` })),
      ...newQuestion().options,
    ];
    expect(questionsOf([{ ...row, kind: 'choice', options: written }])).toMatchObject([
      { text: '가', options: [{ text: '0' }, { text: '1' }] },
    ]);
    expect(questionsOf([{ ...row, options: written }])).toMatchObject([{ options: [] }]);
  });

  it.each([
    ['empty', [{ text: ' ' }], [0]],
    ['twice', [{ text: '가' }, { text: '가 ' }], [1]],
    ['optionsFew', [{ text: '가', kind: 'choice' as const }], [0]],
    [
      'optionsTwice',
      [
        {
          text: '가',
          kind: 'choice' as const,
          options: ['예', '예 '].map((text, key) => ({ key, text, textEn: '' })),
        },
      ],
      [0],
    ],
  ])('says what is wrong: %s', (fault, changes, places) => {
    const rows = changes.map((change) => ({ ...newQuestion(), ...change }));
    expect([...questionFaults(rows)]).toEqual(places.map((place) => [rows[place]?.key, fault]));
  });

  it('moves a question by a place, and no further than the ends', () => {
    const rows = [newQuestion(), newQuestion(), newQuestion()];
    const [a, b, c] = rows;
    expect(moved(rows, b?.key ?? 0, -1)).toEqual([b, a, c]);
    expect(moved(rows, c?.key ?? 0, 1)).toEqual([a, b, c]);
  });
});
