/** Certificates: who is given one, what anybody finds out about it, and that nothing forged is taken for one. */
import { statSync } from 'node:fs';
import { eq, sql, TransactionRollbackError } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCertificate } from '../../server/certificates/check.ts';
import { openKey } from '../../server/certificates/key.ts';
import { verifyCertificates } from '../../server/certificates/verify.ts';
import type { Certificate } from '../../server/contract/certificates.ts';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { courseOf, named, watchAll } from '../support/certified.ts';

const DAY = 86_400_000;
const platform = await testApp();
const { context, time } = platform;
const { db, config } = context;
afterAll(platform.close);
const [staff, administrator, anybody] = [
  await platform.as('staff'),
  await platform.as('administrator'),
  await platform.as(null),
];
const course = await courseOf(platform, staff, '협치 입문', ['첫째', '둘째']);
const issue = (browser: Browser, courseId = course.courseId) =>
  browser('POST', '/api/certificates', { courseId });

/** Somebody with that name who completed the course. */
async function completer(name: string): Promise<Browser> {
  const browser = await platform.as('resident');
  await named(platform, browser, name);
  await watchAll(platform, browser, course.lectureIds);
  return browser;
}
const check = async (certificate: Pick<Certificate, 'number' | 'code'>, browser = anybody) =>
  (await browser('GET', `/api/certificates/${certificate.number}?code=${certificate.code}`)).body;

let hong: Browser;
let certificate: Certificate;
beforeAll(async () => {
  hong = await platform.as('resident');
  await named(platform, hong, '홍길동');
});

