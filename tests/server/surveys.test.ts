/** A course's survey: who makes it, who answers it and how often, and what everybody's answers come to. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import type { Answer, Question, SurveyResults } from '../../server/contract/surveys.ts';
import { only } from '../../server/database/client.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const { context, time } = platform;
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');

const scale: Question = {
  kind: 'scale',
  text: '도움이 되었다',
  textEn: 'Useful',
  required: true,
  options: [],
};
const wish: Question = { kind: 'text', text: '바라는 점', textEn: '', required: false, options: [] };
const rule = { share: 0.9, elapsedShare: 0, surveyRequired: false };

const later = (seconds: number) => {
  time.now = new Date(time.now.getTime() + seconds * 1000);
};
async function courseWith(questions: Question[] | null = [scale, wish], lectures = 1) {
  const courseId: string = (await staff('POST', '/api/courses', { title: '협치 입문' })).body.id;
  const lectureIds: string[] = [];
  for (let nth = 0; nth < lectures; nth++)
    lectureIds.push(await watchableLecture(context, staff, { courseId }));
  if (questions) expect((await ask(courseId, questions, 0)).status).toBe(200);
  return { courseId, lectureIds };
}
const ask = (courseId: string, questions: unknown[], from: number, browser: Browser = staff) =>
  browser('PUT', `/api/courses/${courseId}/survey`, { questions, from });

async function watch(browser: Browser, lectureId: string, seconds = 100) {
  const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
  later(seconds);
  const segments = [{ seq: 0, from: 0, to: seconds, rate: 1, elapsedMs: seconds * 1000 }];
  await browser('POST', `/api/playback-sessions/${body.id}/played`, { segments, position: seconds });
}
const surveyOf = async (browser: Browser, courseId: string) =>
  (await browser('GET', `/api/courses/${courseId}/survey`)).body;
async function answer(browser: Browser, courseId: string, answers: Answer[]) {
  const { id: surveyId } = await surveyOf(browser, courseId);
  return browser('POST', `/api/courses/${courseId}/survey/responses`, { surveyId, answers });
}
/** Somebody new who began the course. */
async function learner(lectureId = '', seconds = 10) {
  const browser = await platform.as('resident');
  await watch(browser, lectureId, seconds);
  return browser;
}
const results = async (courseId: string): Promise<SurveyResults> =>
  (await staff('GET', `/api/courses/${courseId}/survey/results`)).body;

describe('answering', () => {
  test('is for who began the course, signed in, once, also of two answers at once', async () => {
    const { courseId, lectureIds } = await courseWith();
    const [lectureId = ''] = lectureIds;
    const [resident, passerBy] = [await platform.as('resident'), await platform.as(null)];
    expect((await resident('GET', `/api/courses/${courseId}`)).body.survey).toBe('not_begun');
    expect(await answer(resident, courseId, [5, null])).toMatchObject({
      ...{ status: 409, body: { code: 'course_not_begun' } },
    });
    await watch(resident, lectureId, 5);
    await watch(passerBy, lectureId, 5);
    await watch(staff, lectureId, 5);
    expect((await answer(passerBy, courseId, [5, null])).status).toBe(401);
    expect((await answer(staff, courseId, [5, null])).body.code).toBe('course_not_begun');

    expect((await resident('GET', `/api/courses/${courseId}`)).body.survey).toBe('open');
    const both = await Promise.all([5, 1].map((step) => answer(resident, courseId, [step, null])));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await answer(resident, courseId, [3, null])).body.code).toBe('already_answered');
    expect((await surveyOf(resident, courseId)).state).toBe('answered');
    expect(await results(courseId)).toMatchObject({ responses: 1, finished: 0 });
  });

  test('takes what was asked, and nothing else', async () => {
    const { courseId, lectureIds } = await courseWith();
    const resident = await learner(lectureIds[0]);
    const wrong: [unknown, string][] = [
      [[null, 'x'], 'answers.0'],
      [[6, 'x'], 'answers.0'],
      [[5, 7], 'answers.1'],
      [[5], 'answers'],
      [[5, 'x'.repeat(1001)], 'answers.1'],
      [['5', null], 'answers.0'],
    ];
    for (const [answers, field] of wrong) {
      const { status, body } = await answer(resident, courseId, answers as Answer[]);
      expect([status, body.details?.[0]?.field], JSON.stringify(answers)).toEqual([400, field]);
    }
    expect((await answer(resident, courseId, [5, 'a\0b'])).status).toBe(400);
    expect((await answer(resident, courseId, [5, `\ud800 ${'가'.repeat(900)}`])).status).toBe(204);
    const none = await courseWith(null);
    expect((await surveyOf(resident, none.courseId)).code).toBe('not_found');
    const body = { surveyId: crypto.randomUUID(), answers: [5, null] };
    const path = `/api/courses/${none.courseId}/survey/responses`;
    expect((await resident('POST', path, body)).status).toBe(404);
    const other = await learner(lectureIds[0]);
    expect((await other('POST', `/api/courses/${courseId}/survey/responses`, body)).body.code).toBe(
      'conflict',
    );
  });
});

