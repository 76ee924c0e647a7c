import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureFirstAccounts } from '../../server/accounts/first-accounts.ts';
import { isCommonPassword, requireGoodPassword } from '../../server/accounts/password-rules.ts';
import { shares, turns } from '../../server/accounts/turns.ts';
import { testApp } from '../support/app.ts';
import { signUp } from '../support/links.ts';

/** How often argon2 was asked for: what a test cannot see from outside but by time. */
const hashed = vi.hoisted(() => ({ times: 0 }));
vi.mock('../../server/accounts/argon2.ts', async (original) => {
  const real = await original<typeof import('../../server/accounts/argon2.ts')>();
  const argon2id = (...given: Parameters<typeof real.argon2id>) => {
    hashed.times += 1;
    return real.argon2id(...given);
  };
  return { ...real, argon2id };
});

const platform = await testApp();
afterAll(platform.close);
beforeEach(() => {
  hashed.times = 0;
});

describe('which passwords are refused', () => {
  test.each([
    ['12345678', true],
    ['PassWord', true],
    ['qwer1234!', true],
    ['dkssudgktpdy', true],
    ['비밀번호'.normalize('NFD'), true],
    ['aaaaaaaaaaaaaaaaaaaa', true],
    ['가가가가가가가가가', true],
    ['correct horse', false],
    ['마당에서 만나요', false],
    // nobody is asked for signs or capitals
    ['jfkwotpe', false],
  ])('%s is common: %s', (password, common) => {
    expect(isCommonPassword(password)).toBe(common);
  });

  test.each(['Dong.Kim@example.org', 'dong.kim', '김동네마당지기님'])('%s is one’s own', (password) => {
    const owner = { email: 'dong.kim@example.org', name: '김동네마당지기님' };
    expect(() => requireGoodPassword(password, owner)).toThrow('your own e-mail or name');
  });

  test('the licence of the list is one that may be shipped', () => {
    const path = 'node_modules/@zxcvbn-ts/language-common/package.json';
    expect(JSON.parse(readFileSync(path, 'utf8')).license).toBe('MIT');
  });
});

describe('costly work', () => {
  const waiting = () => {
    let end = () => {};
    const work = new Promise<void>((resolve) => {
      end = resolve;
    });
    return { end, work };
  };

  test('is done some at once, the rest in order, and too much is refused', async () => {
    const inTurn = turns({ atOnce: 2, waiting: 2 });
    const begun: number[] = [];
    const works = [0, 1, 2, 3].map(waiting);
    const all = works.map(({ work }, index) =>
      inTurn(() => {
        begun.push(index);
        return work;
      }),
    );
    await expect(inTurn(async () => {})).rejects.toMatchObject({ code: 'busy' });
    expect(begun).toEqual([0, 1]);
    works[1]?.end();
    await all[1];
    expect(begun).toEqual([0, 1, 2]);
    for (const { end } of works) end();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
    // and all places are free again
    await expect(Promise.all([inTurn(async () => 1), inTurn(async () => 2)])).resolves.toEqual([1, 2]);
  });

  test('of one kind has its share, whatever becomes of it, and other kinds have theirs', async () => {
    const share = shares(2);
    const [first, second, other] = [waiting(), waiting(), waiting()];
    const under = [share('a', () => first.work), share('a', () => second.work)];
    expect(share('a', async () => {})).toBeNull();
    const beside = share('b', () => other.work);
    expect(beside).not.toBeNull();
    first.end();
    await under[0];
    await expect(share('a', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    const next = share('a', async () => 'done');
    expect(share('a', async () => {})).toBeNull();
    expect(await next).toBe('done');
    for (const { end } of [second, other]) end();
    await Promise.all([...under, beside]);
  });

  test('gives its place on when it fails', async () => {
    const inTurn = turns({ atOnce: 1, waiting: 1 });
    const failed = inTurn(() => Promise.reject(new Error('x')));
    const next = inTurn(async () => 'done');
    await expect(failed).rejects.toThrow('x');
    await expect(next).resolves.toBe('done');
  });
});

describe('the password of a new account', () => {
  const choose = async (password: string) => {
    const account = { email: `${crypto.randomUUID()}@example.org`, name: '도민', password };
    return signUp(platform.context, await platform.as(null), account);
  };

  test.each([
    ['7 signs', '1234567', 'bad_request'],
    ['257 signs', 'x1'.repeat(128).concat('y'), 'bad_request'],
    ['a megabyte less a bit', 'x'.repeat(1_000_000), 'bad_request'],
    ['a common one', 'password123', 'password_common'],
  ])('%s is refused before anything is hashed', async (_name, password, code) => {
    expect(await choose(password)).toMatchObject({ status: 400, body: { code } });
    expect(hashed.times).toBe(0);
  });

  test('256 signs are taken', async () => {
    expect((await choose('x1'.repeat(128))).status).toBe(200);
  });
});

describe('change of password', () => {
  const joined = async () => {
    const account = { email: `${crypto.randomUUID()}@example.org`, name: '도민', password: 'the old one' };
    const browser = await platform.as(null);
    expect((await signUp(platform.context, browser, account)).status).toBe(200);
    const signedIn = async (password: string) => {
      const other = await platform.as(null);
      const reply = await other('POST', '/api/session', { email: account.email, password });
      return { status: reply.status, browser: other };
    };
    return { browser, signedIn };
  };
  const isIn = async (browser: Awaited<ReturnType<typeof platform.as>>) =>
    (await browser('GET', '/api/session')).body.account !== null;

  test('lets the new one in and the old one not, and ends every other session', async () => {
    const { browser, signedIn } = await joined();
    const { browser: phone } = await signedIn('the old one');
    const before = { ...browser.cookies };
    const change = { current: 'the old one', password: 'the new one' };
    expect((await browser('PUT', '/api/me/password', change)).status).toBe(204);
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(phone)).toBe(false);
    // the token is new: one that was stolen before is of no use
    expect(browser.cookies).not.toEqual(before);
    const thief = await platform.as(null);
    Object.assign(thief.cookies, before);
    expect(await isIn(thief)).toBe(false);
    expect((await signedIn('the old one')).status).toBe(401);
    expect((await signedIn('the new one')).status).toBe(200);
  });

  test.each([
    ['the wrong one', 'the new one', 403, 'wrong_password'],
    ['the old one', 'password123', 400, 'password_common'],
    ['the old one', 'short', 400, 'bad_request'],
  ])('from %s to %s is refused', async (current, password, status, code) => {
    const { browser, signedIn } = await joined();
    const reply = await browser('PUT', '/api/me/password', { current, password });
    expect(reply).toMatchObject({ status, body: { code } });
    expect((await signedIn('the old one')).status).toBe(200);
  });

  test('two at once change it once', async () => {
    const { browser } = await joined();
    const tries = ['new one of one', 'new one of two'].map((password) =>
      browser('PUT', '/api/me/password', { current: 'the old one', password }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  });

  test('is for who is signed in', async () => {
    const change = { current: 'the old one', password: 'the new one' };
    expect((await (await platform.as(null))('PUT', '/api/me/password', change)).status).toBe(401);
  });
});

test('a first administrator with a common password is not made', async () => {
  const fresh = await testApp({ MADANG_ADMIN_EMAIL: 'a@example.org', MADANG_ADMIN_PASSWORD: 'password1' });
  await expect(ensureFirstAccounts(fresh.context)).rejects.toThrow('MADANG_ADMIN_PASSWORD');
  await fresh.close();
});
