/** What the answers to a course's survey come to, over all of its versions. Pure. */
import { type Question, type QuestionResult, STEPS } from '../contract/surveys.ts';
import { isFew } from '../statistics/suppression.ts';
import { identityOf } from './questions.ts';

const KOREAN = new Intl.Collator('ko');

/** Questions as they were asked once, and what was answered to them. */
export type Asked = {
  questions: readonly Question[];
  /** they are asked now */
  open: boolean;
  /** people who answered */
  responses: number;
};

/** How many gave one answer to one question of a version; null = wrote something. */
export type Tally = { survey: number; question: number; answer: number | null; count: number };
/** What somebody wrote. */
export type Text = { survey: number; question: number; text: string };

/**
 * By question: those that are asked now in their order, then earlier ones that somebody was asked, the latest first.
 * One that stayed the same through several versions is one question.
 * @param surveys all versions, the latest first; tallies and texts name their places in it
 * @param mostTexts of each question; null = all of them
 */
export function resultsOf(
  surveys: readonly Asked[],
  tallies: readonly Tally[],
  texts: readonly Text[],
  mostTexts: number | null,
): QuestionResult[] {
  const asked = surveys.flatMap(({ questions, open, responses }, survey) =>
    questions.map((question, nth) => ({ question, open, responses, survey, nth })),
  );
  const groups = [...Map.groupBy(asked, ({ question }) => identityOf(question)).values()];
  return groups.flatMap((group) => {
    const [latest] = group;
    if (!latest) return [];
    const { kind, text, textEn, options } = latest.question;
    const open = group.some((one) => one.open);
    const people = group.reduce((sum, { responses }) => sum + responses, 0);
    if (people === 0 && !open) return [];
    const isOf = (row: { survey: number; question: number }) =>
      group.some(({ survey, nth }) => survey === row.survey && nth === row.question);
    const found = isFew(people)
      ? { answers: null, counts: null, mean: null, texts: null }
      : kind === 'text'
        ? written(tallies.filter(isOf), texts.filter(isOf), mostTexts)
        : counted(latest.question, tallies.filter(isOf));
    return [{ kind, text, textEn, options, asked: open, people, ...found }];
  });
}

const written = (tallies: readonly Tally[], texts: readonly Text[], most: number | null) => ({
  answers: tallies.reduce((sum, { count }) => sum + count, 0),
  counts: null,
  mean: null,
  texts: texts
    .map(({ text }) => text)
    .toSorted(KOREAN.compare)
    .slice(0, most ?? texts.length),
});

function counted({ kind, options }: Question, tallies: readonly Tally[]) {
  const places =
    kind === 'scale' ? Array.from({ length: STEPS }, (_, nth) => STEPS - nth) : [...options.keys()];
  const counts = places.map((place) =>
    tallies.filter(({ answer }) => answer === place).reduce((sum, { count }) => sum + count, 0),
  );
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const points = counts.reduce((sum, count, nth) => sum + count * (places[nth] ?? 0), 0);
  const mean = kind === 'scale' && answers > 0 ? points / answers : null;
  return { answers, counts, mean, texts: null };
}
