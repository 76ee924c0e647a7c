/** Guessing passwords and asking who has an account: a hundred tries, and what each of them was worth. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { heldAgainst, LONGEST_MS, waitMs } from '../../server/accounts/delay.ts';
import { networkOf } from '../../server/accounts/network.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { ConfigError, parseConfig } from '../../server/config.ts';
import { testApp } from '../support/app.ts';

/** How often argon2 was asked for: a password that nobody looks at cannot be guessed. */
const hashed = vi.hoisted(() => ({ times: 0 }));
vi.mock('../../server/accounts/argon2.ts', async (original) => {
  const real = await original<typeof import('../../server/accounts/argon2.ts')>();
  const argon2id = (...given: Parameters<typeof real.argon2id>) => {
    hashed.times += 1;
    return real.argon2id(...given);
  };
  return { ...real, argon2id };
});

const PASSWORD = 'what nobody guesses';
const platform = await testApp({ TRUST_PROXY: 'loopback' });
const direct = await testApp();
afterAll(async () => {
  await platform.close();
  await direct.close();
});
let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(() => {
  hashed.times = 0;
});

const account = async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  await insertAccount(platform.context.db, { email, name: '도민', role: 'resident', passwordHash });
  return email;
};
let addresses = 0;
/** An address that nobody had before. */
const newAddress = () => `10.9.${Math.floor(++addresses / 250)}.${addresses % 250}`;

async function tryPassword(email: string, password: string, address = newAddress(), of = platform) {
  const browser = await of.as(null);
  const { status, body, headers } = await browser(
    ...(['POST', '/api/session', { email, password }, { 'x-forwarded-for': address }] as const),
  );
  return { status, body, retryAfter: Number(headers['retry-after']) };
}

const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};

describe('delays', () => {
  const at = new Date('2026-11-24T03:00:00Z');
  const msOn = (ms: number) => new Date(at.getTime() + ms);
  test.each([
    ['account', 4, 0],
    ['account', 5, 1000],
    ['account', 8, 8000],
    ['account', 14, 512_000],
    ['account', 15, LONGEST_MS],
    ['account', 1000, LONGEST_MS],
    ['address', 29, 0],
    ['address', 30, 1000],
    ['address', 5000, LONGEST_MS],
  ] as const)('%s after %i failures waits %i ms', (kind, failures, ms) => {
    expect(waitMs(kind, { failures, lastAt: at }, at)).toBe(ms);
    expect(waitMs(kind, { failures, lastAt: at }, msOn(ms))).toBe(0);
  });

  test('failures are forgiven one by one', () => {
    const known = { failures: 7, lastAt: at };
    expect(heldAgainst('account', known, msOn(15 * 60_000 - 1))).toBe(7);
    expect(heldAgainst('account', known, msOn(30 * 60_000))).toBe(5);
    expect(heldAgainst('account', known, msOn(1e9))).toBe(0);
    // a clock that was set back forgives nothing, and does not lock
    expect(heldAgainst('account', known, msOn(-1e9))).toBe(7);
  });
});

test('a hundred tries on one account, each from another address, are five', async () => {
  const email = await account();
  const tries = [];
  for (let n = 0; n < 100; n += 1) tries.push(await tryPassword(email, `guess ${n}`));
  expect(hashed.times).toBe(5);
  expect(tries.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill(401));
  expect(tries.slice(5).every(({ body }) => body.code === 'too_many_tries')).toBe(true);
  expect(tries.at(-1)).toMatchObject({ status: 429, retryAfter: 1 });

  // nor is the right one looked at now, but soon it is, and nothing is left of it
  expect(await tryPassword(email, PASSWORD)).toMatchObject({ status: 429 });
  later(1);
  expect(await tryPassword(email, PASSWORD)).toMatchObject({ status: 200 });
  expect(await tryPassword(email, 'mistyped')).toMatchObject({ status: 401 });
  expect(await tryPassword(email, PASSWORD)).toMatchObject({ status: 200 });
});

test('a hundred at once are no more', async () => {
  const email = await account();
  const tries = await Promise.all(Array.from({ length: 100 }, (_, n) => tryPassword(email, `guess ${n}`)));
  expect(hashed.times).toBe(5);
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(95);
});

