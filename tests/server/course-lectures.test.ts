/** What a course consists of: certificate, learner's list, preview of a rule and statistics all say the same. */
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import type { BegunCourses } from '../../server/contract/completion.ts';
import type { CourseStatistics } from '../../server/contract/statistics.ts';
import type { Audience } from '../../server/contract/vocabulary.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { courseOf, watchAll } from '../support/certified.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const [staff, administrator] = [await platform.as('staff'), await platform.as('administrator')];

async function person(audience: Audience): Promise<Browser> {
  const browser = await platform.as('resident');
  const { id } = (await browser('GET', '/api/session')).body.account;
  await platform.context.db.update(accounts).set({ audience }).where(eq(accounts.id, id));
  return browser;
}

/** A course of a public lecture, and of one that is described. */
async function courseWith(audience: Audience, described: object) {
  const { courseId, lectureIds } = await courseOf(platform, staff, '협치 입문', ['모두의 강의']);
  await staff('PATCH', `/api/courses/${courseId}`, { audience });
  const [open = ''] = lectureIds;
  const other = { title: '그들의 강의', courseId, courseOrder: 2, visibility: 'audience', ...described };
  return { courseId, open, limited: await watchableLecture(platform.context, staff, other) };
}

/** How many of these people have completed a course, by each that tells; certificates last. */
async function finishers(courseId: string, people: readonly Browser[]) {
  const completes = async (browser: Browser) => {
    const { items }: BegunCourses = (await browser('GET', '/api/me/courses')).body;
    return items.some(({ id, completion }) => id === courseId && completion.completed);
  };
  const issued = async (browser: Browser) =>
    (await browser('POST', '/api/certificates', { courseId })).status === 200;
  const count = async (is: (browser: Browser) => Promise<boolean>) =>
    (await Promise.all(people.map(is))).filter(Boolean).length;
  const today = new Date(platform.time.now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const statistics: CourseStatistics[] = (
    await administrator('GET', `/api/statistics/courses?from=${today}&to=${today}`)
  ).body.items;
  const rule = { share: 0.9, elapsedShare: 0, surveyRequired: false };
  return {
    statistics: statistics.find((one) => one.courseId === courseId)?.finished,
    preview: (await staff('POST', `/api/courses/${courseId}/rule/preview`, rule)).body.finished,
    survey: (await staff('GET', `/api/courses/${courseId}/survey/results`)).body.finished,
    list: await count(completes),
    certificates: await count(issued),
  };
}
const all = (n: number) => ({ statistics: n, preview: n, survey: n, list: n, certificates: n });

test.each<[string, Audience, object, number]>([
  ['of another audience than the course', 'everyone', { audience: 'official' }, 3],
  ['of the audience of the course', 'official', { audience: 'official' }, 1],
  ['of everybody with an account', 'resident', { audience: 'everyone' }, 1],
  ['that is known by its address', 'everyone', { visibility: 'unlisted' }, 3],
  ['that has ended', 'official', { audience: 'official', publicUntil: '2026-11-24T03:15:00Z' }, 1],
])('a course with a lecture %s', async (_, audience, described, expected) => {
  platform.time.now = new Date('2026-11-24T03:00:00Z');
  const { courseId, open, limited } = await courseWith(audience, described);
  const people = [await person('resident'), await person('official'), await person('official')];
  for (const one of people) await watchAll(platform, one, [open]);
  await watchAll(platform, people[2] as Browser, [limited]);
  platform.time.now = new Date('2026-11-24T04:00:00Z');
  expect(await finishers(courseId, people)).toEqual(all(expected));
});

test('when the audience of lecture or course changes, all change together', async () => {
  const { courseId, open, limited } = await courseWith('official', { audience: 'official' });
  const people = [await person('resident'), await person('official')];
  for (const one of people) await watchAll(platform, one, [open]);
  const told = async () => {
    const { certificates: _, ...rest } = await finishers(courseId, people);
    return new Set(Object.values(rest));
  };
  expect(await told()).toEqual(new Set([0]));
  await staff('PATCH', `/api/lectures/${limited}`, { audience: 'resident' });
  expect(await finishers(courseId, people)).toEqual(all(2));
  await staff('PATCH', `/api/courses/${courseId}`, { audience: 'resident' });
  expect(await told()).toEqual(new Set([0]));
  await staff('PATCH', `/api/courses/${courseId}`, { audience: 'everyone' });
  expect(await told()).toEqual(new Set([2]));
});

test('whom it is not for is told that a lecture is missing, and not which', async () => {
  const { courseId, open, limited } = await courseWith('official', { audience: 'official' });
  const resident = await person('resident');
  await watchAll(platform, resident, [open]);
  const { completion } = (await resident('GET', `/api/courses/${courseId}`)).body;
  const titles = { title: '', titleEn: '' };
  expect(completion.missing).toEqual([
    { what: 'lecture', lectureId: limited, ...titles, forOthers: true, watchable: false },
  ]);
  expect((await resident('POST', '/api/certificates', { courseId })).body.details).toEqual([
    { field: `lecture.${limited}`, message: expect.stringContaining('another audience') },
  ]);
});
