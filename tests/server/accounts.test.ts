import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { argon2id } from '../../server/accounts/argon2.ts';
import { ensureFirstAccounts } from '../../server/accounts/first-accounts.ts';
import { hashPassword, verifyPassword } from '../../server/accounts/passwords.ts';
import { mayCall, type Who } from '../../server/accounts/who.ts';
import { testApp } from '../support/app.ts';
import { signUp } from '../support/links.ts';

const platform = await testApp();
afterAll(platform.close);

test('a password is hashed with argon2id and verified', async () => {
  const hash = await hashPassword('마당에서 만나요');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword('마당에서 만나요'.normalize('NFD'), hash)).toBe(true);
  expect(await verifyPassword('마당에서 만나요!', hash)).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'what hashes goes behind the threads that play lectures',
  async () => {
    await hashPassword('마당에서 만나요');
    // the 19th field of proc(5), after a name that may hold anything
    const niceness = readdirSync('/proc/self/task').map((thread) => {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
    const own = Math.min(...niceness);
    expect(niceness.filter((one) => one > own).length).toBeGreaterThan(0);
    expect(niceness.filter((one) => one > own).length).toBeLessThanOrEqual(2);
  },
);

test('what cannot be hashed is said to whoever asked, and keeps nobody else from it', async () => {
  const derivation = { message: 'a', nonce: Buffer.alloc(16), memory: 64, passes: 1, tagLength: 32 };
  await expect(argon2id({ ...derivation, parallelism: 0 })).rejects.toThrow('ended');
  expect(await argon2id({ ...derivation, parallelism: 1 })).toHaveLength(32);
});

test.each<[Who, string[]]>([
  ['anyone', ['nobody', 'resident', 'staff', 'administrator']],
  ['signed_in', ['resident', 'staff', 'administrator']],
  ['staff', ['staff', 'administrator']],
  ['administrator', ['administrator']],
])('%s may be called by %j', (who, allowed) => {
  const roles = ['nobody', 'resident', 'staff', 'administrator'] as const;
  expect(roles.filter((role) => mayCall(who, role === 'nobody' ? null : role))).toEqual(allowed);
});

test('sign up, out and in again', async () => {
  const browser = await platform.as(null);
  const account = { email: 'Dong@Example.org', name: '도민', password: 'long enough' };
  const created = await signUp(platform.context, browser, account);
  expect(created).toMatchObject({
    status: 200,
    body: { account: { email: 'dong@example.org', role: 'resident' } },
  });
  expect((await browser('GET', '/api/session')).body.account.name).toBe('도민');

  expect((await browser('DELETE', '/api/session')).status).toBe(204);
  expect((await browser('GET', '/api/session')).body.account).toBeNull();

  const wrong = await browser('POST', '/api/session', { email: 'dong@example.org', password: 'wrong' });
  expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });
  const right = await browser('POST', '/api/session', { email: 'dong@example.org', password: 'long enough' });
  expect(right).toMatchObject({ status: 200, body: { account: { name: '도민' } } });
  expect((await browser('GET', '/api/session')).body.account.email).toBe('dong@example.org');
});

test('a role cannot be given to oneself at sign-up', async () => {
  const browser = await platform.as(null);
  const sly = { email: 'sly@example.org', name: 'x', password: 'long enough', role: 'administrator' };
  expect((await signUp(platform.context, browser, sly)).body.account.role).toBe('resident');
});

describe('roles', () => {
  test('an administrator gives a role, and the person signs in anew', async () => {
    const administrator = await platform.as('administrator');
    const resident = await platform.as('resident');
    const { id } = (await resident('GET', '/api/session')).body.account;
    const changed = await administrator('PATCH', `/api/accounts/${id}`, { role: 'staff' });
    expect(changed).toMatchObject({ status: 200, body: { role: 'staff' } });
    expect((await resident('GET', '/api/session')).body.account).toBeNull();
  });

  test('nobody else lists people or gives roles', async () => {
    const staff = await platform.as('staff');
    expect((await staff('GET', '/api/accounts')).status).toBe(403);
    expect((await (await platform.as(null))('GET', '/api/accounts')).status).toBe(401);
  });
});

test('the last administrator stays one', async () => {
  const alone = await testApp();
  const administrator = await alone.as('administrator');
  const { id } = (await administrator('GET', '/api/session')).body.account;
  expect((await administrator('PATCH', `/api/accounts/${id}`, { role: 'staff' })).status).toBe(409);
  await alone.close();
});

describe('first accounts', () => {
  test('are made once, and sign in with what was printed', async () => {
    const fresh = await testApp();
    const made = await ensureFirstAccounts(fresh.context);
    expect(made.map(({ role }) => role)).toEqual(['administrator', 'staff']);
    const [{ email, password } = { email: '', password: '' }] = made;
    const browser = await fresh.as(null);
    expect((await browser('POST', '/api/session', { email, password })).status).toBe(200);
    expect(await ensureFirstAccounts(fresh.context)).toEqual([]);
    await fresh.close();
  });

  test('are the administrator that settings name', async () => {
    const fresh = await testApp({
      MADANG_ADMIN_EMAIL: 'a@example.org',
      MADANG_ADMIN_PASSWORD: 'from settings',
    });
    expect(await ensureFirstAccounts(fresh.context)).toEqual([]);
    const browser = await fresh.as(null);
    const signedIn = await browser('POST', '/api/session', {
      email: 'a@example.org',
      password: 'from settings',
    });
    expect(signedIn.body.account.role).toBe('administrator');
    await fresh.close();
  });
});
