/** One's own data: all of it for its owner alone, and gone when they withdraw, while every sum stays what it was. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { verifyLog } from '../../server/audit/verify.ts';
import { openKey } from '../../server/certificates/key.ts';
import { verifyCertificates } from '../../server/certificates/verify.ts';
import type { OwnData } from '../../server/contract/privacy.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { only, rowsOf } from '../../server/database/client.ts';
import { accounts, auditEntries, lectures, uploads } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { courseOf, watchAll } from '../support/certified.ts';
import { signUp } from '../support/links.ts';

const platform = await testApp();
const { context } = platform;
const { db } = context;
afterAll(platform.close);

const PASSWORD = 'a long password';
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');
const { courseId, lectureIds } = await courseOf(platform, staff, '협치 입문', ['첫째', '둘째']);

/** Somebody whose name and address occur nowhere else. */
async function person(name: string): Promise<Browser> {
  const browser = await platform.as(null);
  const email = `${crypto.randomUUID()}@example.org`;
  await signUp(context, browser, { email, name, password: PASSWORD, region: 'suwon' });
  return browser;
}
const accountOf = async (browser: Browser) => (await browser('GET', '/api/session')).body.account;
const dataOf = async (browser: Browser): Promise<OwnData> => (await browser('GET', '/api/me/export')).body;
const withdraw = (browser: Browser, password = PASSWORD) =>
  browser('POST', '/api/me/withdrawal', { password });

