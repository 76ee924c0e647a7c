/** Another rule of a course: what it would change is said before, and what it changes is in every sum. */
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { CourseRule, Rule, RuleEffect } from '../../server/contract/completion.ts';
import { only, rowsOf } from '../../server/database/client.ts';
import { seoulDay } from '../../server/progress/days.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const DURATION = 100;
const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);
const staff = await platform.as('staff');

const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};

async function courseOf(lectures: number, rule?: Rule) {
  const { body: course } = await staff('POST', '/api/courses', { title: '협치 입문', ...(rule && { rule }) });
  const lectureIds: string[] = [];
  for (let nth = 0; nth < lectures; nth++)
    lectureIds.push(
      await watchableLecture(platform.context, staff, { duration: DURATION, courseId: course.id }),
    );
  return { courseId: course.id as string, lectureIds };
}

/** Watches from the beginning, in one session. */
async function watch(browser: Browser, lectureId: string, seconds: number, speed = 1) {
  const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
  const elapsedMs = Math.round((seconds / speed) * 1000);
  later(elapsedMs / 1000 + 0.01);
  const segments = [{ seq: 0, from: 0, to: seconds, rate: speed, elapsedMs }];
  return (await browser('POST', `/api/playback-sessions/${body.id}/played`, { segments, position: seconds }))
    .body;
}

const noSurvey = { surveyRequired: false };
const preview = async (courseId: string, rule: Rule & Partial<CourseRule>): Promise<RuleEffect> =>
  (await staff('POST', `/api/courses/${courseId}/rule/preview`, { ...noSurvey, ...rule })).body;
const save = (courseId: string, rule: Rule & Partial<CourseRule>, from: number, browser = staff) =>
  browser('PUT', `/api/courses/${courseId}/rule`, { ...noSurvey, ...rule, from });
const completed = async (browser: Browser, lectureId: string) =>
  (await browser('GET', `/api/lectures/${lectureId}`)).body.progress.completed as boolean;

/** Completions of these lectures in each table of sums, and people of the course by how much they completed. */
async function sums(courseId: string, lectureIds: readonly string[]) {
  const ids = sql`${sql.param(lectureIds)}::uuid[]`;
  const [row] = await rowsOf(
    db,
    sql`
    select (select coalesce(sum(completions), 0)::int from lecture_days where lecture_id = any(${ids})) as days,
      (select coalesce(sum(completions), 0)::int from lecture_totals where lecture_id = any(${ids})) as totals,
      (select count(completed_at)::int from watched where lecture_id = any(${ids})) as watched`,
  );
  const people = await rowsOf<{ completed: number; people: number }>(
    db,
    sql`select completed, people from course_progress
      where course_id = ${courseId} and manager_id is null and people <> 0 order by completed`,
  );
  return { ...row, people: Object.fromEntries(people.map((one) => [one.completed, one.people])) };
}

describe('a laxer rule', () => {
  test('is previewed, completes at once who meets it, and is counted on that day', async () => {
    const { courseId, lectureIds } = await courseOf(2);
    const [a = '', b = ''] = lectureIds;
    const [whole, half, begun] = [
      await platform.as('resident'),
      await platform.as(null),
      await platform.as('resident'),
    ];
    for (const id of lectureIds) await watch(whole, id, 95);
    for (const id of lectureIds) await watch(half, id, 60);
    await watch(begun, a, 60);
    await watch(staff, b, 60);
    later(86_400);
    const lax = { share: 0.6, elapsedShare: 0 };
    expect(await preview(courseId, lax)).toEqual({ people: 3, finished: 1, finishedThen: 2, needMore: 0 });
    expect(await sums(courseId, lectureIds)).toEqual({
      days: 2,
      totals: 2,
      watched: 2,
      people: { 0: 2, 2: 1 },
    });

    const saved = await save(courseId, lax, 1);
    expect(saved.body.versions).toMatchObject([
      { version: 2, ...lax, createdBy: 'staff', createdAt: platform.time.now.toISOString() },
      { version: 1, share: 0.9, elapsedShare: 0, createdBy: 'staff' },
    ]);
    expect(await sums(courseId, lectureIds)).toEqual({
      days: 6,
      totals: 6,
      watched: 6,
      people: { 1: 1, 2: 2 },
    });
    const today = await rowsOf(
      db,
      sql`select staff, sum(completions)::int as completions from lecture_days
        where lecture_id = any(${sql.param(lectureIds)}::uuid[]) and day = ${seoulDay(platform.time.now)}
        group by staff order by staff`,
    );
    expect(today).toEqual([
      { staff: false, completions: 3 },
      { staff: true, completions: 1 },
    ]);
    expect(await completed(half, a)).toBe(true);
    expect(await preview(courseId, lax)).toMatchObject({ finished: 2, finishedThen: 2 });
  });

  test('is met by a report that was on its way when it was saved', async () => {
    const { courseId, lectureIds } = await courseOf(1);
    const [id = ''] = lectureIds;
    const viewers = await Promise.all(Array.from({ length: 8 }, () => platform.as(null)));
    const opened = await Promise.all(
      viewers.map(
        async (viewer) => (await viewer('POST', '/api/playback-sessions', { lectureId: id })).body.id,
      ),
    );
    later(200);
    const segments = [{ seq: 0, from: 0, to: 60, rate: 1, elapsedMs: 60_000 }];
    await Promise.all([
      ...viewers.map((viewer, nth) =>
        viewer('POST', `/api/playback-sessions/${opened[nth]}/played`, { segments, position: 60 }),
      ),
      save(courseId, { share: 0.5, elapsedShare: 0 }, 1),
    ]);
    expect(await Promise.all(viewers.map((viewer) => completed(viewer, id)))).toEqual(
      viewers.map(() => true),
    );
    expect(await sums(courseId, lectureIds)).toEqual({ days: 8, totals: 8, watched: 8, people: { 1: 8 } });
  });
});

