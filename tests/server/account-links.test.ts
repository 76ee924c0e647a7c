/** Sign-up and forgotten passwords: only who reads an address's mail has the account, and nobody learns who has one. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sendLink } from '../../server/accounts/send-link.ts';
import { rowsOf } from '../../server/database/client.ts';
import { accountLinks } from '../../server/database/schema/schema.ts';
import { MailFailed } from '../../server/mail/mail.ts';
import { retire } from '../../server/privacy/retire.ts';
import { testApp } from '../support/app.ts';
import { consentsTo, mailLinks, signUp, tokenIn } from '../support/links.ts';

const hashed = vi.hoisted(() => ({ times: 0 }));
vi.mock('../../server/accounts/argon2.ts', async (original) => {
  const real = await original<typeof import('../../server/accounts/argon2.ts')>();
  const argon2id = (...given: Parameters<typeof real.argon2id>) => {
    hashed.times += 1;
    return real.argon2id(...given);
  };
  return { ...real, argon2id };
});

const ORIGIN = 'http://lectures.example.org';
const platform = await testApp({ MADANG_PUBLIC_URL: ORIGIN, TRUST_PROXY: 'loopback' });
const { context } = platform;
afterAll(platform.close);
beforeEach(async () => {
  await context.db.delete(accountLinks);
  await context.db.execute(sql`delete from attempts`);
});

const newEmail = () => `${crypto.randomUUID()}@example.org`;
const later = (hours: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + hours * 3_600_000);
};
const ask = async (path: string, body: object) => (await platform.as(null))('POST', path, body);
const askAccount = (said: { email: string; name: string; region?: string }) =>
  ask('/api/accounts', { ...said, consents: consentsTo(context) });
const askReset = (email: string) => ask('/api/password-resets', { email });
const use = (token: string, password = 'a new long one') =>
  ask('/api/account-links/use', { token, password });
const enters = async (email: string, password: string) =>
  (await ask('/api/session', { email, password })).status === 200;
const resident = async () => {
  const account = { email: newEmail(), name: '도민', password: 'the old one' };
  const browser = await platform.as(null);
  expect((await signUp(context, browser, account)).status).toBe(200);
  return { browser, email: account.email };
};
const OVER = { status: 410, body: { code: 'link_over' } };

describe('sign-up', () => {
  test('makes the account when the link is used, signs in, and works once', async () => {
    const email = newEmail();
    expect(await askAccount({ email, name: '도민', region: 'suwon' })).toMatchObject({
      status: 202,
      body: { sent: 'file' },
    });
    const [mail, ...more] = await mailLinks(context);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: email });
    expect(mail?.text).toContain(`${ORIGIN}/set-password#`);
    const token = tokenIn(mail);
    expect(await ask('/api/account-links/open', { token })).toMatchObject({
      status: 200,
      body: { kind: 'sign_up', email },
    });
    const browser = await platform.as(null);
    const used = await browser('POST', '/api/account-links/use', { token, password: 'a new long one' });
    expect(used).toMatchObject({ status: 200, body: { account: { email, role: 'resident' } } });
    expect((await browser('GET', '/api/session')).body.account.email).toBe(email);
    expect(await use(token)).toMatchObject(OVER);
    expect(await ask('/api/account-links/open', { token })).toMatchObject(OVER);
    expect(await enters(email, 'a new long one')).toBe(true);
  });

  test('keeps nothing of who does not use the link in a day', async () => {
    await askAccount({ email: newEmail(), name: '도민' });
    const token = tokenIn((await mailLinks(context))[0]);
    later(24);
    expect(await use(token)).toMatchObject(OVER);
    await retire(context, 'links');
    expect(await context.db.select().from(accountLinks)).toEqual([]);
  });

  test('of an address with an account is answered as of one without; only its owner is told', async () => {
    const { email } = await resident();
    const [known, unknown] = [email.toUpperCase(), newEmail()];
    hashed.times = 0;
    const answers = [];
    for (const one of [known, unknown]) {
      const { status, body, headers } = await askAccount({ email: one, name: '누군가' });
      answers.push({ status, body, cookies: headers['set-cookie'] });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(hashed.times).toBe(0);
    const mails = await mailLinks(context);
    const toOwner = mails.find(({ to }) => to === email);
    expect(toOwner?.text).toContain('이미 가입되어 있습니다');
    expect(tokenIn(toOwner)).toBe('');
    expect(tokenIn(mails.find(({ to }) => to === unknown))).not.toBe('');
  });

  test('by somebody else does not open an account to them, nor carry their words to the owner', async () => {
    const email = newEmail();
    await askAccount({ email, name: '당첨! http://evil.example' });
    const [mail] = await mailLinks(context);
    expect(`${mail?.subject}${mail?.text}`).not.toContain('evil.example');
    // the password is chosen by whoever reads the mail
    expect(await enters(email, 'a new long one')).toBe(false);
  });

  test('twice at once makes one account', async () => {
    const email = newEmail();
    await askAccount({ email, name: '하나' });
    const token = tokenIn((await mailLinks(context))[0]);
    const replies = await Promise.all([use(token), use(token)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 410]);
  });
});

describe('a forgotten password', () => {
  test('is chosen anew with the link: sessions and the old one are of no use, nor the link again', async () => {
    const { browser, email } = await resident();
    expect(await askReset(email)).toMatchObject({ status: 202, body: { sent: 'file' } });
    const token = tokenIn((await mailLinks(context))[0]);
    const used = await use(token);
    // one signs in oneself: to read the mail may not be all that is asked for
    expect(used).toMatchObject({ status: 200, body: { account: null } });
    expect(used.headers['set-cookie']).toBeUndefined();
    expect((await browser('GET', '/api/session')).body.account).toBeNull();
    expect(await enters(email, 'the old one')).toBe(false);
    expect(await enters(email, 'a new long one')).toBe(true);
    expect(await use(token, 'another long one')).toMatchObject(OVER);
    expect(await enters(email, 'a new long one')).toBe(true);
  });

  test('of an unknown address is answered alike, and nobody is written to', async () => {
    const { email } = await resident();
    const answers = [];
    for (const one of [email, newEmail()]) {
      const { status, body } = await askReset(one);
      answers.push({ status, body });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect((await mailLinks(context)).map(({ to }) => to)).toEqual([email]);
  });

  test('is waited for an hour', async () => {
    const { email } = await resident();
    await askReset(email);
    const token = tokenIn((await mailLinks(context))[0]);
    later(1);
    expect(await use(token)).toMatchObject(OVER);
    expect(await enters(email, 'the old one')).toBe(true);
  });

  test('ends every other link of the address, and so does a change of password', async () => {
    const { browser, email } = await resident();
    await askReset(email);
    await askReset(email);
    const [first, second] = (await mailLinks(context)).map(tokenIn);
    expect(first).not.toBe(second);
    expect((await use(second ?? '')).status).toBe(200);
    expect(await use(first ?? '')).toMatchObject(OVER);

    await browser('POST', '/api/session', { email, password: 'a new long one' });
    await context.db.execute(sql`delete from attempts`);
    await askReset(email);
    const third = tokenIn((await mailLinks(context))[0]);
    const change = { current: 'a new long one', password: 'the third one' };
    expect((await browser('PUT', '/api/me/password', change)).status).toBe(204);
    expect(await use(third)).toMatchObject(OVER);
  });

  test('opens an account that somebody tried passwords of', async () => {
    const { email } = await resident();
    for (let n = 0; n < 6; n += 1) await ask('/api/session', { email, password: 'guess' });
    await askReset(email);
    expect((await use(tokenIn((await mailLinks(context))[0]))).status).toBe(200);
    expect(await enters(email, 'a new long one')).toBe(true);
  });

  test('a common one is refused, and the link stays', async () => {
    const { email } = await resident();
    await askReset(email);
    const token = tokenIn((await mailLinks(context))[0]);
    expect(await use(token, 'password123')).toMatchObject({ status: 400, body: { code: 'password_common' } });
    expect((await use(token)).status).toBe(200);
  });
});

describe('a link', () => {
  test('is kept as a hash alone, until its mail is written not even that', async () => {
    await askAccount({ email: newEmail(), name: '도민' });
    const [before] = await context.db.select().from(accountLinks);
    expect(before?.tokenHash).toBeNull();
    const token = tokenIn((await mailLinks(context))[0]);
    const rows = await rowsOf<{ whole: string }>(
      context.db,
      sql`select l::text || coalesce((select string_agg(j.data::text, '') from pgboss.job j where j.name = 'mail'), '') as whole from account_links l`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.whole).not.toContain(token);
    expect(rows[0]?.whole).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('whose mail was not taken is sent again, with another token', async () => {
    await askAccount({ email: newEmail(), name: '도민' });
    const [link] = await context.db.select().from(accountLinks);
    const away = { send: () => Promise.reject(new MailFailed('ESOCKET')) };
    await expect(sendLink(context, away, link?.id ?? '')).rejects.toThrow('ESOCKET');
    const [after] = await context.db
      .select()
      .from(accountLinks)
      .where(eq(accountLinks.id, link?.id ?? ''));
    expect(after?.tokenHash).toBeNull();
    expect((await use(tokenIn((await mailLinks(context))[0]))).status).toBe(200);
  });

  test.each(['', 'x', 'A'.repeat(44), "' or 1=1 --"])('%j is no token', async (token) => {
    expect((await use(token)).status).toBe(400);
  });

  test('that is made up opens nothing', async () => {
    await askAccount({ email: newEmail(), name: '도민' });
    expect(await use('A'.repeat(43))).toMatchObject(OVER);
  });
});

describe('mails that are asked for', () => {
  test('to one address are three, and then few, whether or not it has an account', async () => {
    const { email } = await resident();
    await context.db.execute(sql`delete from attempts`);
    const story = async (one: string) => {
      const told = [];
      for (let n = 0; n < 6; n += 1) {
        const from = { 'x-forwarded-for': `10.8.0.${n}` };
        const { status, body } = await (await platform.as(null))(
          'POST',
          '/api/password-resets',
          { email: one },
          from,
        );
        told.push([status, body.code]);
      }
      return told;
    };
    const known = await story(email);
    expect(known.map(([status]) => status)).toEqual([202, 202, 202, 429, 429, 429]);
    expect(await story(newEmail())).toEqual(known);
  });

  test('from one address are thirty at once', async () => {
    const statuses = [];
    for (let n = 0; n < 40; n += 1) statuses.push((await askReset(newEmail())).status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(30);
    expect(statuses.at(-1)).toBe(429);
  });
});