describe('issuing', () => {
  test('what is not complete is said, in both languages; nobody without an account asks', async () => {
    await watchAll(platform, hong, course.lectureIds.slice(0, 1));
    const refused = await issue(hong);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'course_incomplete',
      message: {
        ko: expect.stringContaining('아직 이수하지 않은'),
        en: expect.stringContaining('not complete'),
      },
    });
    expect(refused.body.details).toEqual([
      {
        field: `lecture.${course.lectureIds[1]}`,
        message: '‘둘째’ 강의를 아직 이수하지 않았습니다. · The lecture “둘째” is not complete.',
      },
    ]);
    expect((await issue(anybody)).status).toBe(401);
    expect((await issue(hong, crypto.randomUUID())).status).toBe(404);
  });

  test('it says what was watched, when and how long, and asked again it is the same', async () => {
    time.now = new Date(time.now.getTime() + 3 * DAY);
    await watchAll(platform, hong, course.lectureIds.slice(1));
    const issued = await issue(hong);
    expect(issued.status).toBe(200);
    certificate = issued.body;
    expect(certificate).toMatchObject({
      ...{ number: '2026-000001', name: '홍길동', courseId: course.courseId, ruleVersion: 1, seconds: 200 },
      ...{ courseTitle: '협치 입문', courseTitleEn: 'Co-governance', issuer: '경기도 협치학교' },
      ...{ firstDay: '2026-11-24', lastDay: '2026-11-27', issuedAt: time.now.toISOString() },
      ...{ revokedAt: null, revokedReason: null },
    });
    await staff('PATCH', `/api/courses/${course.courseId}`, { title: '협치 심화' });
    time.now = new Date(time.now.getTime() + DAY);
    expect((await issue(hong)).body).toEqual(certificate);
    expect((await hong('GET', '/api/me/certificates')).body).toEqual({ items: [certificate] });
  });

  test('asked by many at once everybody has one, numbered without a gap', async () => {
    const people = [await completer('김하나'), await completer('김둘'), await completer('김셋')];
    const asked = await Promise.all([...people, ...people].map((browser) => issue(browser)));
    expect(asked.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const numbers = asked.map(({ body }) => body.number);
    expect(numbers.slice(3)).toEqual(numbers.slice(0, 3));
    expect([...new Set(numbers)].sort()).toEqual(['2026-000002', '2026-000003', '2026-000004']);
  });

  test('another version of the rule is another certificate', async () => {
    const rule = { share: 0.8, elapsedShare: 0, surveyRequired: false, from: 1 };
    await staff('PUT', `/api/courses/${course.courseId}/rule`, rule);
    expect((await issue(hong)).body).toMatchObject({ number: '2026-000005', ruleVersion: 2 });
    expect((await hong('GET', '/api/me/certificates')).body.items).toHaveLength(2);
  });

  test('a course with certificates is not deleted', async () => {
    const refused = await staff('DELETE', `/api/courses/${course.courseId}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'course_certified' } });
  });
});

describe('checking', () => {
  test('with the code anybody reads it with the name masked; its owner and administrators in full', async () => {
    const { code: _, courseId, ruleVersion, revokedReason, ...shown } = certificate;
    expect(await check(certificate)).toEqual({ ...shown, verdict: 'valid', name: '홍*동' });
    expect((await check({ ...certificate, code: '' }, hong)).name).toBe('홍길동');
    expect((await check({ ...certificate, code: '' }, administrator)).name).toBe('홍길동');
    const { items } = (await administrator('GET', '/api/audit?action=certificate.read')).body;
    expect(items).toMatchObject([{ subject: { name: '홍길동' }, details: { number: certificate.number } }]);
  });

  test('without the code nothing is told, as of a number that was never issued', async () => {
    const unknown = await check({ number: '2026-000999', code: certificate.code });
    expect(unknown.code).toBe('certificate_unknown');
    expect(await check({ ...certificate, code: '' })).toEqual(unknown);
    expect(await check({ ...certificate, code: 'K7M2Q-9XTRD' })).toEqual(unknown);
    expect(await check({ ...certificate, code: '' }, await platform.as('staff'))).toEqual(unknown);
  });

  test('the key is in a file that only we read, and its public part everybody’s', async () => {
    expect(statSync(config.certificates.keyFile).mode & 0o777).toBe(0o600);
    const { id, publicKey } = await openKey(config);
    expect((await anybody('GET', '/api/certificates/key')).body).toEqual({ id, publicKey });
    expect(publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  });
});

test('the document is its owner’s alone', async () => {
  const path = `/api/certificates/${certificate.number}.pdf`;
  const { status, headers, raw } = await hong('GET', path);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="madang-certificate-2026-000001.pdf"',
  });
  expect(raw.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect((await (await completer('김넷'))('GET', path)).status).toBe(404);
  expect((await administrator('GET', path)).status).toBe(404);
  expect((await anybody('GET', path)).status).toBe(401);
});

describe('forging', () => {
  /** What is found of a certificate, the first, after a change past the database's guards; nothing of it stays. */
  async function altered(statement: string, { number } = certificate) {
    const key = await openKey(config);
    let found: { verdict: string | undefined; fault: unknown } | undefined;
    await db
      .transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`);
        await tx.execute(sql.raw(statement));
        const verdict = (await checkCertificate(tx, key, number))?.verdict;
        found = { verdict, fault: (await verifyCertificates(tx, key)).fault };
        tx.rollback();
      })
      .catch((error: Error) => {
        if (!(error instanceof TransactionRollbackError)) throw error;
      });
    return found;
  }
  const row = "where number = '2026-000001'";
  const misfit = { number: '2026-000001', kind: 'certificate' };

  test.each([
    ['a name', `update certificates set name = '홍길순' ${row}`, misfit],
    ['a course', `update certificates set course_title = '협치 심화' ${row}`, misfit],
    ['hours', `update certificates set seconds = 72000 ${row}`, misfit],
    ['a day', `update certificates set last_day = '2026-12-24' ${row}`, misfit],
    ['an issuer', `update certificates set issuer = '경기도' ${row}`, misfit],
    ['a code', `update certificates set code = 'K7M2Q-9XTRD' ${row}`, misfit],
    [
      'whose it is',
      `update certificates set account_id = (select id from accounts where role = 'administrator') ${row}`,
      misfit,
    ],
    [
      'a revocation nobody signed',
      `update certificates set revoked_at = now(), revoked_reason = 'x' ${row}`,
      misfit,
    ],
    [
      'a signature',
      'update certificate_entries set signature = sha512(signature) where id = 1',
      { id: 1, kind: 'forged' },
    ],
    [
      'an entry made to fit',
      `update certificate_entries set digest = sha256('x') where id = 1`,
      { id: 1, kind: 'changed' },
    ],
    [
      'a link',
      `update certificate_entries set previous_hash = sha256('x') where id = 1`,
      { id: 1, kind: 'detached' },
    ],
    ['an entry that is gone', 'delete from certificate_entries where id = 1', { id: 1, kind: 'missing' }],
  ])('%s does not verify', async (_, statement, fault) => {
    expect(await altered(statement)).toEqual({ verdict: 'invalid', fault });
    expect(await check(certificate, hong)).toMatchObject({ verdict: 'valid' });
  });

  test('a chain that is broken before a certificate does not hold it either', async () => {
    const next = { ...certificate, number: '2026-000002' };
    const broken = await altered('delete from certificate_entries where id = 1', next);
    expect(broken).toEqual({ verdict: 'invalid', fault: { id: 1, kind: 'missing' } });
    expect(await altered('select 1', next)).toEqual({ verdict: 'valid', fault: null });
  });

  test('a row of one’s own making is no certificate, and one that is gone is missed', async () => {
    const copy = `insert into certificates select '2026-000998', code, null, rule_id, null, null, name_digest,
      course_title, course_title_en, first_day, last_day, seconds, issuer, issued_at from certificates ${row}`;
    expect(await altered(copy)).toMatchObject({ fault: { number: '2026-000998', kind: 'certificate' } });
    expect(await altered(`delete from certificates ${row}`)).toEqual({ verdict: undefined, fault: misfit });
  });

  test('the database itself refuses to change or remove them', async () => {
    for (const statement of [
      `update certificates set name = 'x' ${row}`,
      `update certificates set seconds = 1 ${row}`,
      `delete from certificates ${row}`,
      'truncate certificates',
      'update certificate_entries set number = number',
      'delete from certificate_entries',
      'truncate certificate_entries',
    ]) {
      const refused = await db.execute(sql.raw(statement)).catch((error: Error) => error.cause);
      expect(refused, statement).toMatchObject({ code: '42501' });
    }
  });
});

