/** What courses consist of where lectures are limited, scheduled or over, in certificates as in statistics. */
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { beginLectures } from '../../server/catalogue/lecture-changes.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context, time } = platform;
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');
const HOUR = 3_600_000;

async function official(): Promise<Browser> {
  const browser = await platform.as('resident');
  const { body } = await browser('GET', '/api/session');
  await context.db.update(accounts).set({ audience: 'official' }).where(eq(accounts.id, body.account.id));
  return browser;
}

async function watch(browser: Browser, lectureId: string): Promise<void> {
  const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
  time.now = new Date(time.now.getTime() + 100_000);
  const segments = [{ seq: 0, from: 0, to: 100, rate: 1, elapsedMs: 100_000 }];
  const path = `/api/playback-sessions/${body.id}/played`;
  expect((await browser('POST', path, { segments, position: 100 })).status).toBe(200);
}

const newCourse = async (title: string): Promise<string> =>
  (await staff('POST', '/api/courses', { title })).body.id;
const shownTo = async (browser: Browser, courseId: string) =>
  (await browser('GET', `/api/courses/${courseId}`)).body;
const missing = async (browser: Browser, courseId: string) =>
  (await shownTo(browser, courseId)).completion.missing.map(({ title }: { title: string }) => title);
const issue = (browser: Browser, courseId: string) => browser('POST', '/api/certificates', { courseId });
const finished = async (courseId: string) => {
  const { items } = (await administrator('GET', '/api/statistics/courses')).body;
  const { lectureCount, started, finished } = items.find(
    (one: { courseId: string }) => one.courseId === courseId,
  );
  return { lectureCount, started, finished };
};

test('a course consists of what is published to its audience, and certifies as many hours to everybody', async () => {
  const courseId = await newCourse('모두에게 같은 과정');
  const made = (title: string, described: object) =>
    watchableLecture(context, staff, { title, courseId, ...described });
  const open = await made('누구나', { courseOrder: 1 });
  const members = await made('회원', { courseOrder: 2, visibility: 'signed_in' });
  const officials = await made('공무원', { courseOrder: 3, visibility: 'audience', audience: 'official' });
  await made('주소', { courseOrder: 4, visibility: 'unlisted' });
  const [resident, clerk, passerBy] = [
    await platform.as('resident'),
    await official(),
    await platform.as(null),
  ];
  // what an account may find is not named to somebody without one
  expect(await missing(passerBy, courseId)).toEqual(['누구나', '']);
  for (const browser of [resident, clerk])
    expect(await missing(browser, courseId)).toEqual(['누구나', '회원']);
  expect(await shownTo(passerBy, courseId)).toMatchObject({ lectureCount: 1, duration: 100 });
  expect(await shownTo(clerk, courseId)).toMatchObject({ lectureCount: 3, duration: 300 });
  for (const id of [open, members]) {
    await watch(resident, id);
    await watch(clerk, id);
  }
  await watch(clerk, officials);
  for (const browser of [resident, clerk])
    expect((await issue(browser, courseId)).body).toMatchObject({ seconds: 200 });
  const begun = (await resident('GET', '/api/me/courses')).body.items;
  expect(begun).toMatchObject([{ id: courseId, completion: { completed: true } }]);
  expect(await finished(courseId)).toEqual({ lectureCount: 2, started: 2, finished: 2 });
});

test('what is over stays a part: who completed it keeps the course, others are told that it is over', async () => {
  const courseId = await newCourse('기간이 있는 과정');
  const publicUntil = new Date(time.now.getTime() + HOUR).toISOString();
  const id = await watchableLecture(context, staff, { title: '끝나는 강의', courseId, publicUntil });
  const [early, late] = [await platform.as('resident'), await platform.as('resident')];
  await watch(early, id);
  time.now = new Date(time.now.getTime() + 2 * HOUR);
  expect((await shownTo(early, courseId)).completion).toEqual({ completed: true, missing: [] });
  expect((await issue(early, courseId)).status).toBe(200);
  expect(await shownTo(late, courseId)).toMatchObject({
    ...{ lectures: [], completion: { completed: false } },
  });
  expect((await shownTo(late, courseId)).completion.missing).toMatchObject([{ watchable: false }]);
  expect(await finished(courseId)).toEqual({ lectureCount: 1, started: 1, finished: 1 });
});

test('what is scheduled can be watched at its time, and becomes a part of its course when that was seen', async () => {
  const courseId = await newCourse('이어지는 과정');
  const first = await watchableLecture(context, staff, { title: '첫 강의', courseId, courseOrder: 1 });
  const publicFrom = new Date(time.now.getTime() + HOUR).toISOString();
  const next = await watchableLecture(context, staff, {
    title: '다음 강의',
    courseId,
    courseOrder: 2,
    publicFrom,
  });
  const resident = await platform.as('resident');
  await watch(resident, first);
  expect(await missing(resident, courseId)).toEqual([]);
  expect(await finished(courseId)).toEqual({ lectureCount: 1, started: 1, finished: 1 });
  expect(await beginLectures(context)).toBe(0);
  time.now = new Date(time.now.getTime() + 2 * HOUR);
  // nothing has to happen for this …
  expect((await resident('GET', `/api/lectures/${next}`)).status).toBe(200);
  // … and this is minutes late
  expect(await missing(resident, courseId)).toEqual([]);
  expect(await finished(courseId)).toEqual({ lectureCount: 1, started: 1, finished: 1 });
  expect(await beginLectures(context)).toBe(1);
  expect(await missing(resident, courseId)).toEqual(['다음 강의']);
  expect(await finished(courseId)).toEqual({ lectureCount: 2, started: 1, finished: 0 });
  expect(await beginLectures(context)).toBe(0);
  await watch(resident, next);
  expect(await finished(courseId)).toEqual({ lectureCount: 2, started: 1, finished: 1 });
  // put off again, in the bin, and back
  await staff('PATCH', `/api/lectures/${next}`, {
    publicFrom: new Date(time.now.getTime() + HOUR).toISOString(),
  });
  expect(await finished(courseId)).toEqual({ lectureCount: 1, started: 1, finished: 1 });
  await staff('PATCH', `/api/lectures/${next}`, { publicFrom: null });
  await staff('DELETE', `/api/lectures/${first}`);
  expect(await finished(courseId)).toEqual({ lectureCount: 1, started: 1, finished: 1 });
  await staff('POST', '/api/lectures/restore', { ids: [first] });
  expect(await finished(courseId)).toEqual({ lectureCount: 2, started: 1, finished: 1 });
});
