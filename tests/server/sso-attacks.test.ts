/** Single sign-on under attack, at a real provider: nobody gets in who did not begin it, and it leads nowhere else. */
import { afterAll, expect, test } from 'vitest';
import { ssoFlows } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { begin, enter, openEmployer, pathOf, who } from '../support/employer.ts';
import { passProvider } from '../support/oidc.ts';

const provider = await openEmployer();
const { employee } = provider;
const platform = await testApp(provider.settings);
const { db } = platform.context;
afterAll(async () => {
  await platform.close();
  await provider.close();
});

const failed = '/sign-in?sso=failed';
const asks = async (browser: Browser, path: string) => (await browser('GET', path)).headers.location;

test('another state, none, and somebody else’s way back sign in nobody', async () => {
  const { sub } = employee();
  const browser = await platform.as(null);
  const wrong = await passProvider(await begin(browser), sub);
  wrong.searchParams.set('state', 'x'.repeat(43));
  expect(await asks(browser, pathOf(wrong))).toBe(failed);
  const none = await passProvider(await begin(browser), sub);
  none.searchParams.delete('state');
  expect(await asks(browser, pathOf(none))).toBe(failed);
  // login CSRF: a stranger's way back, opened in a browser that began nothing, or another sign-in
  const strangers = await passProvider(await begin(await platform.as(null)), sub);
  expect(await asks(await platform.as(null), pathOf(strangers))).toBe(failed);
  await begin(browser);
  expect(await asks(browser, pathOf(strangers))).toBe(failed);
  expect(await who(browser)).toBeNull();
});

test('a code is of use once, and only to who asked for it', async () => {
  const { sub } = employee();
  const victim = await platform.as(null);
  const came = await passProvider(await begin(victim), sub);
  const cookies = { ...victim.cookies };
  expect(await asks(victim, pathOf(came))).toBe('/');
  const replay = await platform.as(null);
  Object.assign(replay.cookies, { madang_sso: cookies.madang_sso });
  expect(await asks(replay, pathOf(came))).toBe(failed);
  expect(await who(replay)).toBeNull();

  // a code that was stolen on its way, put into a sign-in of the thief's: PKCE
  const stolen = (await passProvider(await begin(await platform.as(null)), sub)).searchParams.get('code');
  const thief = await platform.as(null);
  const own = await passProvider(await begin(thief), employee().sub);
  own.searchParams.set('code', stolen ?? '');
  expect(await asks(thief, pathOf(own))).toBe(failed);
  expect(await who(thief)).toBeNull();
});

test('an ID token of another sign-in, an answer of another provider, and one that is too late are refused', async () => {
  const { sub } = employee();
  const browser = await platform.as(null);
  const nonce = await passProvider(await begin(browser), sub);
  await db.update(ssoFlows).set({ nonce: 'of another sign-in' });
  expect(await asks(browser, pathOf(nonce))).toBe(failed);
  const mixed = await passProvider(await begin(browser), sub);
  mixed.searchParams.set('iss', 'https://other.example.org');
  expect(await asks(browser, pathOf(mixed))).toBe(failed);
  const late = await passProvider(await begin(browser), sub);
  platform.time.now = new Date(platform.time.now.getTime() + 601_000);
  expect(await asks(browser, pathOf(late))).toBe(failed);
  expect(await who(browser)).toBeNull();
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  '/x/..//evil.example',
  'javascript:alert(1)',
  '/%0d%0aSet-Cookie:x=1',
  '/\r\nSet-Cookie: x=1',
  'x',
])('leads nowhere else: %j', async (next) => {
  const browser = await platform.as(null);
  const leads = await enter(browser, employee().sub, next);
  expect(new URL(leads, 'http://localhost:3000').origin).toBe('http://localhost:3000');
  expect(leads).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
});

test('a session that was put into the browser before is over, and another account’s is', async () => {
  const { sub } = employee();
  const browser = await platform.as('resident');
  const planted = { ...browser.cookies };
  await enter(browser, sub);
  expect(browser.cookies.madang_session).not.toBe(planted.madang_session);
  const attacker = await platform.as(null);
  Object.assign(attacker.cookies, planted);
  expect(await who(attacker)).toBeNull();
});

test('another site’s page begins none', async () => {
  const browser = await platform.as(null);
  const begun = await browser('POST', '/api/sso', {}, { 'sec-fetch-site': 'cross-site' });
  expect(begun.status).toBe(403);
  expect(begun.headers['set-cookie']).toBeUndefined();
});
