/** What a course still asks of somebody: one list for the course page, 나의 강의실 and certificates. */
import { afterAll, expect, test } from 'vitest';
import { courseCompletion } from '../../server/progress/course-completion.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');

/** Watches a lecture of 100 s from its beginning. */
async function watch(browser: Browser, lectureId: string, seconds: number): Promise<void> {
  const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
  const segments = [{ seq: 0, from: 0, to: seconds, rate: 1, elapsedMs: seconds * 1000 }];
  await browser('POST', `/api/playback-sessions/${body.id}/played`, { segments, position: seconds });
}

async function newCourse(title: string): Promise<string> {
  return (await staff('POST', '/api/courses', { title })).body.id;
}
const completion = async (browser: Browser, courseId: string) =>
  (await browser('GET', `/api/courses/${courseId}`)).body.completion;

test('a course is complete when all of its public lectures are, and never without any', () => {
  const lecture = (lectureId: string, completed: boolean) => ({
    ...{
      lectureId,
      completed,
      surveyAsked: false,
      title: lectureId,
      titleEn: '',
      forOthers: false,
      watchable: true,
    },
  });
  const what = {
    what: 'lecture',
    title: 'b',
    titleEn: '',
    forOthers: false,
    watchable: true,
    lectureId: 'b',
  };
  expect(courseCompletion([])).toEqual({ completed: false, missing: [] });
  expect(courseCompletion([lecture('a', true)])).toEqual({ completed: true, missing: [] });
  expect(courseCompletion([lecture('a', true), lecture('b', false)])).toEqual({
    ...{ completed: false, missing: [what] },
  });
});

test('a survey is missing unless every lecture was complete before it came to be required', () => {
  const lecture = (completed: boolean, surveyAsked: boolean) => ({
    ...{ lectureId: 'a', completed, surveyAsked, title: '', titleEn: '', forOthers: false, watchable: true },
  });
  const survey = { what: 'survey' };
  expect(courseCompletion([lecture(true, false), lecture(true, true)])).toEqual({
    ...{ completed: false, missing: [survey] },
  });
  expect(courseCompletion([lecture(false, true)]).missing).toMatchObject([{ what: 'lecture' }, survey]);
});

test('its page lists what is missing for whoever asks: in order, without drafts, and what nobody can watch yet', async () => {
  const courseId = await newCourse('협치 입문');
  const made = (title: string, courseOrder: number) =>
    watchableLecture(platform.context, staff, { title, courseId, courseOrder });
  const [second, first] = [await made('둘째', 2), await made('첫째', 1)];
  await staff('POST', '/api/lectures', { title: '초안', courseId, courseOrder: 3 });
  const resident = await platform.as('resident');

  expect(await completion(resident, courseId)).toEqual({
    completed: false,
    missing: [
      { what: 'lecture', lectureId: first, title: '첫째', titleEn: '', forOthers: false, watchable: true },
      { what: 'lecture', lectureId: second, title: '둘째', titleEn: '', forOthers: false, watchable: true },
    ],
  });
  for (const id of [first, second]) await watch(resident, id, 95);
  expect(await completion(resident, courseId)).toEqual({ completed: true, missing: [] });
  expect((await completion(await platform.as(null), courseId)).missing).toHaveLength(2);

  const soon = { title: '곧', courseId, courseOrder: 4, visibility: 'public' };
  const { id } = (await staff('POST', '/api/lectures', soon)).body;
  const missing = {
    what: 'lecture',
    lectureId: id,
    title: '곧',
    titleEn: '',
    forOthers: false,
    watchable: false,
  };
  expect(await completion(resident, courseId)).toEqual({ completed: false, missing: [missing] });
});

test('somebody’s own courses are those they began, the latest first', async () => {
  const [older, newer, other] = [await newCourse('가'), await newCourse('나'), await newCourse('다')];
  const lectureOf = (courseId: string) => watchableLecture(platform.context, staff, { courseId });
  const [a, b] = [await lectureOf(older), await lectureOf(newer)];
  await lectureOf(other);
  const resident = await platform.as('resident');
  expect((await resident('GET', '/api/me/courses')).body).toEqual({ items: [] });
  await watch(resident, a, 95);
  await watch(resident, b, 10);

  const { items } = (await resident('GET', '/api/me/courses')).body;
  expect(items).toEqual([
    { id: newer, title: '나', titleEn: '', completion: await completion(resident, newer) },
    { id: older, title: '가', titleEn: '', completion: { completed: true, missing: [] } },
  ]);
  expect((await (await platform.as(null))('GET', '/api/me/courses')).status).toBe(401);
});
