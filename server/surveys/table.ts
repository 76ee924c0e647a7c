/**
 * The results of a survey as they leave the house: one row for each answer that could be given, or was written. Counts
 * of few people are suppressed as in tables of statistics. Pure.
 */
import type { QuestionResult, SurveyResults } from '../contract/surveys.ts';
import { suppressed, WITHHELD } from '../statistics/suppression.ts';
import type { Cell, Table } from '../statistics/tables.ts';

const KINDS: Record<QuestionResult['kind'], string> = {
  scale: '5점 척도',
  choice: '하나 고르기',
  text: '서술',
};
const AGREEMENT = ['매우 그렇다', '그렇다', '보통이다', '그렇지 않다', '전혀 그렇지 않다'];

/** What stands where too few people answered. */
const FEW = '5명 미만: 표시하지 않음';

export function surveyTable({ responses, finished, questions }: SurveyResults): Table {
  return {
    name: '만족도 조사',
    headings: ['문항', '종류', '답', '응답 수', '평균(5점)', '응답한 사람', '지금 묻는 문항'],
    rows: [
      ['전체', null, '응답한 사람', counted(responses), null, null, null],
      ['전체', null, '모든 강의를 이수한 사람', counted(finished), null, null, null],
      ...questions.flatMap(rowsOf),
    ],
  };
}

/** A count that adds up with no other. */
const counted = (count: number | null): Cell => suppressed([count])[0] ?? null;

function rowsOf({
  kind,
  text,
  options,
  asked,
  people,
  answers,
  counts,
  mean,
  texts,
}: QuestionResult): Cell[][] {
  const row = (answer: string, count: Cell, average: Cell, of: number | null): Cell[] => [
    ...[text, KINDS[kind], answer, count, average, counted(of), asked ? '예' : '아니요'],
  ];
  if (texts) return texts.map((written) => row(written, null, null, answers));
  if (!counts) return [row(FEW, null, null, people)];
  const names = kind === 'scale' ? AGREEMENT : options.map((option) => option.text);
  const shown = suppressed(names.map((_, nth) => counts[nth] ?? 0));
  // with the number of answers it would tell two counts that are withheld
  const isTold = shown.every((count) => typeof count === 'number');
  const average = mean === null ? null : isTold ? Math.round(mean * 100) / 100 : WITHHELD;
  return names.map((name, nth) => row(name, shown[nth] ?? 0, average, answers));
}
