/** Consents: each apart, kept with the policy they were given to, asked anew when it changes, and taken back. */
import { afterAll, describe, expect, test } from 'vitest';
import { isConsentDue } from '../../server/accounts/consents.ts';
import { parseConfig } from '../../server/config.ts';
import { accountLinks } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { consentsTo, signUp } from '../support/links.ts';

const platform = await testApp({ PRIVACY_SINCE: '2026-11-01', PRIVACY_OFFICER: '홍길동, 교육협력과장' });
const { context } = platform;
afterAll(platform.close);

const newEmail = () => `${crypto.randomUUID()}@example.org`;
const resident = async (said: object = {}): Promise<Browser> => {
  const browser = await platform.as(null);
  await signUp(context, browser, { email: newEmail(), name: '도민', password: 'a long password', ...said });
  return browser;
};
const said = async (browser: Browser) =>
  (await browser('GET', '/api/me/consents')).body.items.map(
    ({ kind, given, version }: { kind: string; given: boolean; version: string }) => [kind, given, version],
  );
const session = async (browser: Browser) => (await browser('GET', '/api/session')).body;
/** The institution puts another policy in force. */
const enact = (since: string) => {
  context.config.privacy.since = since;
};

describe('when consent is asked for', () => {
  const held = { version: '2026-11-01', given: true };
  test.each([
    ['resident', null, true],
    ['resident', held, false],
    ['resident', { ...held, given: false }, true],
    ['resident', { ...held, version: '2025-01-01' }, true],
    // even an older one that was put in force again is not the one they read last
    ['resident', { ...held, version: '2027-01-01' }, true],
    ['staff', null, false],
    ['administrator', { ...held, version: '2025-01-01' }, false],
  ] as const)('%s who said %o: %s', (role, one, due) => {
    expect(isConsentDue(role, one, '2026-11-01')).toBe(due);
  });
});

describe('at sign-up', () => {
  const ask = async (consents: object | undefined, more: object = {}) =>
    (await platform.as(null))('POST', '/api/accounts', {
      email: newEmail(),
      name: '도민',
      consents,
      ...more,
    });

  test('nothing goes without age and the required consent, to the policy that holds', async () => {
    const all = consentsTo(context);
    expect((await ask(undefined)).status).toBe(400);
    expect((await ask({ ...all, overFourteen: false })).status).toBe(400);
    expect((await ask({ ...all, privacy: undefined })).status).toBe(400);
    const old = await ask({ ...all, privacy: '2020-01-01' });
    expect(old).toMatchObject({ status: 409, body: { code: 'policy_changed' } });
    expect(await context.db.select().from(accountLinks)).toEqual([]);
  });

  test('the optional one is not needed, and without it nothing of the kind is kept', async () => {
    const consents = { ...consentsTo(context), traits: false };
    expect((await ask(consents, { region: 'suwon', audience: 'official' })).status).toBe(202);
    expect(await context.db.select().from(accountLinks)).toMatchObject([{ region: null, audience: null }]);
    await context.db.delete(accountLinks);
    const browser = await resident({ consents, region: 'suwon' });
    expect((await session(browser)).account).toMatchObject({ region: null });
    expect(await said(browser)).toEqual([
      ['privacy', true, '2026-11-01'],
      ['traits', false, '2026-11-01'],
    ]);
    expect((await session(browser)).consentDue).toBe(false);
  });
});

test('to say something of oneself is to consent, and to take all of it back is too', async () => {
  const browser = await resident({ consents: { ...consentsTo(context), traits: false } });
  const later = (ms: number) => {
    platform.time.now = new Date(platform.time.now.getTime() + ms);
  };
  later(1000);
  await browser('PATCH', '/api/me', { region: 'yongin' });
  later(1000);
  await browser('PATCH', '/api/me', { region: 'suwon' });
  later(1000);
  await browser('PATCH', '/api/me', { region: null });
  const traits = (await said(browser)).filter(([kind]: [string]) => kind === 'traits');
  expect(traits.map(([, given]: [string, boolean]) => given)).toEqual([false, true, false]);
});

test('another policy is asked for anew, of residents alone, and what was said before stays said', async () => {
  const [browser, staff] = [await resident({ region: 'suwon' }), await platform.as('staff')];
  enact('2026-12-01');
  expect([(await session(browser)).consentDue, (await session(staff)).consentDue]).toEqual([true, false]);
  platform.time.now = new Date(platform.time.now.getTime() + 60_000);
  const put = (body: object) => browser('PUT', '/api/me/consents', body);
  expect((await put({ privacy: '2026-11-01', traits: true })).body.code).toBe('policy_changed');
  expect((await put({ privacy: '2026-12-01', traits: false })).status).toBe(204);
  expect(await session(browser)).toMatchObject({ consentDue: false, account: { region: null } });
  expect(await said(browser)).toEqual([
    ['privacy', true, '2026-11-01'],
    ['traits', true, '2026-11-01'],
    ['privacy', true, '2026-12-01'],
    ['traits', false, '2026-12-01'],
  ]);
  expect((await browser('GET', '/api/me/export')).body.consents).toHaveLength(4);
  // another account's are its own
  expect(await said(staff)).toEqual([]);
  enact('2026-11-01');
});

describe('the policy', () => {
  test('tells anybody what the settings say', async () => {
    const policy = (await (await platform.as(null))('GET', '/api/privacy-policy')).body;
    expect(policy).toMatchObject({
      ...{ since: '2026-11-01', institution: '경기도 협치학교', officer: '홍길동, 교육협력과장' },
      contact: null,
    });
    expect(policy.periods).toContainEqual({ what: 'segments', days: 90 });
    expect(policy.periods).toContainEqual({ what: 'audit', days: 730 });
  });

  test.each(['2026-13-01', '2026-02-30', 'tomorrow', '26-1-1'])('does not hold since %s', (since) => {
    expect(() => parseConfig({ PRIVACY_SINCE: since })).toThrow('PRIVACY_SINCE');
  });
});
