/** Mails about recordings: to whom, once, and not lost while the mail server is away. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import { parseConfig } from '../../server/config.ts';
import { only, rowsOf } from '../../server/database/client.ts';
import { type Mail, oneLine } from '../../server/mail/mail.ts';
import { openMailer } from '../../server/mail/open.ts';
import type { NoticeJob } from '../../server/queue/mail-jobs.ts';
import { failureMessage } from '../../server/recordings/failures.ts';
import { markReady } from '../../server/recordings/landing.ts';
import { sendNotice } from '../../server/recordings/send-notice.ts';
import { failRecording, rejectRecording, takeProbe } from '../../server/recordings/transcode-queries.ts';
import { retryTranscode } from '../../server/recordings/transcode-state.ts';
import { type Browser, testApp } from '../support/app.ts';
import { landOnly, plannedRecording } from '../support/lectures.ts';
import { startSmtp } from '../support/smtp.ts';
import { until } from '../support/workers.ts';

const ORIGIN = 'http://lectures.example.org';
const port = await freePort('127.0.0.1');
const platform = await testApp({
  MADANG_PUBLIC_URL: ORIGIN,
  SMTP_URL: `smtp://madang:secret@127.0.0.1:${port}`,
  MAIL_FROM: 'school@example.org',
});
const { context } = platform;
const { db, queue } = context;
const mailer = openMailer(context);
afterAll(platform.close);
afterEach(() => vi.restoreAllMocks());

/** A mail server for one test. */
async function smtp(refuse: readonly string[] = []) {
  const server = await startSmtp(port, refuse);
  onTestFinished(() => server.close());
  return server;
}

/** Somebody of the staff, who wants mails or not. */
async function manager({ notify }: { notify: boolean }) {
  const browser = await platform.as('staff');
  if (notify) expect((await browser('PATCH', '/api/me', { notify })).status).toBe(200);
  const { email } = (await browser('GET', '/api/session')).body.account;
  return { browser, email: email as string };
}

/** A recording that is being made, of a new lecture of theirs. */
async function recordingOf(browser: Browser, title = '새로운 공공의 등장') {
  const { id: lectureId } = (await browser('POST', '/api/lectures', { title })).body;
  return { lectureId, id: await plannedRecording(context, lectureId, { duration: 4 }) };
}

const ready = async (id: string) => {
  await landOnly(context, id);
  await markReady(db, queue, id);
};
const sentAt = async (id: string) =>
  (
    await rowsOf<{ sent_at: Date | null }>(
      db,
      sql`select sent_at from recording_notices where recording_id = ${id}::uuid`,
    )
  ).map((row) => row.sent_at !== null);
const jobsOf = (id: string) =>
  rowsOf<{ state: string }>(
    db,
    sql`select state from pgboss.job where name = 'mail' and data->>'recordingId' = ${id}`,
  );

test('who wants no mails is sent none; whoever wants them says so for themselves alone', async () => {
  const { browser, email } = await manager({ notify: false });
  const { id } = await recordingOf(browser);
  await ready(id);
  expect(await sentAt(id)).toEqual([]);
  expect(await jobsOf(id)).toEqual([]);

  expect((await (await platform.as(null))('PATCH', '/api/me', { notify: true })).status).toBe(401);
  const changed = await browser('PATCH', '/api/me', { notify: true, role: 'administrator' });
  expect(changed).toMatchObject({ status: 200, body: { email, notify: true, role: 'staff' } });
  expect((await browser('GET', '/api/session')).body.account).toMatchObject({ notify: true });
  expect((await browser('PATCH', '/api/me', { notify: 'yes' })).status).toBe(400);
});

test('the manager is told that a recording is ready, once, however often and by however many it is sent', async () => {
  const server = await smtp();
  const { browser, email } = await manager({ notify: true });
  const { id, lectureId } = await recordingOf(browser);
  await ready(id);
  await ready(id); // as a second worker would
  expect(await jobsOf(id)).toHaveLength(1);
  const job = { kind: 'recording-notice', recordingId: id, outcome: 'ready' } as const;
  await Promise.all([1, 2, 3].map(() => sendNotice(context, mailer, job)));
  await sendNotice(context, mailer, job);
  expect(await sentAt(id)).toEqual([true]);
  expect(server.mails).toHaveLength(1);
  const mail = only(server.mails);
  expect(mail.to).toEqual([email]);
  expect(mail.subject).toBe('[경기도 협치학교] 변환 완료 · Ready: 새로운 공공의 등장');
  expect(mail.text).toContain('강의: 새로운 공공의 등장\n');
  expect(mail.text).toContain(`Address: ${ORIGIN}/lectures/${lectureId}\n`);
  expect(mail.headers).toContainEqual(
    expect.stringMatching(`^Message-ID: <${id}\\.ready\\.\\d+@example\\.org>$`),
  );
  expect(mail.headers).toContainEqual(expect.stringMatching(/^From: =\?UTF-8\?.* <school@example\.org>$/));
});

