/** Changing a course's survey, answering it, and what was answered. */
import type { AccountRow } from '../accounts/account.ts';
import { recordAudit } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { NewSurveyResponse, SurveyChange, SurveyResults } from '../contract/surveys.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import {
  answersOf,
  insertResponse,
  insertSurvey,
  isRequired,
  latestSurvey,
  lockCourse,
  openSurvey,
  participation,
  setSurvey,
  stateOf,
} from './queries.ts';
import { checkedAnswers, checkedQuestions } from './questions.ts';
import { resultsOf } from './results.ts';

type Actor = Pick<AccountRow, 'id' | 'role'>;

/**
 * A course asks these questions from now on. Answers stay with the questions they were given to: other ones are a new
 * version, the same again are none.
 * @throws {Refusal} bad_request · not_found without the course · conflict when there is another version than the one
 *   that was seen
 */
export async function changeSurvey(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  courseId: string,
  { from, ...change }: SurveyChange,
  actor: Actor,
): Promise<void> {
  const questions = checkedQuestions(change.questions);
  const at = clock();
  await db.transaction(async (tx) => {
    const course = await lockCourse(tx, courseId);
    if (!course) throw new Refusal('not_found');
    const latest = await latestSurvey(tx, courseId);
    if ((latest?.version ?? 0) !== from) throw new Refusal('conflict');
    const isSame = latest && JSON.stringify(inOrder(latest.questions)) === JSON.stringify(inOrder(questions));
    if (isSame && course.surveyId === latest.id) return;
    const version = isSame ? from : from + 1;
    const survey = { courseId, version, questions, createdBy: actor.id, createdAt: at };
    await setSurvey(tx, courseId, isSame ? latest.id : await insertSurvey(tx, survey));
    await recordAudit(tx, {
      ...{ at, actor, action: 'survey.changed', subject: { kind: 'course', id: courseId } },
      details: { version, questions: questions.length },
    });
  });
}

/** Members in one order: the database keeps none. */
const inOrder = (questions: SurveyChange['questions']) =>
  questions.map(({ kind, text, textEn, required, options }) => [
    ...[kind, text, textEn, required],
    options.map((option) => [option.text, option.textEn]),
  ]);

/**
 * A course asks nothing from now on; what was answered stays.
 * @throws {Refusal} not_found without the course · survey_required while the rule of completion asks for it
 */
export async function closeSurvey(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  courseId: string,
  actor: Actor,
): Promise<void> {
  await db.transaction(async (tx) => {
    const course = await lockCourse(tx, courseId);
    if (!course) throw new Refusal('not_found');
    // A statement of its own: what it waited for is committed now.
    if (await isRequired(tx, courseId)) throw new Refusal('survey_required');
    if (course.surveyId === null) return;
    await setSurvey(tx, courseId, null);
    const subject = { kind: 'course', id: courseId } as const;
    await recordAudit(tx, { at: clock(), actor, action: 'survey.closed', subject });
  });
}

/**
 * Keeps somebody's answers, once and for good.
 * @param viewerId of the account
 * @throws {Refusal} bad_request · not_found when nothing is asked · conflict when other questions are ·
 *   course_not_begun · already_answered
 */
export async function answerSurvey(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  courseId: string,
  { surveyId, answers }: NewSurveyResponse,
  { accountId, viewerId }: { accountId: string; viewerId: string | null },
): Promise<void> {
  const survey = await openSurvey(db, courseId);
  if (!survey) throw new Refusal('not_found');
  const state = await stateOf(db, courseId, viewerId);
  if (state === 'answered') throw new Refusal('already_answered');
  if (state === 'not_begun') throw new Refusal('course_not_begun');
  if (survey.id !== surveyId) throw new Refusal('conflict');
  const response = { courseId, surveyId, accountId, answers: checkedAnswers(survey.questions, answers) };
  if (!(await insertResponse(db, { ...response, createdAt: clock() }))) throw new Refusal('already_answered');
}

/** @param mostTexts of each question; null = all of them @throws {Refusal} not_found without the course */
export async function surveyResults(
  tx: Db,
  courseId: string,
  mostTexts: number | null,
): Promise<SurveyResults> {
  const counts = await participation(tx, courseId);
  if (!counts) throw new Refusal('not_found');
  const { surveys, tallies, texts } = await answersOf(tx, courseId, mostTexts);
  return { ...counts, questions: resultsOf(surveys, tallies, texts, mostTexts) };
}
