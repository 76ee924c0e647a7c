/** Old rows of the ledger go, and no number changes. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { retire } from '../../server/privacy/retire.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp({ LEDGER_DAYS: '30' });
const { db } = platform.context;
afterAll(platform.close);
const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};
const open = async (browser: Browser, lectureId: string) =>
  (await browser('POST', '/api/playback-sessions', { lectureId })).body.id as string;
const report = (browser: Browser, session: string, seq: number, from: number, to: number) =>
  browser('POST', `/api/playback-sessions/${session}/played`, {
    ...{ segments: [{ seq, from, to, rate: 1, elapsedMs: (to - from) * 1000 }], position: to },
  });
const ledger = async () => (await rowsOf(db, sql`select 1 from played_segments`)).length;
/** Every sum there is, and what viewers watched. */
const sums = async () => {
  const tables = ['watched', 'retention_deltas', 'lecture_days', 'lecture_traits', 'lecture_totals'];
  const more = [
    'lecture_months',
    'lecture_returns',
    'manager_days',
    'manager_returns',
    'course_progress',
    'site_days',
  ];
  const all = [...tables, ...more, 'site_traits', 'site_returns', 'site_hours'].map((name) =>
    rowsOf(db, sql.raw(`select t::text from ${name} t order by 1`)),
  );
  return Promise.all(all);
};

test('what came long ago is removed, what is new stays, and all numbers are the same', async () => {
  const id = await watchableLecture(platform.context, await platform.as('staff'));
  const viewer = await platform.as(null);
  const old = await open(viewer, id);
  later(60);
  await report(viewer, old, 0, 0, 40);
  await report(viewer, old, 1, 60, 70);
  later(31 * 86_400);
  const fresh = await open(viewer, id);
  later(60);
  await report(viewer, fresh, 0, 30, 50);

  const before = await sums();
  expect(await ledger()).toBe(3);
  expect(await retire(platform.context, 'segments')).toBe(2);
  expect(await ledger()).toBe(1);
  expect(await sums()).toEqual(before);
  expect(await retire(platform.context, 'segments')).toBe(0);

  // sent again after all that time: acknowledged, and counted no second time
  const again = await report(viewer, old, 0, 0, 40);
  expect([again.status, again.body.share]).toEqual([200, 0.6]);
  const counted = ([, ...rest]: unknown[][]) => rest;
  expect(counted(await sums())).toEqual(counted(before));
});

test('a long session keeps its rows while it may still report', async () => {
  const id = await watchableLecture(platform.context, await platform.as('staff'));
  const viewer = await platform.as(null);
  const session = await open(viewer, id);
  later(29 * 86_400);
  await report(viewer, session, 0, 0, 40);
  expect(await ledger()).toBe(2);
  later(2 * 86_400);
  await retire(platform.context, 'segments');
  expect(await ledger()).toBe(1);
});
