/** Which questions may be asked, what answers them, and what everybody's answers come to. */
import { describe, expect, test } from 'vitest';
import type { Answer, Question, SurveyResults } from '../../server/contract/surveys.ts';
import { csv } from '../../server/statistics/csv.ts';
import { checkedAnswers, checkedQuestions } from '../../server/surveys/questions.ts';
import { type Asked, resultsOf, type Tally } from '../../server/surveys/results.ts';
import { surveyTable } from '../../server/surveys/table.ts';

const scale = (text: string, required = true): Question => ({
  ...{ kind: 'scale', text, textEn: '', required, options: [] },
});
const choice = (text: string, ...options: string[]): Question => ({
  ...{ ...scale(text), kind: 'choice' },
  options: options.map((option) => ({ text: option, textEn: '' })),
});
const text = (words: string, required = false): Question => ({ ...scale(words, required), kind: 'text' });

describe('questions', () => {
  test('are kept without spaces around, composed, and of whole characters', () => {
    const [kept] = checkedQuestions([choice(` ${'도움'.normalize('NFD')} `, ' 예 ', '아니요\ud800')]);
    expect(kept).toMatchObject({ text: '도움', options: [{ text: '예' }, { text: '아니요\ufffd' }] });
  });

  test.each<[string, Question[], string]>([
    ['a choice of one', [choice('가', '예')], 'questions.0'],
    ['a choice of two that are the same', [scale('가'), choice('나', '예', ' 예')], 'questions.1'],
    ['a scale with options', [{ ...choice('가', '예', '아니요'), kind: 'scale' }], 'questions.0'],
    ['a question that is asked twice', [scale('가'), text('나'), text('가 ')], 'questions.2'],
  ])('%s is refused', (_, questions, field) => {
    expect(() => checkedQuestions(questions)).toThrow(
      expect.objectContaining({ code: 'bad_request', details: [expect.objectContaining({ field })] }),
    );
  });
});

describe('answers', () => {
  const questions = [scale('가'), choice('나', '예', '아니요'), text('다'), scale('라', false)];

  test('are one for each question; blank is none', () => {
    expect(checkedAnswers(questions, [5, 1, '  ', null])).toEqual([5, 1, null, null]);
    expect(checkedAnswers(questions, [1, 0, ' 고맙습니다\n또 ', 3])).toEqual([1, 0, '고맙습니다\n또', 3]);
  });

  test.each<[string, Answer[], string[]]>([
    [
      'nothing where something must be',
      [null, null, null, null],
      ['answers.0 required', 'answers.1 required'],
    ],
    ['steps there are not', [0, 0, null, 6], ['answers.0 invalid', 'answers.3 invalid']],
    ['an option there is not', [1, 2, null, null], ['answers.1 invalid']],
    ['words for a step and a step for words', ['5', 1, 5, null], ['answers.0 invalid', 'answers.2 invalid']],
    ['fewer than there are questions', [5], ['answers 4']],
  ])('%s is refused', (_, answers, faults) => {
    const details = faults.map((fault) => {
      const [field, message] = fault.split(' ');
      return { field, message };
    });
    expect(() => checkedAnswers(questions, answers)).toThrow(expect.objectContaining({ details }));
  });
});