test('a stricter rule takes nothing back, and says who needs more', async () => {
  const { courseId, lectureIds } = await courseOf(1, { share: 0.5, elapsedShare: 0 });
  const [id = ''] = lectureIds;
  const [whole, fast, begun] = [await platform.as(null), await platform.as(null), await platform.as(null)];
  await watch(whole, id, 50);
  expect(await watch(fast, id, 40, 2)).toMatchObject({ missing: [{ what: 'covered', has: 40, needs: 50 }] });
  await watch(begun, id, 45);
  const strict = { share: 0.5, elapsedShare: 0.4 };
  expect(await preview(courseId, strict)).toEqual({ people: 3, finished: 1, finishedThen: 1, needMore: 1 });
  expect((await save(courseId, strict, 1)).status).toBe(200);
  expect(await completed(whole, id)).toBe(true);
  expect((await fast('GET', `/api/lectures/${id}`)).body.progress).toMatchObject({
    missing: [
      { what: 'covered', has: 40, needs: 50 },
      { what: 'elapsed', has: 20, needs: 40 },
    ],
    unseen: [{ from: 40, to: 100 }],
  });
  expect(await watch(begun, id, 50)).toMatchObject({ completed: true, missing: [] });
});

test('the same again is no new version; another since then is a conflict; what cannot be is refused', async () => {
  const { courseId } = await courseOf(0);
  expect((await save(courseId, { share: 0.9, elapsedShare: 0 }, 1)).body.versions).toHaveLength(1);
  const both = await Promise.all([0.8, 0.7].map((share) => save(courseId, { share, elapsedShare: 0 }, 1)));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await save(courseId, { share: 0.05, elapsedShare: 0 }, 2)).status).toBe(400);
  expect((await save(crypto.randomUUID(), { share: 0.5, elapsedShare: 0 }, 1)).status).toBe(404);
  const resident = await platform.as('resident');
  expect((await save(courseId, { share: 0.5, elapsedShare: 0 }, 2, resident)).status).toBe(403);
  expect((await resident('GET', `/api/courses/${courseId}/rule`)).status).toBe(403);
  const nobody = await platform.as(null);
  expect((await nobody('GET', `/api/courses/${courseId}/rule`)).status).toBe(401);
});

test('a lecture that comes under another course’s rule, or under none, completes by that', async () => {
  const [strict, lax] = [await courseOf(1), await courseOf(0, { share: 0.5, elapsedShare: 0 })];
  const [id = ''] = strict.lectureIds;
  const viewer = await platform.as(null);
  await watch(viewer, id, 60);
  await staff('PATCH', `/api/lectures/${id}`, { courseId: lax.courseId });
  expect(await completed(viewer, id)).toBe(true);
  expect(await sums(lax.courseId, [id])).toEqual({ days: 1, totals: 1, watched: 1, people: { 1: 1 } });

  const all = await courseOf(1, { share: 1, elapsedShare: 0 });
  const [whole = ''] = all.lectureIds;
  await watch(viewer, whole, 95);
  expect(await completed(viewer, whole)).toBe(false);
  expect((await staff('DELETE', `/api/courses/${all.courseId}`)).status).toBe(204);
  expect(await completed(viewer, whole)).toBe(true);
});

