/** Somebody signs in who watched before without an account: theirs from then on, and counted once. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';
import { consentsTo, signUp } from '../support/links.ts';

const platform = await testApp();
const { db } = platform.context;
afterAll(platform.close);
const staff = await platform.as('staff');

/** Watches stretches of a lecture of 100 s in one session. */
async function watch(browser: Browser, lectureId: string, ...stretches: [from: number, to: number][]) {
  const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
  platform.time.now = new Date(platform.time.now.getTime() + 200_000);
  const segments = stretches.map(([from, to], seq) => ({
    seq,
    from,
    to,
    rate: 1,
    elapsedMs: (to - from) * 1000,
  }));
  const report = { segments, position: stretches.at(-1)?.[1] ?? 0 };
  const reply = await browser('POST', `/api/playback-sessions/${body.id}/played`, report);
  expect(reply.status).toBe(200);
  return body.id as string;
}
const playback = async (browser: Browser, id: string) =>
  (await browser('GET', `/api/lectures/${id}/playback`)).body;
const numbers = async (id: string) => {
  const [row] = await rowsOf(
    db,
    sql`select coalesce(sum(views), 0)::int as views, coalesce(sum(completions), 0)::int as completions,
      coalesce(sum(watched_ms), 0)::int / 1000 as seconds, coalesce(sum(viewers), 0)::int as viewers
      from lecture_days where lecture_id = ${id}`,
  );
  return row;
};

test('half without an account and half with one make a whole, completed once', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [account, browser] = [await platform.as('resident'), await platform.as(null)];
  await watch(account, id, [50, 100]);
  await watch(browser, id, [0, 50]);
  expect(await numbers(id)).toEqual({ views: 2, viewers: 2, completions: 0, seconds: 100 });
  Object.assign(browser.cookies, account.cookies);
  expect(await playback(browser, id)).toMatchObject({ watched: [{ from: 0, to: 100 }], position: 50 });
  expect(await numbers(id)).toEqual({ views: 2, viewers: 1, completions: 1, seconds: 100 });
  const { items } = (await account('GET', '/api/lectures?progress=completed')).body;
  expect(items).toMatchObject([{ id, progress: { completed: true, share: 1 } }]);
});

test('of two completions one is left', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [account, browser] = [await platform.as('resident'), await platform.as(null)];
  for (const one of [account, browser]) await watch(one, id, [0, 100]);
  expect(await numbers(id)).toMatchObject({ viewers: 2, completions: 2 });
  Object.assign(browser.cookies, account.cookies);
  await playback(browser, id);
  expect(await numbers(id)).toEqual({ views: 2, viewers: 1, completions: 1, seconds: 200 });
});

test('a session that was open goes on, and what it sent before is not taken twice', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [account, browser] = [await platform.as('resident'), await platform.as(null)];
  const session = await watch(browser, id, [0, 20]);
  Object.assign(browser.cookies, account.cookies);
  // the report comes before anything else of the account does
  const report = (seq: number, from: number, to: number) =>
    browser('POST', `/api/playback-sessions/${session}/played`, {
      ...{ segments: [{ seq, from, to, rate: 1, elapsedMs: (to - from) * 1000 }], position: to },
    });
  expect((await report(1, 20, 40)).body.watched).toEqual([{ from: 0, to: 40 }]);
  await playback(browser, id);
  expect((await report(0, 0, 20)).body.watched).toEqual([{ from: 0, to: 40 }]);
  expect((await report(2, 40, 60)).body.watched).toEqual([{ from: 0, to: 60 }]);
  expect(await numbers(id)).toEqual({ views: 1, viewers: 1, completions: 0, seconds: 60 });
});

test('staff take nothing over: their viewing is left out, the browser’s is not', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [account, browser] = [await platform.as('staff'), await platform.as(null)];
  await watch(browser, id, [0, 50]);
  Object.assign(browser.cookies, account.cookies);
  expect(await playback(browser, id)).toMatchObject({ watched: [] });
  expect(await numbers(id)).toMatchObject({ viewers: 1 });
});

test('what somebody watched as staff, and is no longer, is taken from where it was counted', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [account, browser] = [await platform.as('staff'), await platform.as(null)];
  await watch(account, id, [0, 100]);
  const accountId = (await account('GET', '/api/session')).body.account.id;
  await db.update(accounts).set({ role: 'resident' }).where(eq(accounts.id, accountId));
  platform.time.now = new Date(platform.time.now.getTime() + 86_400_000);
  await watch(browser, id, [20, 60]);
  const site = () =>
    rowsOf(
      db,
      sql`select staff, sum(newcomers)::int as newcomers from site_days group by staff order by staff`,
    );
  const [others, ofStaff] = await site();
  Object.assign(browser.cookies, account.cookies);
  await playback(browser, id);
  const counted = await rowsOf(
    db,
    sql`
    select staff, t.viewers, t.completions, (covered_ms / 1000)::int as covered,
      (select array_agg(viewers order by day) from lecture_days d where d.lecture_id = t.lecture_id and d.staff = t.staff) as days
    from lecture_totals t where lecture_id = ${id} order by staff`,
  );
  expect(counted).toEqual([
    { staff: false, viewers: 1, completions: 1, covered: 100, days: [1, 1] },
    { staff: true, viewers: 0, completions: 0, covered: 0, days: [0] },
  ]);
  const [seconds] = await rowsOf<{ viewers: number[] }>(
    db,
    sql`select array_agg(viewers order by second) as viewers from retention_deltas
      where lecture_id = ${id} and viewers <> 0`,
  );
  expect(seconds?.viewers).toEqual([1, -1]);
  // on the day before they were at work, and came then for the first time
  expect(await site()).toEqual([{ staff: false, newcomers: Number(others?.newcomers) - 1 }, ofStaff]);
});

test('after signing out the browser begins anew', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [account, browser] = [await platform.as('resident'), await platform.as(null)];
  await watch(browser, id, [0, 50]);
  const own = { ...browser.cookies };
  Object.assign(browser.cookies, account.cookies);
  await playback(browser, id);
  await browser('DELETE', '/api/session');
  for (const name of Object.keys(browser.cookies)) if (!(name in own)) delete browser.cookies[name];
  expect(await playback(browser, id)).toMatchObject({ watched: [], position: 0 });
});

test('whoever said so at sign-up is counted by audience and 시·군; a browser is not', async () => {
  const id = await watchableLecture(platform.context, staff);
  const [browser, other] = [await platform.as(null), await platform.as(null)];
  const account = { email: 'official@example.org', name: '공무원', password: 'correct horse' };
  const said = { audience: 'official', region: 'suwon' } as const;
  expect((await signUp(platform.context, browser, { ...account, ...said })).status).toBe(200);
  const consents = consentsTo(platform.context);
  const { password: _, ...nobody } = { ...account, region: 'atlantis', consents };
  expect((await other('POST', '/api/accounts', nobody)).status).toBe(400);
  for (const one of [browser, other]) await watch(one, id, [0, 10]);
  const rows = await rowsOf(
    db,
    sql`select trait, value, views from lecture_traits where lecture_id = ${id} order by trait`,
  );
  expect(rows).toEqual(Object.entries(said).map(([trait, value]) => ({ trait, value, views: 1 })));
  expect(await numbers(id)).toMatchObject({ views: 2, viewers: 2 });
});
