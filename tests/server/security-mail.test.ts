/** Mails that tell somebody that the way into their account was changed: each change once, and no other. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { sendSecurityMail } from '../../server/accounts/security-notices.ts';
import { rowsOf } from '../../server/database/client.ts';
import { type Mail, MailFailed } from '../../server/mail/mail.ts';
import type { SecurityJob } from '../../server/queue/mail-jobs.ts';
import { testApp } from '../support/app.ts';
import { codeOf } from '../support/authenticator.ts';
import { mailLinks, signUp, tokenIn } from '../support/links.ts';

const ORIGIN = 'http://lectures.example.org';
const platform = await testApp({ MADANG_PUBLIC_URL: ORIGIN });
const { context } = platform;
const { db } = context;
afterAll(platform.close);

const [FIRST, SECOND] = ['the first long one', 'the second long one'];

async function person() {
  const browser = await platform.as(null);
  const email = `${crypto.randomUUID()}@example.org`;
  const { body } = await signUp(context, browser, { email, name: '홍길동', password: FIRST });
  return { browser, email, id: body.account.id as string };
}
/** What waits to be sent to an account's owner, in the order in which it was done. */
const waiting = async (accountId: string): Promise<SecurityJob[]> => {
  const rows = await rowsOf<{ data: SecurityJob }>(
    db,
    sql`select data from pgboss.job where data->>'kind' = 'security' and data->>'accountId' = ${accountId}
      order by data->>'at'`,
  );
  return rows.map(({ data }) => data);
};
const events = async (accountId: string) => (await waiting(accountId)).map(({ event }) => event);
const later = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};

test('a password that was changed and one that was chosen anew, but not one that was refused', async () => {
  const { browser, email, id } = await person();
  // a sign-up is no change
  expect(await events(id)).toEqual([]);
  await browser('PUT', '/api/me/password', { current: 'wrong', password: SECOND });
  expect(await events(id)).toEqual([]);
  expect((await browser('PUT', '/api/me/password', { current: FIRST, password: SECOND })).status).toBe(204);
  later(60);
  await browser('POST', '/api/password-resets', { email });
  const mail = (await mailLinks(context)).find(({ to }) => to === email);
  expect(await events(id)).toEqual(['password_changed']);
  const use = { token: tokenIn(mail), password: FIRST };
  expect((await browser('POST', '/api/account-links/use', use)).status).toBe(200);
  expect((await browser('POST', '/api/account-links/use', use)).status).toBe(410);
  expect(await events(id)).toEqual(['password_changed', 'password_reset']);
});

test('a second factor that was switched on, off, and by an administrator, but not one that was only begun', async () => {
  const { browser, email, id } = await person();
  const setUp = async () => {
    await browser('POST', '/api/me/second-factor', { password: FIRST });
    return (await browser('PUT', '/api/me/second-factor', { code: await codeOf(context, id) })).status;
  };
  await browser('POST', '/api/me/second-factor', { password: FIRST });
  await browser('PUT', '/api/me/second-factor', { code: '000000' });
  expect(await events(id)).toEqual([]);
  later(60);
  expect(await setUp()).toBe(200);
  later(60);
  const off = { password: FIRST };
  expect((await browser('POST', '/api/me/second-factor/removal', off)).status).toBe(204);
  later(60);
  // there is none any more
  expect((await browser('POST', '/api/me/second-factor/removal', off)).status).toBe(204);
  expect(await setUp()).toBe(200);
  later(60);
  const boss = await platform.as('administrator');
  expect((await boss('DELETE', `/api/accounts/${id}/second-factor`)).status).toBe(204);
  expect(await events(id)).toEqual(['factor_on', 'factor_off', 'factor_on', 'factor_reset']);

  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail) };
  for (const job of await waiting(id)) await sendSecurityMail(context, mailer, job);
  expect(mails.map(({ to }) => to)).toEqual(Array(4).fill(email));
  expect(new Set(mails.map(({ id }) => id)).size).toBe(4);
  expect(mails.map(({ subject }) => subject).at(-1)).toBe(
    '[경기도 협치학교] 2단계 인증을 초기화했습니다 · Two-step sign-in was reset',
  );
  const { text = '' } = mails[1] ?? {};
  expect(text).toContain('2단계 인증을 껐습니다.');
  expect(text).toContain('Two-step sign-in was switched off.');
  // both languages say when, and where to go
  expect(text.match(/2026\. 11\. 24\. \d\d:\d\d/g)).toHaveLength(2);
  expect(text.match(/^http:\/\/lectures\.example\.org\/reset-password$/gm)).toHaveLength(2);
  // who it is and what they know stands in none
  for (const mail of mails) expect(`${mail.subject}${mail.text}`).not.toMatch(/홍길동|long one|[0-9A-Z]{32}/);
});

test('is told in Seoul’s time, and of no account that is gone', async () => {
  platform.time.now = new Date('2026-12-31T15:05:00Z');
  const { browser, id } = await person();
  await browser('PUT', '/api/me/password', { current: FIRST, password: SECOND });
  const [job] = await waiting(id);
  if (!job) throw new Error('nothing waits');
  const mails: Mail[] = [];
  await sendSecurityMail(context, { send: async (mail) => void mails.push(mail) }, job);
  expect(mails[0]?.text).toContain('일시: 2027. 1. 1. 00:05');
  const away = { send: () => Promise.reject(new MailFailed('ESOCKET')) };
  await expect(sendSecurityMail(context, away, job)).rejects.toThrow('ESOCKET');
  const refused = { send: () => Promise.reject(new MailFailed('EENVELOPE 550', true)) };
  await sendSecurityMail(context, refused, job);
  expect((await browser('POST', '/api/me/withdrawal', { password: SECOND })).status).toBe(204);
  await sendSecurityMail(context, { send: async (mail) => void mails.push(mail) }, job);
  expect(mails).toHaveLength(1);
});