describe('making', () => {
  test('is for staff; what cannot be asked is refused', async () => {
    const { courseId } = await courseWith(null);
    const resident = await platform.as('resident');
    expect((await ask(courseId, [scale], 0, resident)).status).toBe(403);
    expect((await ask(courseId, [scale], 0, await platform.as(null))).status).toBe(401);
    for (const path of ['settings', 'results', 'results/export?format=csv&reason=x'])
      expect((await resident('GET', `/api/courses/${courseId}/survey/${path}`)).status).toBe(403);
    expect((await resident('DELETE', `/api/courses/${courseId}/survey`)).status).toBe(403);
    const many = Array.from({ length: 21 }, (_, nth) => ({ ...scale, text: `${nth}` }));
    for (const questions of [
      [],
      many,
      [{ ...scale, text: ' ' }],
      [{ ...scale, text: 'x'.repeat(501) }],
      [scale, scale],
    ])
      expect((await ask(courseId, questions, 0)).status).toBe(400);
    expect((await ask(courseId, [{ ...scale, text: 'a\0b' }], 0)).status).toBe(400);
    expect((await ask(crypto.randomUUID(), [scale], 0)).status).toBe(404);
    expect((await staff('GET', `/api/courses/${courseId}/survey/settings`)).body).toEqual({
      ...{ open: false, version: 0, questions: [], savedAt: null, responses: 0 },
    });
  });

  test('other questions are another version: what was answered stays what it was', async () => {
    const { courseId, lectureIds } = await courseWith([scale]);
    for (let nth = 0; nth < 5; nth++) await answer(await learner(lectureIds[0]), courseId, [nth + 1]);
    expect((await ask(courseId, [scale], 1)).body.version).toBe(1);
    const both = await Promise.all(
      [wish, { ...scale, text: '강사' }].map((one) => ask(courseId, [one, scale], 1)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await ask(courseId, [wish], 2)).body).toMatchObject({ open: true, version: 3, responses: 5 });
    expect((await results(courseId)).questions).toMatchObject([
      { text: wish.text, asked: true, people: 0, texts: [] },
      { text: scale.text, asked: false, people: 5, counts: [1, 1, 1, 1, 1], mean: 3 },
    ]);
  });

  test('it is closed and asked again; answers stay', async () => {
    const { courseId, lectureIds } = await courseWith();
    const [early, late] = [await learner(lectureIds[0]), await learner(lectureIds[0])];
    await answer(early, courseId, [4, null]);
    expect((await staff('DELETE', `/api/courses/${courseId}/survey`)).body).toMatchObject({
      ...{ open: false, version: 1, responses: 1 },
    });
    expect((await late('GET', `/api/courses/${courseId}`)).body.survey).toBe(null);
    expect((await surveyOf(late, courseId)).code).toBe('not_found');
    expect((await ask(courseId, [scale, wish], 1)).body).toMatchObject({ open: true, version: 1 });
    expect((await surveyOf(early, courseId)).state).toBe('answered');
    expect((await answer(late, courseId, [4, null])).status).toBe(204);
  });
});

test('five people are needed before anything is told; who left is in it without a name', async () => {
  const { courseId, lectureIds } = await courseWith();
  const people: Browser[] = [];
  for (let nth = 0; nth < 4; nth++) {
    const browser = await learner(lectureIds[0], 95);
    people.push(browser);
    expect((await answer(browser, courseId, [5, `의견 ${nth}`])).status).toBe(204);
  }
  const few = await results(courseId);
  expect(few).toMatchObject({ responses: 4, finished: 4 });
  expect(JSON.stringify(few)).not.toContain('의견');
  expect(few.questions).toMatchObject([{ people: 4, counts: null, mean: null }, { texts: null }]);

  await answer(await learner(lectureIds[0], 20), courseId, [1, null]);
  const id: string = (await only(people.slice(0, 1))('GET', '/api/session')).body.account.id;
  await context.db.delete(accounts).where(eq(accounts.id, id));
  const enough = await results(courseId);
  expect(enough.questions).toMatchObject([
    { people: 5, answers: 5, counts: [4, 0, 0, 0, 1], mean: 4.2 },
    { people: 5, answers: 4, texts: ['의견 0', '의견 1', '의견 2', '의견 3'] },
  ]);
  expect(JSON.stringify(enough)).not.toContain(id);

  const file = (query: string) => staff('GET', `/api/courses/${courseId}/survey/results/export?${query}`);
  for (const query of ['format=csv', 'format=csv&reason=%20', 'format=pdf&reason=x'])
    expect((await file(query)).status).toBe(400);
  const { headers, text } = await file(`format=csv&reason=${encodeURIComponent('운영 보고')}`);
  expect(headers['content-disposition']).toMatch(/madang-survey-2026-11-2\d\.csv/);
  expect(text).toContain('도움이 되었다,5점 척도,매우 그렇다,<5,*,5,예\r\n');
  expect((await file('format=xlsx&reason=x')).raw.subarray(0, 2).toString()).toBe('PK');
  const log = (await administrator('GET', '/api/audit?action=survey.exported')).body;
  expect(log.items[1]).toMatchObject({
    ...{ reason: '운영 보고', subject: { kind: 'course', id: courseId } },
    details: { format: 'csv', responses: 5 },
  });
  expect(log.total).toBe(2);
  const [read] = (await administrator('GET', `/api/audit?action=survey.read&subject=${courseId}`)).body.items;
  expect(read).toMatchObject({ actor: { role: 'staff' }, details: { responses: 5 } });
});

