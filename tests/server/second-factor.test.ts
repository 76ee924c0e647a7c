/** The second step of a sign-in: who has the password alone is not in, nor learns more than that it was right. */
import { afterAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { base32, hotp, otpauthUri, stepOf, stepOfCode } from '../../server/accounts/totp.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { recoveryCodes, secondFactors } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';

const KEY = Buffer.from('12345678901234567890');

describe('codes', () => {
  test.each(
    [
      ...['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'],
    ].map((code, counter) => [counter, code] as const),
  )('RFC 4226 appendix D: %i is %s', (counter, code) => {
    expect(hotp(KEY, counter)).toBe(code);
  });

  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238 appendix B: at %i s it is %s', (seconds, code) => {
    expect(hotp(KEY, stepOf(new Date(seconds * 1000)), 8)).toBe(code);
  });

  test('are taken half a minute early and late, and each once', () => {
    const now = new Date(1_111_111_111_000);
    const step = stepOf(now);
    const found = [-2, -1, 0, 1, 2].map((by) => stepOfCode(KEY, hotp(KEY, step + by), now, 0));
    expect(found).toEqual([null, step - 1, step, step + 1, null]);
    expect(stepOfCode(KEY, hotp(KEY, step), now, step)).toBeNull();
    expect(stepOfCode(KEY, hotp(KEY, step - 1), now, step)).toBeNull();
    for (const wrong of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
      expect(stepOfCode(KEY, wrong, now, 0)).toBeNull();
  });

  test('an app is told in its own words', () => {
    expect(base32(KEY)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(otpauthUri(KEY, '협치 학교', 'a@b.kr')).toBe(
      `otpauth://totp/${encodeURIComponent('협치 학교')}:a%40b.kr?secret=${base32(KEY)}&issuer=${encodeURIComponent('협치 학교')}`,
    );
  });
});

const PASSWORD = 'a long password';
const platform = await testApp();
const strict = await testApp({ SECOND_FACTOR: 'staff' });
afterAll(async () => {
  await platform.close();
  await strict.close();
});
type Platform = typeof platform;

const passwordHash = await hashPassword(PASSWORD);
async function person(role: Role, { context, as }: Platform = platform) {
  const email = `${crypto.randomUUID()}@example.org`;
  const account = await insertAccount(context.db, { email, name: role, role, passwordHash });
  const browser = await as(null);
  const enter = (code?: string, who: Browser = browser, password = PASSWORD) =>
    who('POST', '/api/session', { email, password, ...(code !== undefined && { code }) });
  await enter();
  return { browser, email, enter, id: account?.id ?? '' };
}
const later = (seconds: number, { time }: Platform = platform) => {
  time.now = new Date(time.now.getTime() + seconds * 1000);
};
/** What the app shows that was given this secret. */
function shown(secret: string, { time }: Platform = platform): string {
  const bits = [...secret].map((one) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return hotp(Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))), stepOf(time.now));
}
async function setUp(browser: Browser, on: Platform = platform) {
  const begun = await browser('POST', '/api/me/second-factor', { password: PASSWORD });
  expect(begun.status).toBe(200);
  const { secret, uri, qr } = begun.body;
  expect(uri).toContain(`secret=${secret}&`);
  expect(qr).toMatch(/^data:image\/svg\+xml,/);
  const used = await browser('PUT', '/api/me/second-factor', { code: shown(secret, on) });
  expect(used.status).toBe(200);
  return { secret, codes: used.body.codes as string[] };
}

test('is asked for once it is set up, after the password alone, and other sessions end', async () => {
  const { browser, enter } = await person('staff');
  const elsewhere = await platform.as(null);
  await enter(undefined, elsewhere);
  const begun = await browser('POST', '/api/me/second-factor', { password: PASSWORD });
  // begun is not in use
  expect((await enter(undefined, await platform.as(null))).status).toBe(200);
  const wrong = await browser('PUT', '/api/me/second-factor', { code: '000000' });
  expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_code' } });
  const { secret } = begun.body;
  expect((await browser('PUT', '/api/me/second-factor', { code: shown(secret) })).status).toBe(200);
  expect((await elsewhere('GET', '/api/session')).body.account).toBeNull();
  expect((await browser('GET', '/api/session')).body.account.secondFactor).toBe(true);

  const other = await platform.as(null);
  // what it does not tell to who has not the password
  expect((await enter('123456', other, 'wrong')).body.code).toBe('wrong_credentials');
  expect((await enter(undefined, other, 'wrong')).body.code).toBe('wrong_credentials');
  const asked = await enter(undefined, other);
  expect(asked).toMatchObject({ status: 401, body: { code: 'code_required' } });
  expect(asked.headers['set-cookie']).toBeUndefined();
  // the code that set it up was used
  expect((await enter(shown(secret), other)).body.code).toBe('wrong_code');
  later(30);
  const code = shown(secret);
  expect((await enter(`${code.slice(0, 3)} ${code.slice(3)}`, other)).status).toBe(200);
  expect((await enter(code, await platform.as(null))).body.code).toBe('wrong_code');
});