test('a crowd at one account takes nobody else’s turn: others sign in meanwhile, and its owner after a second', async () => {
  const [struck, other] = [await account(), await account()];
  const crowd = Array.from({ length: 600 }, (_, n) => tryPassword(struck, `guess ${n}`));
  const [meanwhile, ...tries] = await Promise.all([tryPassword(other, PASSWORD), ...crowd]);
  expect(meanwhile).toMatchObject({ status: 200 });
  expect(hashed.times).toBe(5 + 1);
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(tries.filter(({ body }) => body.code === 'too_many_tries')).toHaveLength(595);
  later(1);
  expect(await tryPassword(struck, PASSWORD)).toMatchObject({ status: 200 });
});

test('who goes on guessing waits longer each time, and whose account it is a quarter of an hour at worst', async () => {
  const email = await account();
  for (let n = 0; n < 5; n += 1) await tryPassword(email, 'guess');
  const waits = [];
  for (let n = 0; n < 12; n += 1) {
    const { retryAfter } = await tryPassword(email, 'guess');
    waits.push(retryAfter);
    later(retryAfter);
    expect((await tryPassword(email, 'guess')).status).toBe(401);
  }
  expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(900);
  later(900);
  expect((await tryPassword(email, PASSWORD)).status).toBe(200);
});

test('a hundred accounts tried from one address are thirty, and another address gets in meanwhile', async () => {
  const address = newAddress();
  const email = await account();
  const statuses = [];
  for (let n = 0; n < 100; n += 1) {
    statuses.push((await tryPassword(`${n}@example.org`, 'guess', address)).status);
  }
  expect(hashed.times).toBe(30);
  expect(statuses.slice(30)).toEqual(Array(70).fill(429));
  expect((await tryPassword(email, PASSWORD, address)).status).toBe(429);
  expect((await tryPassword(email, PASSWORD)).status).toBe(200);
});

test('to sign in oneself does not forgive an address what it tried on others', async () => {
  const address = newAddress();
  const own = await account();
  for (let n = 0; n < 29; n += 1) await tryPassword(`${n}@example.net`, 'guess', address);
  expect((await tryPassword(own, PASSWORD, address)).status).toBe(200);
  expect((await tryPassword('30@example.net', 'guess', address)).status).toBe(401);
  expect((await tryPassword('31@example.net', 'guess', address)).status).toBe(429);
});

test('an address without an account is answered as one with: the same words, work and delays', async () => {
  const story = async (email: string) => {
    hashed.times = 0;
    const told = [];
    for (let n = 0; n < 8; n += 1) told.push(await tryPassword(email, 'guess'));
    return { told, hashed: hashed.times };
  };
  const known = await story(await account());
  expect(await story('nobody@example.org')).toEqual(known);
  expect(known.hashed).toBe(5);
});

test('a wrong current password counts like a wrong one at sign-in', async () => {
  const email = await account();
  const browser = await platform.as(null);
  const from = { 'x-forwarded-for': newAddress() };
  await browser('POST', '/api/session', { email, password: PASSWORD }, from);
  const change = { current: 'guess', password: 'a new long one' };
  const codes = [];
  for (let n = 0; n < 6; n += 1) {
    codes.push((await browser('PUT', '/api/me/password', change, from)).body.code);
  }
  expect(codes).toEqual([...Array(5).fill('wrong_password'), 'too_many_tries']);
});

describe('whose address it is', () => {
  test('nobody is believed unasked: who invents addresses stays one', async () => {
    const statuses = [];
    for (let n = 0; n < 40; n += 1) {
      statuses.push((await tryPassword(`${n}@example.com`, 'guess', newAddress(), direct)).status);
    }
    expect(hashed.times).toBe(30);
    expect(statuses.slice(30)).toEqual(Array(10).fill(429));
  });

  test('of what a trusted proxy passes on, its own word counts', async () => {
    const address = newAddress();
    // the proxy adds who connected to it, at the end; before it stands what that one invented
    for (let n = 0; n < 30; n += 1) {
      await tryPassword(`${n}@example.co.kr`, 'guess', `${newAddress()}, ${address}`);
    }
    expect((await tryPassword('31@example.co.kr', 'guess', address)).status).toBe(429);
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is of %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });

  test.each(['127.0.0.1', 'loopback, 10.0.0.0/8', '2001:db8::/32'])('%j may be trusted', (value) => {
    expect(parseConfig({ TRUST_PROXY: value }).trustProxy).toEqual(value.split(', '));
  });

  test.each(['true', '1', '*', '10.0.0.0/33', 'proxy.example.org', '10.0.0.0/8/8'])('%j may not', (value) => {
    expect(() => parseConfig({ TRUST_PROXY: value })).toThrow(ConfigError);
  });
});