/** Every table that statistics are read from, to the last row. */
const SUMS = [
  ...[
    'lecture_days',
    'lecture_months',
    'lecture_traits',
    'lecture_totals',
    'lecture_returns',
    'manager_days',
  ],
  ...['manager_returns', 'course_progress', 'retention_deltas', 'site_days', 'site_traits', 'site_returns'],
  ...['site_hours', 'lecture_quality', 'site_quality', 'watched', 'played_segments'],
];
async function sums(): Promise<Record<string, unknown>> {
  const tables = SUMS.map(async (name) => {
    const rows = await rowsOf(
      db,
      sql`select to_jsonb(t) as row from ${sql.identifier(name)} t order by t::text`,
    );
    return [name, rows];
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** Rows of any table of ours in which a text occurs. */
async function rowsWith(text: string): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'pgboss')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await rowsOf(
      db,
      sql`select 1 from ${sql.raw(name)} t where position(${text} in t::text) > 0`,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Somebody who did all that one can do, and answered a survey. */
async function learner(name: string): Promise<Browser> {
  const browser = await person(name);
  await watchAll(platform, browser, lectureIds);
  await browser('POST', `/api/lectures/${lectureIds[0]}/notes`, { at: 12, text: `${name}의 노트` });
  await browser('POST', '/api/certificates', { courseId });
  const survey = (await browser('GET', `/api/courses/${courseId}/survey`)).body;
  const reply = await browser('POST', `/api/courses/${courseId}/survey/responses`, {
    ...{ surveyId: survey.id, answers: [5] },
  });
  expect(reply.status).toBeLessThan(300);
  return browser;
}

beforeAll(async () => {
  const question = { kind: 'scale', text: '도움이 되었나요?', textEn: '', required: true, options: [] };
  await staff('PUT', `/api/courses/${courseId}/survey`, { questions: [question], from: 0 });
});

describe('the export', () => {
  test('holds all that its owner did and said, and who looked at it', async () => {
    const browser = await learner('가나다');
    const account = await accountOf(browser);
    await browser('PATCH', '/api/me', { region: 'yongin' });
    await administrator('GET', `/api/accounts/${account.id}/lectures`);

    const reply = await browser('GET', '/api/me/export');
    expect(reply.headers['content-disposition']).toMatch(
      /^attachment; filename="madang-my-data-2026-11-\d\d\.json"$/,
    );
    expect(reply.headers['cache-control']).toBe('private, no-store');
    const data: OwnData = reply.body;
    expect(data.account).toEqual({ ...account, region: 'yongin' });
    expect(data.formerTraits).toEqual([{ until: expect.any(String), audience: 'unknown', region: 'suwon' }]);
    expect(data.sessions).toHaveLength(1);
    expect(data.watched.map(({ title }) => title).toSorted()).toEqual(['둘째', '첫째']);
    expect(data.watched[0]).toMatchObject({ played: 100, position: 100, ranges: [{ from: 0, to: 100 }] });
    expect(data.watched[0]?.completedAt).toMatch(/^2026-11-\d\dT/);
    expect(data.plays).toHaveLength(2);
    expect(data.plays[0]).toMatchObject({ offline: false, segments: [{ from: 0, to: 100, rate: 1 }] });
    expect(data.notes).toMatchObject([{ title: '첫째', at: 12, text: '가나다의 노트' }]);
    expect(data.certificates).toMatchObject([{ name: '가나다', courseTitle: '협치 입문' }]);
    expect(data.surveys).toMatchObject([
      { courseTitle: '협치 입문', answers: [5], questions: [{ text: '도움이 되었나요?' }] },
    ]);
    expect(data.accesses).toEqual([
      { at: expect.any(String), action: 'progress.read', role: 'administrator' },
    ]);
    // neither the password's hash nor that of a session
    expect(reply.text).not.toMatch(/argon2|token/i);
  });

  test('is of nobody else', async () => {
    await learner('라마바');
    const other = await person('사아자');
    const data = await dataOf(other);
    expect(JSON.stringify(data)).not.toContain('라마바');
    expect(data).toMatchObject({ watched: [], plays: [], notes: [], certificates: [], surveys: [] });
    expect((await (await platform.as(null))('GET', '/api/me/export')).status).toBe(401);
  });

  test('of staff says what they manage', async () => {
    const data = await dataOf(staff);
    expect(data.managedLectures.map(({ title }) => title)).toEqual(['첫째', '둘째']);
  });
});

describe('withdrawal', () => {
  test('takes the person out of every table, and leaves every sum and every chain', async () => {
    const browser = await learner('홍길동');
    const { id, email } = await accountOf(browser);
    const other = await platform.as(null);
    Object.assign(other.cookies, browser.cookies);
    const [certificate] = (await dataOf(browser)).certificates;
    await administrator('GET', `/api/accounts/${id}/lectures`);
    // a link that waits, and a password tried in vain, know the address too
    await (await platform.as(null))('POST', '/api/password-resets', { email });
    const before = await sums();
    expect(await rowsWith('홍길동')).toContain('public.notes');

    const reply = await withdraw(browser);
    expect(reply.status).toBe(204);
    expect(await sums()).toEqual(before);
    expect(await rowsWith('홍길동')).toEqual([]);
    expect(await rowsWith(email)).toEqual([]);
    // the access log alone still knows that there was an account, by an id that leads nowhere
    expect(await rowsWith(id)).toEqual(['public.audit_entries']);
    expect((await verifyLog(db)).fault).toBeNull();
    const log = await db.select().from(auditEntries).where(eq(auditEntries.action, 'account.withdrawn'));
    expect(log).toMatchObject([{ actorId: id, subjectId: id, people: [id], details: {} }]);

    // signed out everywhere, and nobody any more
    expect(await accountOf(browser)).toBeNull();
    expect(await accountOf(other)).toBeNull();
    const again = await browser('POST', '/api/session', { email, password: PASSWORD });
    expect(again).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } });

    // the certificate is genuine still, and names nobody
    const path = `/api/certificates/${certificate?.number}?code=${certificate?.code}`;
    expect((await browser('GET', path)).body).toMatchObject({ verdict: 'valid', name: null });
    expect((await verifyCertificates(db, await openKey(context.config))).fault).toBeNull();
    // and the answer counts
    const results = (await staff('GET', `/api/courses/${courseId}/survey/results`)).body;
    expect(results.responses).toBe(3);
  });

  test('a changed rule counts those who withdrew as before, and as it counts others', async () => {
    const browser = await person('차카타');
    await watchAll(platform, browser, lectureIds.slice(0, 1));
    const people = async () =>
      (await staff('GET', `/api/courses/${courseId}/survey/results`)).body.finished as number;
    const finished = await people();
    expect((await withdraw(browser)).status).toBe(204);
    expect(await people()).toBe(finished);
    // of one lecture a course consists of now: whoever watched it has completed the course, the one who left too
    await staff('PATCH', `/api/lectures/${lectureIds[1]}`, { courseId: null });
    expect(await people()).toBe(finished + 1);
    await staff('PATCH', `/api/lectures/${lectureIds[1]}`, { courseId });
  });

  test('asks for the password, and slows down who guesses it', async () => {
    const browser = await person('파하');
    for (let nth = 0; nth < 5; nth++) {
      expect(await withdraw(browser, 'wrong')).toMatchObject({
        status: 403,
        body: { code: 'wrong_password', details: [{ field: 'password' }] },
      });
    }
    const slowed = await withdraw(browser);
    expect(slowed).toMatchObject({ status: 429, body: { code: 'too_many_tries' } });
    expect(slowed.headers['retry-after']).toBeDefined();
    expect(await accountOf(browser)).not.toBeNull();
    expect((await browser('POST', '/api/me/withdrawal', {})).status).toBe(400);
  });

  const employee = async (role: Role) => {
    const email = `${crypto.randomUUID()}@example.org`;
    const passwordHash = await hashPassword(PASSWORD);
    const account = await insertAccount(db, { email, name: role, role, passwordHash });
    const browser = await platform.as(null);
    await browser('POST', '/api/session', { email, password: PASSWORD });
    return { browser, id: account?.id ?? '' };
  };

  test('the last administrator stays, the last but one may go', async () => {
    await db.delete(accounts).where(eq(accounts.role, 'administrator'));
    const [one, two] = [await employee('administrator'), await employee('administrator')];
    // both at once: one of them is the last
    const replies = await Promise.all([withdraw(one.browser), withdraw(two.browser)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('last_administrator');
    expect(await db.select().from(accounts).where(eq(accounts.role, 'administrator'))).toHaveLength(1);
  });

  test('lectures of staff stay, and what they were sending is dropped', async () => {
    const { browser, id } = await employee('staff');
    const lecture = (await browser('POST', '/api/lectures', { title: '남는 강의' })).body;
    const uploadId = crypto.randomUUID();
    const upload = { id: uploadId, accountId: id, name: '강의.mp4', bytes: 10, expiresAt: platform.time.now };
    await db.insert(uploads).values(upload);
    expect((await withdraw(browser)).status).toBe(204);
    const kept = only(await db.select().from(lectures).where(eq(lectures.id, lecture.id)));
    expect(kept).toMatchObject({ title: '남는 강의', createdBy: null });
    expect(await db.select().from(uploads).where(eq(uploads.id, uploadId))).toEqual([]);
  });
});