test('two at once use a code once', async () => {
  const { browser, enter } = await person('staff');
  const { secret } = await setUp(browser);
  later(30);
  const code = shown(secret);
  const replies = await Promise.all([
    enter(code, await platform.as(null)),
    enter(code, await platform.as(null)),
  ]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 401]);
});

test('ten codes to write down let in once each, and are kept as hashes', async () => {
  const { browser, enter, id } = await person('administrator');
  const { codes } = await setUp(browser);
  expect(new Set(codes).size).toBe(10);
  expect(codes.every((code) => /^[0-9a-z]{5}-[0-9a-z]{5}$/.test(code))).toBe(true);
  const [one = '', two = ''] = codes;
  const other = await platform.as(null);
  expect((await enter(one.toUpperCase(), other)).status).toBe(200);
  expect((await enter(one, await platform.as(null))).body.code).toBe('wrong_code');
  expect((await enter(two.replace('-', ''), await platform.as(null))).status).toBe(200);
  expect((await other('GET', '/api/me/second-factor')).body).toEqual({
    on: true,
    required: false,
    recoveryCodes: 8,
  });
  const kept = (await platform.context.db.select().from(recoveryCodes)).filter(
    ({ accountId }) => accountId === id,
  );
  expect(kept).toHaveLength(8);
  for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code.replace('-', ''));
  // another's lets nobody in
  const stranger = await person('staff');
  await setUp(stranger.browser);
  expect((await stranger.enter(codes[5] ?? '', await platform.as(null))).body.code).toBe('wrong_code');
});

test('a hundred guesses are worth five, whoever makes them, and the password is of no use to go on', async () => {
  const { browser, enter } = await person('staff');
  const { secret } = await setUp(browser);
  later(30);
  const guess = async () => (await enter('000000', await platform.as(null))).body.code;
  const told = [];
  for (let n = 0; n < 20; n += 1) told.push(await guess());
  expect(told).toEqual([...Array(5).fill('wrong_code'), ...Array(15).fill('too_many_tries')]);
  expect((await enter(shown(secret), await platform.as(null))).body.code).toBe('too_many_tries');
  // never for good
  later(15 * 60);
  expect((await enter(shown(secret), await platform.as(null))).status).toBe(200);
});

test('is begun and switched off with the password', async () => {
  const { browser, enter } = await person('resident');
  const no = { status: 403, body: { code: 'wrong_password' } };
  expect(await browser('POST', '/api/me/second-factor', { password: 'wrong' })).toMatchObject(no);
  await setUp(browser);
  expect((await browser('POST', '/api/me/second-factor', { password: PASSWORD })).status).toBe(409);
  expect(await browser('POST', '/api/me/second-factor/removal', { password: 'wrong' })).toMatchObject(no);
  expect((await browser('POST', '/api/me/second-factor/removal', { password: PASSWORD })).status).toBe(204);
  expect((await enter(undefined, await platform.as(null))).status).toBe(200);
});

test('an administrator resets another’s, which the access log keeps, and not their own', async () => {
  const [lost, boss] = [await person('staff'), await person('administrator')];
  await setUp(lost.browser);
  await setUp(boss.browser);
  const reset = (id: string, who = boss.browser) => who('DELETE', `/api/accounts/${id}/second-factor`);
  expect((await reset(lost.id, lost.browser)).status).toBe(403);
  expect((await reset(boss.id)).status).toBe(409);
  expect((await reset(crypto.randomUUID())).status).toBe(404);
  expect((await reset(lost.id)).status).toBe(204);
  expect((await lost.browser('GET', '/api/session')).body.account).toBeNull();
  expect((await lost.enter()).status).toBe(200);
  const log = (await boss.browser('GET', '/api/audit?action=factor.reset')).body;
  expect(log.items).toMatchObject([{ actor: { id: boss.id }, subject: { id: lost.id } }]);
  expect(
    (await platform.context.db.select().from(secondFactors)).some((one) => one.accountId === lost.id),
  ).toBe(false);
});

test('where it is required, staff do nothing but their own without it', async () => {
  const { browser } = await person('staff', strict);
  const boss = await person('administrator', strict);
  const resident = await person('resident', strict);
  for (const [who, path] of [
    [browser, '/api/upload-limits'],
    [boss.browser, '/api/accounts'],
  ] as const)
    expect(await who('GET', path)).toMatchObject({ status: 403, body: { code: 'second_factor_required' } });
  expect((await resident.browser('GET', '/api/upload-limits')).body.code).toBe('forbidden');
  expect((await browser('GET', '/api/me/second-factor')).body).toMatchObject({ on: false, required: true });
  expect((await resident.browser('GET', '/api/me/second-factor')).body.required).toBe(false);
  await setUp(browser, strict);
  expect((await browser('GET', '/api/upload-limits')).status).toBe(200);
});
