/** Signing in with the account of one's institution: a real provider says who somebody is, and what. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { accountWithHash, insertAccount } from '../../server/accounts/queries.ts';
import { sendLink } from '../../server/accounts/send-link.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { accountLinks, accounts, identities } from '../../server/database/schema/schema.ts';
import type { Mail } from '../../server/mail/mail.ts';
import { type Browser, testApp } from '../support/app.ts';
import { begin, CALLBACK, enter, newAddress, openEmployer, pathOf, who } from '../support/employer.ts';
import { passProvider, startProvider } from '../support/oidc.ts';

const provider = await openEmployer();
const { employee, settings: SETTINGS } = provider;
const platform = await testApp(SETTINGS);
const { context } = platform;
const { db } = context;
afterAll(async () => {
  await platform.close();
  await provider.close();
});

const PASSWORD = 'a long password';
const passwordHash = await hashPassword(PASSWORD);
const localAccount = async (email: string, role: Role = 'resident') => {
  const account = await insertAccount(db, { email, name: '도민', role, passwordHash });
  if (!account) throw new Error('taken');
  return account;
};
const withPassword = async (email: string, browser?: Browser) =>
  (browser ?? (await platform.as(null)))('POST', '/api/session', { email, password: PASSWORD });

describe('who comes in', () => {
  test('somebody new is a resident with the name and address that the institution gives', async () => {
    expect((await (await platform.as(null))('GET', '/api/sso')).body).toEqual({ name: '경기도청' });
    const { sub, email } = employee({ email: newAddress().toUpperCase() });
    const browser = await platform.as(null);
    expect(await enter(browser, sub, '/lectures?q=1#x')).toBe('/lectures?q=1#x');
    const account = await who(browser);
    expect(account).toMatchObject({ email: email.toLowerCase(), name: '홍길동', role: 'resident' });
    expect(account.hasPassword).toBe(false);
    // the same person comes again, whatever their address is by then
    provider.people.set(sub, { email: newAddress(), email_verified: false });
    const again = await platform.as(null);
    expect(await enter(again, sub)).toBe('/');
    expect((await who(again)).id).toBe(account.id);
    // as somebody who signed up here, they are asked for consent
    expect((await again('GET', '/api/session')).body.consentDue).toBe(true);
    expect((await again('GET', '/api/me/export')).body.identity).toMatchObject({
      ...{ issuer: provider.issuer, subject: sub },
    });
  });

  test.each([
    ['a group of staff', '협치 담당', 'staff'],
    ['one of several groups', ['다른 부서', '협치 담당'], 'staff'],
    ['the higher of two', ['협치 담당', 'cn=admin,ou=it'], 'administrator'],
    ['a part of a group’s name', ['협치 담당 보조', '협치'], 'resident'],
    ['no group', undefined, 'resident'],
    ['something that is no text', { 운영: true, length: 1 }, 'resident'],
    ['a list in a list', [['운영']], 'resident'],
  ])('%s', async (_, groups, role) => {
    const browser = await platform.as(null);
    await enter(browser, employee({ groups }).sub);
    expect((await who(browser)).role).toBe(role);
  });

  test('an account that there was is theirs only if the institution vouches for the address', async () => {
    const account = await localAccount(newAddress());
    const browser = await platform.as(null);
    for (const email_verified of [false, undefined, 'true' as unknown as boolean]) {
      const { sub } = employee();
      provider.people.set(sub, {
        email: account.email,
        ...(email_verified !== undefined && { email_verified }),
      });
      expect(await enter(browser, sub, '/my')).toBe('/sign-in?sso=unverified&next=%2Fmy');
      expect(await who(browser)).toBeNull();
    }
    const unknown = employee({ email_verified: false });
    expect(await enter(browser, unknown.sub)).toBe('/sign-in?sso=unverified');
    expect(await accountWithHash(db, unknown.email)).toBeNull();

    const { sub } = employee({ email: account.email });
    expect(await enter(browser, sub)).toBe('/');
    expect((await who(browser)).id).toBe(account.id);
    // a resident's password still is one
    expect((await withPassword(account.email)).status).toBe(200);
    const log = await (await platform.as('administrator'))('GET', '/api/audit?action=account.linked');
    expect(log.body.items[0]).toMatchObject({ actor: { id: account.id }, subject: { id: account.id } });
    // the address went to somebody else there: the account did not
    const heir = employee({ email: account.email });
    const other = await platform.as(null);
    expect(await enter(other, heir.sub)).toBe('/sign-in?sso=taken');
    expect(await who(other)).toBeNull();
  });

  test('who comes twice at once has one account', async () => {
    const { sub, email } = employee();
    const browsers = [await platform.as(null), await platform.as(null)];
    const led = await Promise.all(browsers.map((browser) => enter(browser, sub)));
    expect(led).toEqual(['/', '/']);
    const [one, two] = await Promise.all(browsers.map(who));
    expect(one.id).toBe(two.id);
    expect(await db.select().from(accounts).where(eq(accounts.email, email))).toHaveLength(1);
  });
});

describe('what one may do', () => {
  test('is what the institution says at each sign-in; a change ends other sessions and stands in the log', async () => {
    const { sub, email } = employee({ groups: ['협치 담당'] });
    const before = await platform.as(null);
    await enter(before, sub);
    expect((await before('GET', '/api/upload-limits')).status).toBe(200);
    // nothing changed: both stay
    const beside = await platform.as(null);
    await enter(beside, sub);
    expect((await who(before)).role).toBe('staff');

    provider.people.set(sub, { email, email_verified: true });
    const after = await platform.as(null);
    await enter(after, sub);
    expect((await who(after)).role).toBe('resident');
    expect([await who(before), await who(beside)]).toEqual([null, null]);
    expect((await after('GET', '/api/upload-limits')).status).toBe(403);
    const boss = await platform.as('administrator');
    const { id } = await who(after);
    const log = (await boss('GET', `/api/audit?action=role.mapped&subject=${id}`)).body.items;
    expect(log.map(({ details }: { details: object }) => details)).toEqual([
      { from: 'staff', to: 'resident' },
      { from: 'resident', to: 'staff' },
    ]);
    expect(log[0].actor.id).toBe(id);
  });

  test('the last administrator stays one, and signs in with a password still', async () => {
    const own = await testApp(SETTINGS);
    const email = newAddress();
    const last = { email, name: '관리자', role: 'administrator', passwordHash } as const;
    await insertAccount(own.context.db, last);
    const { sub } = employee({ email });
    const browser = await own.as(null);
    await enter(browser, sub);
    expect((await who(browser)).role).toBe('administrator');
    expect((await browser('POST', '/api/session', { email, password: PASSWORD })).status).toBe(200);
    // with another one there, they are what the institution says
    await own.as('administrator');
    await enter(browser, sub);
    expect((await who(browser)).role).toBe('resident');
    await own.close();
  });

  test('whose rights the institution gave comes in by it alone, as they may have left it', async () => {
    const account = await localAccount(newAddress());
    const { sub } = employee({ email: account.email, groups: '운영' });
    await enter(await platform.as(null), sub);
    const refused = await withPassword(account.email);
    expect(refused).toMatchObject({ status: 403, body: { code: 'sso_required' } });
    expect(refused.headers['set-cookie']).toBeUndefined();
    // nobody else is told
    const wrong = await (await platform.as(null))('POST', '/api/session', {
      ...{ email: account.email, password: 'wrong' },
    });
    expect(wrong.body.code).toBe('wrong_credentials');
  });

  test('without a mapping roles are given here', async () => {
    const own = await testApp({ ...SETTINGS, OIDC_STAFF: '', OIDC_ADMINISTRATORS: '' });
    const email = newAddress();
    await insertAccount(own.context.db, { email, name: '담당자', role: 'staff', passwordHash });
    const browser = await own.as(null);
    await enter(browser, employee({ email, groups: ['운영'] }).sub);
    expect((await who(browser)).role).toBe('staff');
    expect((await browser('POST', '/api/session', { email, password: PASSWORD })).status).toBe(200);
    await own.close();
  });

  test('a second factor is the institution’s business, but only for who comes through it', async () => {
    const own = await testApp({
      ...SETTINGS,
      SECOND_FACTOR: 'staff',
      OIDC_STAFF: '',
      OIDC_ADMINISTRATORS: '',
    });
    const email = newAddress();
    await insertAccount(own.context.db, { email, name: '담당자', role: 'staff', passwordHash });
    const browser = await own.as(null);
    await browser('POST', '/api/session', { email, password: PASSWORD });
    expect((await browser('GET', '/api/upload-limits')).body.code).toBe('second_factor_required');
    await enter(browser, employee({ email }).sub);
    expect((await browser('GET', '/api/session')).body.factorDue).toBe(false);
    expect((await browser('GET', '/api/me/second-factor')).body.required).toBe(false);
    expect((await browser('GET', '/api/upload-limits')).status).toBe(200);
    await own.close();
  });
});

describe('without a password', () => {
  test('none lets in, none can be chosen, and the mail says how to sign in', async () => {
    const { sub, email } = employee();
    const browser = await platform.as(null);
    await enter(browser, sub);
    for (const password of ['', 'null', PASSWORD]) {
      const tried = await (await platform.as(null))('POST', '/api/session', { email, password });
      expect(tried).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
    }
    const chosen = await browser('PUT', '/api/me/password', { current: '', password: PASSWORD });
    expect(chosen).toMatchObject({ status: 403, body: { code: 'wrong_password' } });

    await (await platform.as(null))('POST', '/api/password-resets', { email });
    const [link] = await db.select().from(accountLinks).where(eq(accountLinks.email, email));
    const mails: Mail[] = [];
    const mailer = { send: async (mail: Mail) => void mails.push(mail) };
    await sendLink(context, mailer, link?.id ?? '');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('경기도청 계정으로 로그인');
    expect(mails[0]?.text).not.toContain('set-password');
    expect(await db.select().from(accountLinks).where(eq(accountLinks.email, email))).toEqual([]);
  });

  test('one withdraws who has just signed in, and then is new', async () => {
    const { sub } = employee();
    const browser = await platform.as(null);
    await enter(browser, sub);
    const { id } = await who(browser);
    platform.time.now = new Date(platform.time.now.getTime() + 11 * 60_000);
    const late = await browser('POST', '/api/me/withdrawal', {});
    expect(late).toMatchObject({ status: 403, body: { code: 'sign_in_again' } });
    await enter(browser, sub);
    expect((await browser('POST', '/api/me/withdrawal', {})).status).toBe(204);
    expect(await db.select().from(identities).where(eq(identities.subject, sub))).toEqual([]);
    await enter(browser, sub);
    expect((await who(browser)).id).not.toBe(id);
  });
});

test('who says no at the provider is told so', async () => {
  expect(await enter(await platform.as(null), null, '/my')).toBe('/sign-in?sso=refused&next=%2Fmy');
});

test('a provider that is away is said to be, before and after', async () => {
  const port = await freePort('127.0.0.1');
  const own = await testApp({ ...SETTINGS, OIDC_ISSUER: `http://127.0.0.1:${port}` });
  const browser = await own.as(null);
  const no = { status: 503, body: { code: 'sso_unavailable' } };
  expect(await browser('POST', '/api/sso', {})).toMatchObject(no);
  // it comes, and goes before the browser is back
  const late = await startProvider(port, CALLBACK);
  late.people.set('a', { email: newAddress(), email_verified: true });
  const came = await passProvider(await begin(browser), 'a');
  await late.close();
  const reply = await browser('GET', pathOf(came));
  expect(reply.headers.location).toBe('/sign-in?sso=unavailable');
  await own.close();
});

test('without settings there is none', async () => {
  const own = await testApp();
  const browser = await own.as(null);
  expect((await browser('GET', '/api/sso')).body).toEqual({ name: null });
  expect((await browser('POST', '/api/sso', {})).status).toBe(404);
  expect((await browser('GET', '/api/sso/callback?code=x&state=y')).headers.location).toBe(
    '/sign-in?sso=failed',
  );
  await own.close();
});
