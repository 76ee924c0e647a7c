/** What the site says of the institution: the settings until administrators say otherwise, and from then on one thing everywhere. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { sendLink } from '../../server/accounts/send-link.ts';
import { issuedDigest } from '../../server/certificates/chain.ts';
import { parseConfig } from '../../server/config.ts';
import { accountLinks } from '../../server/database/schema/schema.ts';
import type { Mail } from '../../server/mail/mail.ts';
import { testApp } from '../support/app.ts';
import { courseOf, watchAll } from '../support/certified.ts';

const platform = await testApp({ CERTIFICATE_ISSUER: '가평군', PRIVACY_OFFICER: '홍길동' });
afterAll(platform.close);
const administrator = await platform.as('administrator');
const passerBy = await platform.as(null);

const NAMES = {
  ...{ name: '수원시 시민대학', nameEn: 'Suwon Citizens’ College', site: '배움터', siteEn: 'Baeumteo' },
  ...{ about: '누구나 배웁니다.', aboutEn: 'For everybody.', isOfficial: false, issuer: '수원시장' },
  ...{ address: '수원시 팔달구', addressEn: '', phone: '031-000-0000', email: 'a@suwon.example' },
  ...{ officer: '김수원, 평생학습과장', officerContact: '031-000-0001' },
};
const put = (change: object = {}, as = administrator) =>
  as('PUT', '/api/institution', { ...NAMES, ...change });

test('until somebody says otherwise the settings hold, and an institution of another name has no English of ours', async () => {
  expect((await passerBy('GET', '/api/institution')).body).toMatchObject({
    ...{ name: '가평군', nameEn: '', site: '마당', issuer: '가평군', officer: '홍길동' },
    isOfficial: false,
  });
  expect(parseConfig({}).institution).toMatchObject({ name: '경기도 협치학교', officer: '' });
  expect(() => parseConfig({ CERTIFICATE_ISSUER: '가'.repeat(21) })).toThrow(/^CERTIFICATE_ISSUER/);
});

describe('what cannot be said', () => {
  test.each([
    [{ name: '' }],
    [{ name: '  ' }],
    [{ site: '가'.repeat(21) }],
    [{ issuer: '' }],
    [{ issuer: '두\n줄' }],
    [{ about: '줄\r\nX-Header: 1' }],
    [{ email: 'nobody' }],
    [{ email: '"><script>@x' }],
    [{ isOfficial: 'yes' }],
  ])('%j', async (change) => {
    expect((await put(change)).status).toBe(400);
  });
});

test('once said it stands everywhere, and the log says who said it and which of it', async () => {
  const decomposed = NAMES.name.normalize('NFD');
  const saved = await put({ name: ` ${decomposed} ` });
  expect(saved).toMatchObject({ status: 200, body: NAMES });
  expect((await passerBy('GET', '/api/institution')).body).toEqual(NAMES);

  const page = (await passerBy('GET', '/lectures')).text;
  expect(page).toContain('<title>강의 목록 | 수원시 시민대학 배움터</title>');
  expect(page).toContain('<meta name="description" content="누구나 배웁니다." />');
  expect(page).not.toContain('가평군');
  const [, data = ''] = /<script type="application\/json" id="institution">(.*?)<\/script>/.exec(page) ?? [];
  expect(JSON.parse(data)).toEqual(NAMES);

  const manifest = await passerBy('GET', '/manifest.webmanifest');
  expect(manifest.headers['content-type']).toContain('application/manifest+json');
  expect(JSON.parse(manifest.text)).toMatchObject({ name: '수원시 시민대학 배움터', short_name: '배움터' });

  expect((await passerBy('GET', '/api/privacy-policy')).body).toMatchObject({
    ...{ institution: NAMES.name, institutionEn: NAMES.nameEn },
    ...{ officer: NAMES.officer, contact: NAMES.officerContact },
  });

  const { items } = (await administrator('GET', '/api/audit?action=institution.changed')).body;
  expect(items).toHaveLength(1);
  expect(items[0].details.members).toContain('officer');
  expect(JSON.stringify(items)).not.toContain('김수원');
});

test('what is no part of it is not kept', async () => {
  const more = { one: false, updatedAt: '2020-01-01T00:00:00Z', role: 'administrator' };
  expect((await put(more)).body).toEqual(NAMES);
  expect((await passerBy('GET', '/api/institution')).body).toEqual(NAMES);
});

test('what is said again is no change', async () => {
  await put();
  const found = async () =>
    (await administrator('GET', '/api/audit?action=institution.changed')).body.total as number;
  const before = await found();
  await put();
  expect(await found()).toBe(before);
  await put({ phone: '' });
  expect(await found()).toBe(before + 1);
  await put();
});

test('nothing of it is markup', async () => {
  await put({ about: '</script><script>alert(1)</script>', name: '<b>"기관"' });
  const page = (await passerBy('GET', '/')).text;
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<b>');
  await put();
});

test('mails come from it', async () => {
  await put();
  const { context } = platform;
  await passerBy('POST', '/api/password-resets', { email: 'nobody@example.org' });
  const staff = await platform.as('staff');
  const { email } = (await staff('GET', '/api/session')).body.account;
  await passerBy('POST', '/api/password-resets', { email });
  const mails: Mail[] = [];
  for (const { id } of await context.db.select().from(accountLinks)) {
    await sendLink(context, { send: async (mail) => void mails.push(mail) }, id);
  }
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ from: NAMES.name, to: email });
  expect(mails[0]?.subject).toMatch(/^\[수원시 시민대학\]/);
});

test('a certificate keeps what the institution was called when it was issued, as does one from before it was kept', async () => {
  await put();
  const staff = await platform.as('staff');
  const { courseId, lectureIds } = await courseOf(platform, staff, '마을', ['첫째']);
  const issued = async () => {
    const person = await platform.as('resident');
    await watchAll(platform, person, lectureIds);
    const { body } = await person('POST', '/api/certificates', { courseId });
    const again = async () => (await person('GET', '/api/me/certificates')).body.items[0];
    const check = async () =>
      (await passerBy('GET', `/api/certificates/${body.number}?code=${body.code}`)).body;
    return { body, again, check };
  };
  const first = await issued();
  expect(first.body).toMatchObject({ institution: NAMES.name, issuer: NAMES.issuer });
  await put({ name: '화성시', issuer: '화성시장' });
  expect(await first.again()).toEqual(first.body);
  expect(await first.check()).toMatchObject({ verdict: 'valid', issuer: NAMES.issuer });
  expect((await issued()).body).toMatchObject({ institution: '화성시', issuer: '화성시장' });

  // bound to the chain as all else that it says
  const { db } = platform.context;
  const set = (value: string | null) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`alter table certificates disable trigger certificates_unchanged`);
      await tx.execute(
        sql`update certificates set institution = ${value} where number = ${first.body.number}`,
      );
      await tx.execute(sql`alter table certificates enable trigger certificates_unchanged`);
    });
  for (const forged of ['화성시', null]) {
    await set(forged);
    expect(await first.check()).toMatchObject({ verdict: 'invalid' });
  }
  await set(NAMES.name);
  expect(await first.check()).toMatchObject({ verdict: 'valid' });
  await put();
});

test('a digest of before does not change', () => {
  const day = '2026-11-24';
  const row = {
    ...{ number: '2026-000001', code: 'K7M2Q-9XTRD', ruleId: crypto.randomUUID(), courseTitle: '마을' },
    ...{ nameDigest: Buffer.alloc(32), courseTitleEn: '', firstDay: day, lastDay: day, seconds: 1 },
    ...{ issuer: '경기도 협치학교', issuedAt: new Date(`${day}T00:00:00Z`) },
  };
  const { number, code, ruleId, nameDigest, courseTitle, issuer, issuedAt } = row;
  const line = [number, code, ruleId, nameDigest.toString('hex'), courseTitle, '', day, day, 1, issuer];
  const before = createHash('sha256')
    .update(JSON.stringify([...line, issuedAt.toISOString()]))
    .digest();
  expect(issuedDigest({ ...row, institution: null })).toEqual(before);
  expect(issuedDigest({ ...row, institution: '경기도 협치학교' })).not.toEqual(before);
});
