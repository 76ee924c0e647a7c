/** Whatever is done to certificates past the database's guards is found out. */
import { sql, TransactionRollbackError } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { checkCertificate } from '../../server/certificates/check.ts';
import { openKey } from '../../server/certificates/key.ts';
import { verifyCertificates } from '../../server/certificates/verify.ts';
import type { Certificate } from '../../server/contract/certificates.ts';
import { testApp } from '../support/app.ts';
import { courseOf, named, watchAll } from '../support/certified.ts';

const platform = await testApp();
const { db, config } = platform.context;
afterAll(platform.close);
const administrator = await platform.as('administrator');
const course = await courseOf(platform, await platform.as('staff'), '협치 입문', ['첫째']);

/** Somebody with that name, and their certificate. */
async function certified(name: string) {
  const browser = await platform.as('resident');
  await named(platform, browser, name);
  await watchAll(platform, browser, course.lectureIds);
  const { body } = await browser('POST', '/api/certificates', { courseId: course.courseId });
  return { browser, certificate: body as Certificate };
}
const { browser: hong, certificate } = await certified('홍길동');
await certified('김하나');

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
  const { body } = await hong('GET', `/api/certificates/${certificate.number}`);
  expect(body).toMatchObject({ verdict: 'valid' });
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

test('whoever checks what was altered is told that it does not hold, and nothing of it', async () => {
  const { browser: person, certificate: own } = await certified('김여섯');
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update certificates set name = '이여섯' where number = ${own.number}`);
  });
  for (const browser of [await platform.as(null), person, administrator])
    expect((await browser('GET', `/api/certificates/${own.number}?code=${own.code}`)).body).toEqual({
      ...{ verdict: 'invalid', number: own.number },
    });
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