test('a rejection and a failure say what to do; after another try there is news again, of this try alone', async () => {
  const server = await smtp();
  const { browser } = await manager({ notify: true });
  const { id: failing, lectureId } = await recordingOf(browser);
  const failed = { kind: 'recording-notice', recordingId: failing, outcome: 'failed' } as const;
  const fail = () => failRecording(db, queue, failing, 'disk_full', new Date());
  await fail();
  await retryTranscode(db, queue, failing);
  await sendNotice(context, mailer, failed);
  expect(server.mails).toEqual([]);
  await fail();
  await sendNotice(context, mailer, failed);
  await retryTranscode(db, queue, failing);
  await fail();
  await sendNotice(context, mailer, failed);
  expect(server.mails).toHaveLength(2);
  const ids = server.mails.map(({ headers }) => headers.find((one) => one.startsWith('Message-ID')));
  expect(new Set(ids).size).toBe(2);
  const { ko, en } = failureMessage('disk_full');
  for (const words of [ko, en, `${ORIGIN}/studio/lectures/${lectureId}`]) {
    expect(server.mails[1]?.text).toContain(words);
  }

  const other = (await browser('POST', '/api/lectures', { title: '잘린 파일' })).body.id;
  const rejected = await plannedRecording(context, other, { duration: 4 });
  await db.execute(sql`update recordings set state = 'uploaded' where id = ${rejected}::uuid`);
  await takeProbe(db, rejected);
  await rejectRecording(db, queue, rejected, 'truncated');
  await sendNotice(context, mailer, { kind: 'recording-notice', recordingId: rejected, outcome: 'rejected' });
  expect(server.mails[2]?.text).toContain(failureMessage('truncated').ko);
});

test('the news and what it tells of become true together, or not at all', async () => {
  const { browser } = await manager({ notify: true });
  const { id } = await recordingOf(browser);
  vi.spyOn(queue, 'post').mockRejectedValueOnce(new Error('gone'));
  await landOnly(context, id);
  await expect(markReady(db, queue, id)).rejects.toThrow('gone');
  expect(await sentAt(id)).toEqual([]);
  expect(await markReady(db, queue, id)).toBe(true);
  expect(await sentAt(id)).toEqual([false]);
});

test('a mail server that is away loses nothing; an address that it refuses is given up, and not logged', async () => {
  const { browser, email } = await manager({ notify: true });
  const { id } = await recordingOf(browser);
  const warn = vi.spyOn(context.log, 'warn');
  await ready(id);
  await queue.deliver((mail) => sendNotice(context, mailer, mail as NoticeJob));
  await until(async () => (await jobsOf(id))[0]?.state === 'retry', 30);
  expect(await sentAt(id)).toEqual([false]);

  const refused = await manager({ notify: true });
  const server = await smtp([refused.email]);
  // time passes
  await db.execute(sql`update pgboss.job set start_after = now() where name = 'mail' and state = 'retry'`);
  await until(async () => (await sentAt(id))[0] === true, 30);
  expect(server.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);

  const never = await recordingOf(refused.browser);
  await ready(never.id);
  await until(async () => (await jobsOf(never.id))[0]?.state === 'completed', 30);
  expect(await sentAt(never.id)).toEqual([false]);
  const logged = JSON.stringify(
    warn.mock.calls.map(([about]) => [about, String((about as { err: Error }).err.stack)]),
  );
  expect(logged).toContain('EENVELOPE 550');
  expect(logged).toContain('ESOCKET');
  expect(logged).not.toContain('secret');
  expect(logged).not.toContain(refused.email);
});

test.each([
  '제목\r\nBcc: everybody@example.org\r\n\r\n주소: https://evil.example',
  '제목\u2028Bcc: x@example.org',
])('no line of a title becomes one of the mail: %j', async (title) => {
  const server = await smtp();
  const { browser, email } = await manager({ notify: true });
  const { id } = await recordingOf(browser, title);
  await ready(id);
  await sendNotice(context, mailer, { kind: 'recording-notice', recordingId: id, outcome: 'ready' });
  const mail = only(server.mails);
  expect(mail.to).toEqual([email]);
  expect(mail.headers.filter((line) => /^(bcc|주소)/i.test(line))).toEqual([]);
  expect(mail.text.split(/[\n\u2028]/).filter((line) => line.startsWith('주소: '))).toHaveLength(1);
  expect(mail.subject.endsWith(oneLine(title))).toBe(true);
});

test.each([
  'a,b@example.org',
  'a@example.org\r\nRCPT TO:<b@example.org>',
  'x<b@example.org',
  '"b@example.org"@x',
])('what a mail server may read as another address is sent nowhere: %j', async (to) => {
  const server = await smtp();
  const mail: Mail = { id: 'one', from: '경기도 협치학교', to, subject: '한 사람', text: '본문\n' };
  await expect(mailer.send(mail)).rejects.toMatchObject({ refused: true });
  expect(server.mails).toEqual([]);
});

test('without SMTP mails are files that can be read, for the platform’s own user alone', async () => {
  const data = mkdtempSync(join(tmpdir(), 'madang-mail-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const config = parseConfig({ MADANG_DATA: data });
  const files = openMailer({ ...context, config });
  const mail: Mail = {
    id: 'a.ready.1',
    from: '경기도 협치학교',
    to: 'a@example.org\r\nBcc: b@example.org',
    subject: '준비',
    text: '본문\n',
  };
  await files.send(mail);
  await files.send(mail);
  const folder = join(data, 'mail');
  expect(readdirSync(folder)).toEqual(['a.ready.1.txt']);
  const file = join(folder, 'a.ready.1.txt');
  expect(readFileSync(file, 'utf8')).toBe(
    'Date: 2026-11-24T03:00:00.000Z\nFrom: 경기도 협치학교 <madang@localhost>\n' +
      'To: a@example.org Bcc: b@example.org\nSubject: 준비\n\n본문\n',
  );
  expect([folder, file].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});
