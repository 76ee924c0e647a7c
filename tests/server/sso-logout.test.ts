/** Sessions that end at the institution's provider end here: it tells of them itself (back-channel logout). */
import { eq } from 'drizzle-orm';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { sessions } from '../../server/database/schema/schema.ts';
import { endedBy } from '../../server/sso/ended.ts';
import { testApp } from '../support/app.ts';
import { enter, newAddress, openEmployer, who } from '../support/employer.ts';
import { CLIENT } from '../support/oidc.ts';

const provider = await openEmployer();
const { employee } = provider;
// without a mapping of roles a password lets in too
const platform = await testApp({ ...provider.settings, OIDC_STAFF: '', OIDC_ADMINISTRATORS: '' });
const { db } = platform.context;
afterAll(async () => {
  await platform.close();
  await provider.close();
});

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const tell = async (path: string, form: string): Promise<number> => {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return (await (await platform.as(null))('POST', path, form, type)).status;
};
const tellToken = (token: string) =>
  tell('/api/sso/logout', new URLSearchParams({ logout_token: token }).toString());

async function entered(sub: string) {
  const browser = await platform.as(null);
  expect(await enter(browser, sub)).toBe('/');
  return { browser, id: (await who(browser)).id as string };
}
/** What the provider calls its sessions, by which an account's were opened. */
const sidsOf = async (accountId: string) =>
  (await db.select().from(sessions).where(eq(sessions.accountId, accountId))).map(
    ({ providerSession }) => providerSession,
  );

test('one that ends there ends here, and no other', async () => {
  const { sub } = employee();
  const [one, two, another] = [await entered(sub), await entered(sub), await entered(employee().sub)];
  const sids = await sidsOf(one.id);
  expect(new Set(sids).size).toBe(2);
  expect(sids).not.toContain(null);
  expect(await provider.endSession(sub, sids[0] ?? '', tell)).toBe(204);
  expect(await sidsOf(one.id)).toEqual([sids[1]]);
  expect([await who(one.browser), await who(two.browser)].filter(Boolean)).toHaveLength(1);
  expect(await who(another.browser)).not.toBeNull();
  // told again there is nothing left to end
  expect(await provider.endSession(sub, sids[0] ?? '', tell)).toBe(204);
  expect(await sidsOf(one.id)).toEqual([sids[1]]);
});

test('without a session all of the person’s end that came through the provider, and not those with a password', async () => {
  const [email, password] = [newAddress(), 'a long password'];
  const passwordHash = await hashPassword(password);
  await insertAccount(db, { email, name: '김도민', role: 'resident', passwordHash });
  const { sub } = employee({ email });
  const [one, two] = [await entered(sub), await entered(sub)];
  const local = await platform.as(null);
  expect((await local('POST', '/api/session', { email, password })).status).toBe(200);
  const token = await provider.sign({ ...claims(), sub });
  expect(await tellToken(token)).toBe(204);
  expect([await who(one.browser), await who(two.browser)]).toEqual([null, null]);
  expect(await who(local)).not.toBeNull();
});

test('who changes a password is signed in anew as before: what came through the provider still ends with it', async () => {
  const [email, password] = [newAddress(), 'a long password'];
  const passwordHash = await hashPassword(password);
  await insertAccount(db, { email, name: '김도민', role: 'resident', passwordHash });
  const { sub } = employee({ email });
  const { browser, id } = await entered(sub);
  const sids = await sidsOf(id);
  const change = { current: password, password: 'another long password' };
  expect((await browser('PUT', '/api/me/password', change)).status).toBe(204);
  expect(await sidsOf(id)).toEqual(sids);
  expect(await provider.endSession(sub, sids[0] ?? '', tell)).toBe(204);
  expect(await who(browser)).toBeNull();
});

test('one of before, of which the provider’s session is not known, ends with any of the person’s', async () => {
  const { sub } = employee();
  const { browser, id } = await entered(sub);
  await db.update(sessions).set({ providerSession: null }).where(eq(sessions.accountId, id));
  expect(await tellToken(await provider.sign({ ...claims(), sub, sid: 'another' }))).toBe(204);
  expect(await who(browser)).toBeNull();
});

/** What a logout token says, but of whom. */
function claims() {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: provider.issuer, aud: CLIENT.id, iat: now, exp: now + 120, jti: crypto.randomUUID() },
    events: { [EVENT]: {} },
  };
}

describe('nobody is signed out by', () => {
  test.each<[string, object, object?]>([
    ['an ID token', { events: undefined, nonce: 'n' }],
    ['one with a nonce', { nonce: 'n' }],
    ['one that tells of something else', { events: { other: {} } }],
    ['one for another client', { aud: 'another' }],
    ['one of another provider', { iss: 'https://login.example.org' }],
    ['one that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['an old one', { iat: Math.floor(Date.now() / 1000) - 600, exp: undefined }],
    ['one without a number', { jti: undefined }],
    ['one of nobody', { sub: undefined }],
  ])('%s', async (_, change) => {
    const { sub } = employee();
    const { browser } = await entered(sub);
    const said = { ...claims(), sub, ...change };
    const token = await provider.sign(JSON.parse(JSON.stringify(said)));
    expect(await tellToken(token)).toBe(400);
    expect(await who(browser)).not.toBeNull();
  });

  test('one that somebody else signed, one that nobody signed, and none', async () => {
    const { sub } = employee();
    const { browser } = await entered(sub);
    const { privateKey } = await generateKeyPair('RS256');
    const said = { ...claims(), sub };
    const header = { alg: 'RS256', kid: 'of the test' };
    const forged = await new SignJWT(said).setProtectedHeader(header).sign(privateKey);
    const secret = new TextEncoder().encode(CLIENT.secret);
    const shared = await new SignJWT(said).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const open = `${part({ alg: 'none' })}.${part(said)}.`;
    for (const token of [forged, shared, open, 'x', 'a.b.c']) expect(await tellToken(token)).toBe(400);
    expect(await tell('/api/sso/logout', '')).toBe(400);
    expect(await who(browser)).not.toBeNull();
  });
});

test('a provider that cannot be asked for its keys is said to be away: it tells again', async () => {
  const away = await testApp({ ...provider.settings, OIDC_ISSUER: 'http://127.0.0.1:1' });
  const body = { logout_token: await provider.sign({ ...claims(), sub: 'x' }) };
  const reply = await (await away.as(null))('POST', '/api/sso/logout', body);
  expect(reply).toMatchObject({ status: 503, body: { code: 'sso_unavailable' } });
  await away.close();
  const none = await testApp();
  expect((await (await none.as(null))('POST', '/api/sso/logout', body)).status).toBe(404);
  await none.close();
});

test.each([
  [
    { sub: 'a', events: { [EVENT]: {} } },
    { subject: 'a', sid: null },
  ],
  [
    { sid: 's', events: { [EVENT]: {} } },
    { subject: null, sid: 's' },
  ],
  [{ sub: '', sid: 7, events: { [EVENT]: {} } }, null],
  [{ sub: 'a', events: [EVENT] }, null],
])('%j', (said, ended) => {
  expect(endedBy(said)).toEqual(ended);
});
