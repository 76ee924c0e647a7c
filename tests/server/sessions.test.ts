/** Being signed in: how long, where, and that nobody takes it over. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { beginning, isWorthMoving, moved, secondsLeft } from '../../server/accounts/session-limits.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { rowsOf } from '../../server/database/client.ts';
import { ACCOUNT_HEADER } from '../../shared/account-header.ts';
import { testApp } from '../support/app.ts';

const COOKIE = 'madang_session';
const PASSWORD = 'what nobody guesses';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const platform = await testApp();
afterAll(platform.close);
let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

type Browser = Awaited<ReturnType<typeof platform.as>>;
const newAccount = async (role: Role, of = platform) => {
  const email = `${crypto.randomUUID()}@example.org`;
  await insertAccount(of.context.db, { email, name: role, role, passwordHash });
  return email;
};
const signIn = async (browser: Browser, email: string, headers = {}) => {
  const reply = await browser('POST', '/api/session', { email, password: PASSWORD }, headers);
  expect(reply.status).toBe(200);
  return reply;
};
const signedIn = async (role: Role, email?: string, headers = {}) => {
  const browser = await platform.as(null);
  await signIn(browser, email ?? (await newAccount(role)), headers);
  return browser;
};
const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};
const leftOf = async (browser: Browser) => (await browser('GET', '/api/session')).body.left;
const isIn = async (browser: Browser) => (await browser('GET', '/api/session')).body.account !== null;
/** Somebody does something. */
const act = (browser: Browser) => browser('GET', '/api/me/sessions');

describe('limits', () => {
  const now = new Date('2026-11-24T03:00:00Z');
  const on = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  test('a session moves on with what is done, up to its end', () => {
    const session = beginning({ idle: 100, total: 250 }, now);
    expect(secondsLeft(session, now)).toEqual({ idle: 100, total: 250 });
    const used = { ...session, ...moved(session, on(90)) };
    expect(secondsLeft(used, on(90))).toEqual({ idle: 100, total: 160 });
    const again = { ...used, ...moved(used, on(180)) };
    expect(secondsLeft(again, on(180))).toEqual({ idle: 70, total: 70 });
    expect(secondsLeft(again, on(999))).toEqual({ idle: 0, total: 0 });
  });

  test('is written once a minute', () => {
    const session = beginning({ idle: 100, total: 250 }, now);
    expect(isWorthMoving(session, on(59))).toBe(false);
    expect(isWorthMoving(session, on(60))).toBe(true);
  });
});

describe.each<[Role, number, number]>([
  ['resident', 14 * DAY, 90 * DAY],
  ['staff', HOUR, DAY],
  ['administrator', 30 * MINUTE, DAY],
])('%s', (role, idle, total) => {
  test('is signed out after quiet, and not while something is done', async () => {
    const browser = await signedIn(role);
    expect(await leftOf(browser)).toEqual({ idle, total });
    later(idle - 1);
    expect((await act(browser)).status).toBe(200);
    expect(await leftOf(browser)).toMatchObject({ idle });
    later(idle);
    expect((await act(browser)).status).toBe(401);
    expect(await isIn(browser)).toBe(false);
  });

  test('is signed out after the longest time, whatever is done', async () => {
    const browser = await signedIn(role);
    for (let at = 0; at + idle / 2 < total; at += idle / 2) {
      expect((await act(browser)).status).toBe(200);
      later(idle / 2);
    }
    const rest = total % (idle / 2) || idle / 2;
    expect(await leftOf(browser)).toEqual({ idle: rest, total: rest });
    later(rest);
    expect((await act(browser)).status).toBe(401);
  });
});

test('what a page asks by itself keeps nobody signed in; “I am still here” does', async () => {
  const browser = await signedIn('staff');
  const { id } = (await browser('POST', '/api/lectures', { title: '강의' })).body;
  for (let n = 0; n < 5; n += 1) {
    later(10 * MINUTE);
    expect((await browser('PUT', `/api/lectures/${id}/editing`, {})).status).toBe(200);
    expect(await leftOf(browser)).toMatchObject({ idle: HOUR - (n + 1) * 10 * MINUTE });
  }
  expect((await browser('PUT', '/api/session')).body.left).toMatchObject({ idle: HOUR });
  later(HOUR);
  expect((await browser('PUT', '/api/session')).status).toBe(401);
});