describe('the rule asks for it', () => {
  const effect = async (courseId: string, change: object) =>
    (await staff('POST', `/api/courses/${courseId}/rule/preview`, { ...rule, ...change })).body;
  const save = (courseId: string, from: number, change: object) =>
    staff('PUT', `/api/courses/${courseId}/rule`, { ...rule, ...change, from });
  const required = { surveyRequired: true };

  test('who had completed the course keeps it, others need to answer; the preview says so', async () => {
    const { courseId, lectureIds } = await courseWith([scale], 2);
    const [a = '', b = ''] = lectureIds;
    const both = async (seconds: number) => {
      const browser = await learner(a, seconds);
      await watch(browser, b, seconds);
      return browser;
    };
    const completed = await both(95);
    const completion = async (browser: Browser) =>
      (await browser('GET', `/api/courses/${courseId}`)).body.completion;
    const half = await both(60);
    const answered = await both(60);
    await answer(answered, courseId, [5]);
    expect(await effect(courseId, required)).toEqual({
      people: 3,
      finished: 1,
      finishedThen: 1,
      needMore: 1,
    });
    expect(await effect(courseId, { ...required, share: 0.5 })).toEqual({
      ...{ people: 3, finished: 1, finishedThen: 2, needMore: 1 },
    });
    expect((await save(courseId, 1, { ...required, share: 0.5 })).body.versions[0]).toMatchObject({
      ...{ version: 2, share: 0.5, surveyRequired: true },
    });
    expect((await half('GET', `/api/courses/${courseId}`)).body.rule).toEqual({
      ...rule,
      ...{ share: 0.5, surveyRequired: true },
    });
    const same = { ...required, share: 0.5 };
    expect(await effect(courseId, same)).toMatchObject({ finished: 2, finishedThen: 2, needMore: 0 });
    // the requirement goes on through another version, for the same people
    later(60);
    expect((await save(courseId, 2, required)).status).toBe(200);
    expect(await effect(courseId, required)).toMatchObject({ finished: 2, finishedThen: 2 });
    expect(await effect(courseId, {})).toMatchObject({ finished: 2, finishedThen: 3 });
    const done = { completed: true, missing: [] };
    expect(await completion(completed)).toEqual(done);
    expect(await completion(answered)).toEqual(done);
    expect(await completion(half)).toEqual({ completed: false, missing: [{ what: 'survey' }] });
    const certificate = (browser: Browser) => browser('POST', '/api/certificates', { courseId });
    expect(await certificate(half)).toMatchObject({ status: 409, body: { details: [{ field: 'survey' }] } });
    await answer(half, courseId, [1]);
    expect(await completion(half)).toEqual(done);
    for (const browser of [completed, half]) expect((await certificate(browser)).status).toBeLessThan(300);
    // staff are not asked
    await watch(staff, a, 95);
    await watch(staff, b, 95);
    expect(await completion(staff)).toEqual(done);
    expect(await effect(courseId, required)).toMatchObject({ finished: 3 });
  });

  test('a survey that is not there cannot be required, one that is required cannot be closed', async () => {
    const { courseId } = await courseWith(null, 0);
    expect((await save(courseId, 1, required)).body.code).toBe('survey_missing');
    await ask(courseId, [scale], 0);
    const [saved, closed] = await Promise.all([
      save(courseId, 1, required),
      staff('DELETE', `/api/courses/${courseId}/survey`),
    ]);
    expect([
      [200, 'survey_required'],
      ['survey_missing', 200],
    ]).toContainEqual([saved, closed].map(({ status, body }) => (status === 200 ? 200 : body.code)));
    await ask(courseId, [scale], 1);
    if (saved.status !== 200) await save(courseId, 1, required);
    expect((await staff('DELETE', `/api/courses/${courseId}/survey`)).body.code).toBe('survey_required');
    expect((await staff('DELETE', `/api/courses/${courseId}`)).status).toBe(204);
  });
});