test('an administrator reads why somebody has not completed what, and that is in the audit log', async () => {
  const { courseId, lectureIds } = await courseOf(2, { share: 0.9, elapsedShare: 0.5 });
  const [administrator, resident] = [await platform.as('administrator'), await platform.as('resident')];
  const { id, name } = (await resident('GET', '/api/session')).body.account;
  const look = (browser: Browser) => browser('GET', `/api/accounts/${id}/lectures`);
  expect((await look(administrator)).body).toMatchObject({ id, name, lectures: [] });
  const alone = await watchableLecture(platform.context, staff, { duration: DURATION });
  await watch(resident, alone, 100);
  await watch(resident, lectureIds[1] ?? '', 80, 2);
  const missing = [
    { what: 'covered', has: 80, needs: 90 },
    { what: 'elapsed', has: 40, needs: 50 },
  ];
  expect((await look(administrator)).body.lectures).toMatchObject([
    { id: lectureIds[0], courseId, progress: null },
    { id: lectureIds[1], courseId, progress: { missing, unseen: [{ from: 80, to: 100 }] } },
    { id: alone, courseId: null, progress: { completed: true, missing: [] } },
  ]);
  const entries = await rowsOf(
    db,
    sql`select action, subject_id, people from audit_entries where action = 'progress.read'`,
  );
  const entry = { action: 'progress.read', subject_id: id, people: [id] };
  expect(entries).toEqual([entry, entry]);
  for (const [browser, status] of [
    [staff, 403],
    [resident, 403],
    [await platform.as(null), 401],
  ] as const)
    expect((await look(browser)).status).toBe(status);
  expect((await administrator('GET', `/api/accounts/${crypto.randomUUID()}/lectures`)).status).toBe(404);
});

/** What the people of a course have, and what a rule makes of it, the plain way. */
type Person = { parts: { seconds: number; speed: number }[] };
const meets = ({ seconds, speed }: Person['parts'][number], { share, elapsedShare }: Rule) =>
  seconds >= share * DURATION && seconds / speed >= elapsedShare * DURATION;

test('preview, completions and sums equal a plain model', async () => {
  const part = fc.record({ seconds: fc.integer({ min: 1, max: 99 }), speed: fc.constantFrom(1, 2) });
  const rule = fc.record({
    share: fc.integer({ min: 1, max: 9 }).map((n) => n / 10),
    elapsedShare: fc.integer({ min: 0, max: 9 }).map((n) => n / 10),
  });
  const person = fc.record({ parts: fc.array(part, { minLength: 1, maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 4 }),
      rule,
      rule,
      async (people, first, second) => {
        const { courseId, lectureIds } = await courseOf(2, first);
        for (const { parts } of people) {
          const browser = await platform.as(null);
          for (const [nth, { seconds, speed }] of parts.entries())
            await watch(browser, lectureIds[nth] ?? '', seconds, speed);
        }
        const before = people.map(({ parts }) => parts.map((one) => meets(one, first)));
        const after = people.map(({ parts }, who) =>
          parts.map((one, nth) => before[who]?.[nth] || meets(one, second)),
        );
        const isFinished = (parts: readonly (boolean | undefined)[] = []) =>
          parts.length === 2 && parts.every(Boolean);
        const more = {
          share: second.share > first.share ? second.share : 0,
          elapsedShare: second.elapsedShare > first.elapsedShare ? second.elapsedShare : 0,
        };
        const isRaised = more.share > 0 || more.elapsedShare > 0;
        const needMore = people.filter(({ parts }, who) => {
          const lacks = [0, 1].some((nth) => {
            const one = parts[nth];
            return !one || (!before[who]?.[nth] && !meets(one, more));
          });
          return isRaised && lacks && !isFinished(after[who]);
        });
        expect(await preview(courseId, second)).toEqual({
          people: people.length,
          finished: before.filter(isFinished).length,
          finishedThen: after.filter(isFinished).length,
          needMore: needMore.length,
        });
        expect((await save(courseId, second, 1)).status).toBe(200);
        const total = after.flat().filter(Boolean).length;
        const by = Map.groupBy(after, (parts) => parts.filter(Boolean).length);
        expect(only([await sums(courseId, lectureIds)])).toEqual({
          ...{ days: total, totals: total, watched: total },
          people: Object.fromEntries([...by].map(([n, { length }]) => [n, length])),
        });
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);
