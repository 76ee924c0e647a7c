/** What people say of themselves and change: access at once, statistics from the next day on, and nothing twice. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const { context, time } = platform;
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');
const passerBy = await platform.as(null);

/** Noon in Seoul; every test has days of its own. */
let first = Date.parse('2026-01-10T03:00:00Z');
const DAY = 86_400_000;
const dayAt = (nth: number) => new Date(first + nth * DAY).toISOString().slice(0, 10);
const goTo = (nth: number) => {
  time.now = new Date(first + nth * DAY);
};
beforeEach(() => {
  first += 30 * DAY;
  goTo(0);
});

async function watch(browser: Browser, lectureId: string, from = 0, to = 20) {
  const { id } = (await browser('POST', '/api/playback-sessions', { lectureId })).body;
  time.now = new Date(time.now.getTime() + 60_000);
  const segments = [{ seq: 0, from, to, rate: 1, elapsedMs: (to - from) * 1000 }];
  expect(
    (await browser('POST', `/api/playback-sessions/${id}/played`, { segments, position: to })).status,
  ).toBe(200);
}
const say = (browser: Browser, body: object) => browser('PATCH', '/api/me', body);

/** Views and viewers by what they said, of those who were there. */
async function counted(of: 'audiences' | 'regions', from: number, to: number) {
  const reply = await administrator('GET', `/api/statistics/${of}?from=${dayAt(from)}&to=${dayAt(to)}`);
  type Row = { audience?: string; region?: string; views: number; viewers: number };
  const rows = (reply.body.items as Row[]).filter(({ views, viewers }) => views !== 0 || viewers !== 0);
  return Object.fromEntries(
    rows.map(({ audience, region, views, viewers }) => [audience ?? region, [views, viewers]]),
  );
}
/** No sum is below what there can be. */
async function expectNoDebts() {
  const debts = await rowsOf(
    context.db,
    sql`select trait, value, day::text from site_traits where least(views, completions, newcomers, watched_ms) < 0
      union all select 'returns', away::text, day::text from site_returns
        where least(viewers, resident, official, suwon, goyang) < 0`,
  );
  expect(debts).toEqual([]);
}

test('one’s own account says it, keeps it, and says nothing again', async () => {
  const person = await platform.as('resident');
  expect((await person('GET', '/api/session')).body.account).toMatchObject({ audience: null, region: null });
  const said = await say(person, { audience: 'official', region: 'suwon' });
  expect(said).toMatchObject({ status: 200, body: { audience: 'official', region: 'suwon', notify: false } });
  expect((await say(person, { region: null })).body).toMatchObject({ audience: 'official', region: null });
  expect((await person('GET', '/api/session')).body.account).toMatchObject({
    audience: 'official',
    region: null,
  });
  for (const wrong of [{}, { region: 'seoul' }, { audience: 1 }]) {
    expect((await say(person, wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
  expect((await say(passerBy, { region: 'suwon' })).status).toBe(401);
});

test('a lecture for one audience opens at once', async () => {
  const id = await watchableLecture(context, staff, { visibility: 'audience', audience: 'official' });
  const person = await platform.as('resident');
  expect((await person('GET', `/api/lectures/${id}/playback`)).body.code).toBe('lecture_audience');
  await say(person, { audience: 'official' });
  expect((await person('GET', `/api/lectures/${id}/playback`)).status).toBe(200);
});

test('a day counts by what held on it, and a change from the next day on', async () => {
  const [one, two] = [await watchableLecture(context, staff), await watchableLecture(context, staff)];
  const person = await platform.as('resident');
  await say(person, { audience: 'resident', region: 'suwon' });
  await watch(person, one);
  await say(person, { audience: 'official', region: 'goyang' });
  await say(person, { audience: 'public_institution' });
  await watch(person, two);
  expect(await counted('audiences', 0, 0)).toEqual({ resident: [2, 1] });
  goTo(1);
  await watch(person, one, 20, 100);
  await watch(person, one, 0, 100);
  expect(await counted('audiences', 1, 1)).toEqual({ public_institution: [2, 1] });
  expect(await counted('regions', 1, 1)).toEqual({ goyang: [2, 1] });
  // one person, of what they were on the first day on which they came
  expect(await counted('audiences', 0, 1)).toEqual({ resident: [2, 1], public_institution: [2, 0] });
  const [completion] = await rowsOf(
    context.db,
    sql`select value, completions from lecture_traits where lecture_id = ${one} and completions > 0 and trait = 'audience'`,
  );
  expect(completion).toEqual({ value: 'public_institution', completions: 1 });
  await expectNoDebts();
});

test('what a browser watched before becomes the account’s by what held on each day', async () => {
  const id = await watchableLecture(context, staff);
  const browser = await platform.as(null);
  await watch(browser, id);
  goTo(1);
  const person = await platform.as('resident');
  await say(person, { audience: 'resident' });
  await watch(person, id, 0, 100);
  await say(person, { audience: 'official' });
  goTo(2);
  await watch(browser, id);
  await watch(person, id);
  goTo(3);
  Object.assign(browser.cookies, person.cookies);
  expect((await browser('GET', `/api/lectures/${id}/playback`)).body.watched).toEqual([{ from: 0, to: 100 }]);
  expect(await counted('audiences', 0, 2)).toEqual({ unknown: [2, 0], resident: [1, 1], official: [1, 0] });
  expect(await counted('audiences', 2, 2)).toEqual({ unknown: [1, 0], official: [1, 1] });
  await expectNoDebts();
});

test('a rule that is changed counts completions by what holds on that day', async () => {
  const course = (await staff('POST', '/api/courses', { title: '협치 입문' })).body.id;
  const id = await watchableLecture(context, staff, { courseId: course });
  const person = await platform.as('resident');
  await say(person, { audience: 'resident' });
  await watch(person, id, 0, 60);
  goTo(1);
  await say(person, { audience: 'official' });
  const rule = { share: 0.5, elapsedShare: 0, surveyRequired: false, from: 1 };
  const changed = await administrator('PUT', `/api/courses/${course}/rule`, rule);
  expect(changed.status).toBeLessThan(300);
  const rows = await rowsOf(
    context.db,
    sql`select value, completions from lecture_traits where lecture_id = ${id} and completions > 0`,
  );
  expect(rows).toEqual([{ value: 'resident', completions: 1 }]);
});
