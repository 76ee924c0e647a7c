/** Certificates: who is given one, what anybody finds out about it, and that nothing forged is taken for one. */
import { statSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