describe('a token', () => {
  test('is 256 random bits, of which only the hash is kept', async () => {
    const browser = await signedIn('resident');
    const token = browser.cookies[COOKIE] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const [row] = await rowsOf<{ whole: string; hash: number }>(
      platform.context.db,
      sql`select sessions::text as whole, length(token_hash) as hash from sessions order by created_at desc limit 1`,
    );
    expect(row?.hash).toBe(32);
    const bytes = Buffer.from(token, 'base64url');
    for (const known of [token, bytes.toString('hex'), Buffer.from(token).toString('hex')]) {
      expect(row?.whole).not.toContain(known);
    }
  });

  test('that somebody put into a browser is not what its owner is signed in with', async () => {
    // the attacker's own session, and one that is made up
    const attacker = await signedIn('resident');
    for (const planted of [attacker.cookies[COOKIE] ?? '', 'A'.repeat(43)]) {
      const victim = await platform.as(null);
      victim.cookies[COOKIE] = planted;
      await signIn(victim, await newAccount('staff'));
      expect(victim.cookies[COOKIE]).not.toBe(planted);
      const thief = await platform.as(null);
      thief.cookies[COOKIE] = planted;
      expect(await isIn(thief)).toBe(false);
    }
  });

  test('is new at every sign-in, and the one before is of no use', async () => {
    const email = await newAccount('resident');
    const browser = await signedIn('resident', email);
    const before = browser.cookies[COOKIE] ?? '';
    await signIn(browser, email);
    const thief = await platform.as(null);
    thief.cookies[COOKIE] = before;
    expect(await isIn(thief)).toBe(false);
    expect(await isIn(browser)).toBe(true);
  });

  test('of before a change of rights is of no use after it', async () => {
    const browser = await signedIn('resident');
    const { id } = (await browser('GET', '/api/session')).body.account;
    const administrator = await platform.as('administrator');
    expect((await administrator('PATCH', `/api/accounts/${id}`, { role: 'staff' })).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
  });
});

describe('where one is signed in', () => {
  const PHONE =
    'Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36';

  test('is listed, and one of them is signed out from another', async () => {
    const email = await newAccount('staff');
    const office = await signedIn('staff', email);
    later(1);
    const phone = await signedIn('staff', email, { 'user-agent': PHONE });
    const { items } = (await office('GET', '/api/me/sessions')).body;
    expect(items).toMatchObject([
      { browser: 'samsung_internet', system: 'android', current: false },
      { browser: 'other', system: 'other', current: true },
    ]);
    expect(JSON.stringify(items)).not.toContain(office.cookies[COOKIE]);
    expect((await office('DELETE', `/api/me/sessions/${items[0].id}`)).status).toBe(204);
    expect(await isIn(phone)).toBe(false);
    expect(await isIn(office)).toBe(true);
    expect((await office('DELETE', `/api/me/sessions/${items[0].id}`)).status).toBe(404);
  });

  test('is nobody else’s business', async () => {
    const own = await signedIn('resident');
    const [{ id }] = (await own('GET', '/api/me/sessions')).body.items;
    for (const role of ['resident', 'staff', 'administrator'] as const) {
      const other = await signedIn(role);
      expect((await other('DELETE', `/api/me/sessions/${id}`)).status).toBe(404);
      expect((await other('GET', '/api/me/sessions')).body.items).toHaveLength(1);
    }
    expect((await (await platform.as(null))('DELETE', `/api/me/sessions/${id}`)).status).toBe(401);
    expect(await isIn(own)).toBe(true);
  });

  test('everywhere is left at once', async () => {
    const email = await newAccount('resident');
    const browsers = [await signedIn('resident', email), await signedIn('resident', email)];
    const stranger = await signedIn('resident');
    const reply = await browsers[0]?.('DELETE', '/api/me/sessions');
    expect(reply?.status).toBe(204);
    for (const browser of browsers) expect(await isIn(browser)).toBe(false);
    expect(await isIn(stranger)).toBe(true);
  });
});

test('over HTTPS the cookie is bound to the host, and no other is taken for it', async () => {
  const secure = await testApp({ MADANG_PUBLIC_URL: 'https://lectures.example.org' });
  const browser = await secure.as(null);
  const email = await newAccount('resident', secure);
  const { headers } = await browser('POST', '/api/session', { email, password: PASSWORD });
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(
    /^__Host-madang_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const plain = await secure.as(null);
  plain.cookies[COOKIE] = browser.cookies[`__Host-${COOKIE}`] ?? '';
  expect((await plain('GET', '/api/session')).body.account).toBeNull();
  await secure.close();
});

test('what somebody wrote is not saved by whoever signed in with the same browser since', async () => {
  const [writer, others] = [
    await signedIn('staff'),
    [await signedIn('administrator'), await signedIn('resident')],
  ];
  const { id } = (await writer('POST', '/api/lectures', { title: '강의' })).body;
  const { account } = (await writer('GET', '/api/session')).body;
  const save = (browser: Browser) =>
    browser('PATCH', `/api/lectures/${id}`, { title: '고친 강의' }, { [ACCOUNT_HEADER]: account.id });
  for (const other of others)
    expect(await save(other)).toMatchObject({ status: 409, body: { code: 'other_account' } });
  expect((await writer('GET', `/api/lectures/${id}`)).body.title).toBe('강의');
  expect((await save(writer)).status).toBe(200);
});
