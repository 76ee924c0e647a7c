/** What is known of people goes when its time is over: not sooner, and no number with it. */
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordAudit } from '../../server/audit/record.ts';
import { only, rowsOf } from '../../server/database/client.ts';
import { viewers } from '../../server/database/schema/schema.ts';
import { mailFolder } from '../../server/mail/open.ts';
import { dueBefore, KEPT, type Kept, periodsOf } from '../../server/privacy/retention.ts';
import { retireAll } from '../../server/privacy/retire.ts';
import { testApp } from '../support/app.ts';
import { watchAll } from '../support/certified.ts';
import { watchableLecture } from '../support/lectures.ts';
import { consentsTo, signUp } from '../support/links.ts';

const DAY = 86_400_000;
const NONE = Object.fromEntries(KEPT.map((what) => [what, 0])) as Record<Kept, number>;

describe('what is due', () => {
  const settings = { ledgerDays: 90, auditDays: 730 };
  const now = new Date('2026-11-30T03:00:00Z');

  test.each<[Kept, number]>([
    ['links', 0],
    ['sessions', 0],
    ['attempts', 2],
    ['quality', 2],
    ['mails', 7],
    ['segments', 90],
    ['browsers', 400],
    ['audit', 730],
  ])('%s: what is older than %i days', (what, days) => {
    expect(dueBefore(settings, now)[what]).toEqual(new Date(now.getTime() - days * DAY));
    expect(periodsOf(settings)).toContainEqual({ what, days });
  });

  test('the settings move the ledger and the access log, and nothing else', () => {
    const other = { ledgerDays: 30, auditDays: 1000 };
    const moved = KEPT.filter(
      (what) => dueBefore(settings, now)[what].getTime() !== dueBefore(other, now)[what].getTime(),
    );
    expect(moved).toEqual(['segments', 'audit']);
    expect(dueBefore(other, now).audit).toEqual(new Date(now.getTime() - 1000 * DAY));
  });
});

describe('as time goes by', () => {
  let platform: Awaited<ReturnType<typeof testApp>>;
  let start: Date;
  beforeAll(async () => {
    platform = await testApp();
    // rows that the database dates itself are of today
    platform.time.now = new Date();
    start = platform.time.now;
  });
  afterAll(() => platform.close());
  const later = (ms: number) => {
    platform.time.now = new Date(start.getTime() + ms);
    return retireAll(platform.context);
  };
  const rows = async (table: string) =>
    only(await rowsOf<{ n: number }>(platform.context.db, sql.raw(`select count(*)::int as n from ${table}`)))
      .n;

  test('each goes in its turn, and what was counted stays', async () => {
    const { context } = platform;
    const { db } = context;
    const [staff, passerBy, resident] = [
      await platform.as('staff'),
      await platform.as(null),
      await platform.as(null),
    ];
    const id = await watchableLecture(context, staff);
    await watchAll(platform, passerBy, [id]);
    await signUp(context, resident, {
      email: 'hong@example.org',
      name: '홍길동',
      password: 'a long password',
    });
    await resident('POST', '/api/accounts', {
      ...{ email: 'never@example.org', name: '안 여는 사람', consents: consentsTo(context) },
    });
    await resident('POST', '/api/session', { email: 'hong@example.org', password: 'wrong' });
    // the database itself keeps a year, by its own clock
    const at = new Date(start.getTime() - 700 * DAY);
    const actor = { id: crypto.randomUUID(), role: 'administrator' } as const;
    await recordAudit(db, { at, actor, action: 'audit.read', subject: { kind: 'site' } });
    const { body: session } = await resident('POST', '/api/playback-sessions', { lectureId: id });
    await resident('POST', `/api/playback-sessions/${session.id}/quality`, {
      ...{ sn: 0, msd: 600, bsa: 0, bsda: 0 },
      played: { 1080: 1000, 720: 0, 480: 0, 360: 0 },
      ec: { offline: 0, gone: 0, network: 0, media: 0, unsupported: 0 },
    });
    const folder = mailFolder(context.config);
    mkdirSync(folder);
    const mail = join(folder, 'x.txt');
    writeFileSync(mail, 'To: hong@example.org');
    utimesSync(mail, start, start);
    start = platform.time.now;
    const days = await rowsOf(db, sql`select * from lecture_days`);
    expect(await rows('account_links')).toBe(1);

    expect(await later(0)).toEqual(NONE);
    // the link that nobody opened, with the name that was given for it
    expect(await later(DAY)).toEqual({ ...NONE, links: 1 });
    expect(await rows('account_links')).toBe(0);
    expect(await later(2 * DAY)).toEqual(NONE);
    const two = await later(2 * DAY + 60_000);
    expect(two).toMatchObject({ ...NONE, attempts: expect.any(Number), quality: 1 });
    expect(two.attempts).toBeGreaterThan(0);
    expect(await rows('attempts')).toBe(0);
    expect(await later(7 * DAY - 60_000 * 10)).toEqual(NONE);
    expect(existsSync(mail)).toBe(true);
    expect(await later(7 * DAY + 60_000)).toEqual({ ...NONE, mails: 1 });
    expect(existsSync(mail)).toBe(false);
    // fourteen quiet days end a resident's session
    expect(await later(14 * DAY + 60_000)).toEqual({ ...NONE, sessions: 1 });
    expect(await later(29 * DAY)).toEqual(NONE);
    expect(await later(31 * DAY)).toEqual({ ...NONE, audit: 1 });
    expect(await later(89 * DAY)).toEqual(NONE);
    expect(await later(91 * DAY)).toEqual({ ...NONE, segments: 1 });
    expect(await later(399 * DAY)).toEqual(NONE);
    // the browser without an account is known no longer; the tests' own sessions end as well
    expect(await later(401 * DAY)).toEqual({ ...NONE, browsers: 1, sessions: 1 });
    const known = await db.select({ accountId: viewers.accountId, token: viewers.tokenHash }).from(viewers);
    expect(known).toHaveLength(2);
    expect(known.every(({ token }) => token === null)).toBe(true);
    expect(await rowsOf(db, sql`select * from lecture_days`)).toEqual(days);
    // the person is still there: an account is its owner's to remove
    expect(await rows("accounts where email = 'hong@example.org'")).toBe(1);
  });

  test('what cannot go now keeps nothing else', async () => {
    const failing = { ...platform.context, config: { ...platform.context.config, data: '/dev/null' } };
    await platform.context.db.execute(sql`
      insert into attempts (key, kind, failures, last_at) values ('\\x01', 'address', 1, '2020-01-01')`);
    expect(await retireAll(failing)).toEqual({ ...NONE, attempts: 1 });
  });
});