describe('results', () => {
  const asked = (questions: Question[], responses: number, open = false): Asked => ({
    ...{ questions, responses, open },
  });
  const tally = (survey: number, question: number, counts: Record<number, number>): Tally[] =>
    Object.entries(counts).map(([answer, count]) => ({ survey, question, answer: Number(answer), count }));
  const written = (survey: number, question: number, count: number): Tally => ({
    ...{ survey, question, answer: null, count },
  });

  test('put together what stayed the same question, and keep apart what did not', () => {
    const surveys = [
      asked([scale('나'), scale('가', false)], 6, true),
      asked([scale('가'), choice('다', '예', '아니요'), text('라')], 5),
    ];
    const tallies = [
      ...tally(0, 0, { 4: 6 }),
      ...tally(0, 1, { 5: 1, 4: 2 }),
      ...tally(1, 0, { 5: 3, 1: 1 }),
      ...tally(1, 1, { 1: 5 }),
      written(1, 2, 3),
    ];
    const texts = ['하', '가', '나'].map((words) => ({ survey: 1, question: 2, text: words }));
    expect(resultsOf(surveys, tallies, texts, 2)).toMatchObject([
      { text: '나', asked: true, people: 6, answers: 6, counts: [0, 6, 0, 0, 0], mean: 4 },
      { text: '가', asked: true, people: 11, answers: 7, counts: [4, 2, 0, 0, 1], mean: 29 / 7 },
      { text: '다', asked: false, people: 5, answers: 5, counts: [0, 5], mean: null },
      { text: '라', asked: false, people: 5, answers: 3, counts: null, texts: ['가', '나'] },
    ]);
  });

  test('of fewer than five people are their number alone', () => {
    const surveys = [
      asked([scale('가'), text('나')], 2, true),
      asked([scale('가'), scale('다')], 3),
      asked([text('라')], 0),
    ];
    const tallies = [...tally(0, 0, { 5: 2 }), ...tally(1, 0, { 1: 3 }), ...tally(1, 1, { 1: 3 })];
    const texts = [{ survey: 0, question: 1, text: '비밀' }];
    const questions = resultsOf(surveys, tallies, texts, 9);
    const few = { answers: null, counts: null, mean: null, texts: null };
    expect(questions).toMatchObject([
      { text: '가', people: 5, counts: [2, 0, 0, 0, 3], mean: 13 / 5 },
      { text: '나', people: 2, ...few },
      { text: '다', people: 3, ...few },
    ]);
    const results: SurveyResults = { responses: 5, finished: 8, questions };
    expect(csv(surveyTable(results))).not.toContain('비밀');
  });

  test('are a table with a row for every answer; what looks like a formula is none', () => {
    const surveys = [asked([scale('가'), choice('나', '예', '=아니요'), text('다')], 12, true)];
    const tallies = [...tally(0, 0, { 5: 7, 4: 5 }), ...tally(0, 1, { 0: 12 }), written(0, 2, 6)];
    const texts = [{ survey: 0, question: 2, text: '=1+1' }];
    const questions = resultsOf(surveys, tallies, texts, 9);
    const lines = csv(surveyTable({ responses: 12, finished: 18, questions })).split('\r\n');
    expect(lines.slice(1)).toEqual([
      '전체,,응답한 사람,12,,,',
      '전체,,모든 강의를 이수한 사람,18,,,',
      '가,5점 척도,매우 그렇다,7,4.58,12,예',
      '가,5점 척도,그렇다,5,4.58,12,예',
      '가,5점 척도,보통이다,0,4.58,12,예',
      '가,5점 척도,그렇지 않다,0,4.58,12,예',
      '가,5점 척도,전혀 그렇지 않다,0,4.58,12,예',
      '나,하나 고르기,예,12,,12,예',
      "나,하나 고르기,'=아니요,0,,12,예",
      "다,서술,'=1+1,,,6,예",
      '',
    ]);
  });

  test('are a table that tells of few people neither by a count, nor by what it lacks, nor by a mean', () => {
    const surveys = [
      asked([scale('가'), choice('나', '예', '아니요'), scale('다', false)], 20, true),
      asked([scale('라')], 3),
    ];
    const tallies = [
      ...tally(0, 0, { 5: 12, 4: 6, 3: 2 }),
      ...tally(0, 1, { 0: 17, 1: 3 }),
      ...tally(0, 2, { 5: 4 }),
    ];
    const questions = resultsOf(surveys, tallies, [], 9);
    const { rows } = surveyTable({ responses: 20, finished: 4, questions });
    const of = (question: string) =>
      rows.filter(([asked]) => asked === question).map((row) => row.slice(3, 6));
    expect(of('전체')).toEqual([
      [20, null, null],
      ['<5', null, null],
    ]);
    expect(of('가')).toEqual([12, '*', '<5', 0, 0].map((count) => [count, '*', 20]));
    expect(of('나')).toEqual([
      ['*', null, 20],
      ['<5', null, 20],
    ]);
    expect(of('다')).toEqual(['<5', 0, 0, 0, 0].map((count) => [count, '*', '<5']));
    expect(of('라')).toEqual([[null, null, '<5']]);
  });
});
