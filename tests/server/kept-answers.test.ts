/** Lists that many look at are found once, and nobody is told less than what was committed when they asked. */
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { createKeptAnswers } from '../../server/catalogue/kept-answers.ts';
import { lectures, recordings } from '../../server/database/schema/schema.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context, time } = platform;
const staff = await platform.as('staff');
const passerBy = await platform.as(null);

const titles = async (path = '/api/lectures?sort=title'): Promise<string[]> =>
  (await passerBy('GET', path)).body.items.map(({ title }: { title: string }) => title);

/** Answers that count how often they were found. */
function counting() {
  const keep = createKeptAnswers(context.db);
  let found = 0;
  const ask = (question = 'list', now = time.now) => keep(question, now, async () => ++found);
  return { keep, ask };
}

test('an answer is found once for all who ask the same, and anew after a change that another process made', async () => {
  const { ask } = counting();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask('another')).toBe(2);
  expect(await ask()).toBe(1);
  const id = await watchableLecture(context, staff, { title: '변경' });
  expect(await ask()).toBe(3);
  await context.db.update(recordings).set({ waiting: true }).where(eq(recordings.lectureId, id));
  expect(await ask()).toBe(4);
  await context.db.delete(lectures).where(eq(lectures.id, id));
  expect(await ask()).toBe(5);
});

test('what a transaction changes counts from its commit on', async () => {
  const { ask } = counting();
  await context.db.transaction(async (tx) => {
    await tx.update(lectures).set({ title: '아직' });
    await ask();
    expect(await ask()).toBe(1);
  });
  expect(await ask()).toBe(2);
});

test('how far a transcode has come changes no list', async () => {
  await watchableLecture(context, staff, { title: '진행' });
  const { ask } = counting();
  await ask();
  await context.db.update(recordings).set({ secondsDone: 3 });
  expect(await ask()).toBe(1);
});

test('an answer lives for a minute', async () => {
  const { ask } = counting();
  const after = (ms: number) => new Date(time.now.getTime() + ms);
  await ask();
  expect(await ask('list', after(59_999))).toBe(1);
  expect(await ask('list', after(60_000))).toBe(2);
});

test('what could not be found is not kept', async () => {
  const { keep, ask } = counting();
  const fails = () => Promise.reject(new Error('away'));
  await expect(keep('list', time.now, fails)).rejects.toThrow('away');
  expect(await ask()).toBe(1);
});

test('a list tells at once what was published, and what was taken back', async () => {
  expect(await titles()).not.toContain('바로 보임');
  const id = await watchableLecture(context, staff, { title: '바로 보임' });
  expect(await titles()).toContain('바로 보임');
  await staff('PATCH', `/api/lectures/${id}`, { visibility: 'draft' });
  expect(await titles()).not.toContain('바로 보임');
});

test('a lecture comes and goes when its time does, though nothing changes then', async () => {
  const at = (seconds: number) => new Date(time.now.getTime() + seconds * 1000);
  const [publicFrom, publicUntil] = [at(20).toISOString(), at(40).toISOString()];
  await watchableLecture(context, staff, { title: '잠시', field: '잠시', publicFrom, publicUntil });
  const fields = async () => JSON.stringify((await passerBy('GET', '/api/fields')).body);
  expect(await titles()).not.toContain('잠시');
  expect(await fields()).not.toContain('잠시');
  time.now = at(20);
  expect(await titles()).toContain('잠시');
  expect(await fields()).toContain('잠시');
  time.now = at(20);
  expect(await titles()).not.toContain('잠시');
  expect(await fields()).not.toContain('잠시');
});

test('nobody is told what was found for somebody who may see more', async () => {
  await watchableLecture(context, staff, { title: '회원만', visibility: 'signed_in' });
  const resident = await platform.as('resident');
  const { body } = await resident('GET', '/api/lectures?sort=title');
  expect(body.items.map(({ title }: { title: string }) => title)).toContain('회원만');
  expect(await titles()).not.toContain('회원만');
});