describe('revoking', () => {
  const revoke = (browser: Browser, reason: unknown) =>
    browser('POST', `/api/certificates/${certificate.number}/revocation`, { reason });

  test('is for administrators with a reason, is told to whoever checks, and is in the access log', async () => {
    expect((await revoke(staff, '잘못 발급')).status).toBe(403);
    expect((await revoke(administrator, ' ')).status).toBe(400);
    expect((await revoke(administrator, '잘못 발급했습니다')).status).toBe(204);
    expect(await revoke(administrator, '다시')).toMatchObject({ body: { code: 'certificate_revoked' } });
    const revokedAt = time.now.toISOString();
    expect(await check(certificate)).toMatchObject({ verdict: 'revoked', revokedAt });
    expect(await check(certificate)).not.toHaveProperty('revokedReason');
    const document = await hong('GET', `/api/certificates/${certificate.number}.pdf`);
    expect(document).toMatchObject({ status: 409, body: { code: 'certificate_revoked' } });
    const own = (await hong('GET', '/api/me/certificates')).body.items;
    expect(own[1]).toMatchObject({ revokedAt, revokedReason: '잘못 발급했습니다' });
    const { items } = (await administrator('GET', '/api/audit?action=certificate.revoked')).body;
    expect(items).toMatchObject([{ subject: { name: '홍길동' }, reason: '잘못 발급했습니다' }]);
    expect((await verifyCertificates(db, await openKey(config))).fault).toBeNull();
  });

  test('an administrator sees them where somebody’s learning is', async () => {
    const { id } = (await hong('GET', '/api/session')).body.account;
    const { certificates } = (await administrator('GET', `/api/accounts/${id}/lectures`)).body;
    expect(certificates).toEqual((await hong('GET', '/api/me/certificates')).body.items);
  });
});

test('who withdraws takes the name along, and the certificate still verifies', async () => {
  const person = await completer('김다섯');
  const own: Certificate = (await issue(person)).body;
  const { id } = (await person('GET', '/api/session')).body.account;
  await db.delete(accounts).where(eq(accounts.id, id));
  expect(await check(own)).toMatchObject({ verdict: 'valid', name: null, courseTitle: '협치 심화' });
  const verdict = await verifyCertificates(db, await openKey(config));
  expect(verdict).toMatchObject({ fault: null, entries: 7 });
  const text = JSON.stringify((await db.execute(sql`select * from certificates`)).rows);
  expect(text).not.toContain('김다섯');
});

test('nobody asks for documents without end, and nobody else waits for that', async () => {
  const [eager, other] = [await completer('김일곱'), await completer('김여덟')];
  const path = async (browser: Browser) => `/api/certificates/${(await issue(browser)).body.number}.pdf`;
  const unknown = '/api/certificates/2026-000999.pdf';
  const asked = await Promise.all(Array.from({ length: 31 }, () => eager('GET', unknown)));
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
  expect((await other('GET', await path(other))).status).toBe(200);
});

test('whoever checks what was altered is told that it does not hold, and nothing of it', async () => {
  const person = await completer('김여섯');
  const own: Certificate = (await issue(person)).body;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update certificates set name = '이여섯' where number = ${own.number}`);
  });
  for (const browser of [anybody, person, administrator])
    expect(await check(own, browser)).toEqual({ verdict: 'invalid', number: own.number });
  const document = await person('GET', `/api/certificates/${own.number}.pdf`);
  expect(document).toMatchObject({ status: 409, body: { code: 'certificate_invalid' } });
});

test('a chain goes on with its own key alone', async () => {
  const other = { ...config, certificates: { ...config.certificates, keyFile: `${config.data}/other.pem` } };
  const key = await openKey(other);
  expect(await checkCertificate(db, key, certificate.number)).toMatchObject({ verdict: 'invalid' });
  expect((await verifyCertificates(db, key)).fault).toEqual({ id: 1, kind: 'forged' });
  const same = await Promise.all([openKey(other), openKey(other)]);
  expect(same.map(({ id }) => id)).toEqual([key.id, key.id]);
});
