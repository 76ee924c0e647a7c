/** People and the lectures they watched: who may see whom, and what leaves the house. */
import { eq, sql } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const { context, time } = platform;
afterAll(platform.close);

const administrator = await platform.as('administrator');
const staff = await platform.as('staff');
const [kim, lee, passerBy] = [
  await platform.as('resident'),
  await platform.as('resident'),
  await platform.as(null),
];
const idOf = async (browser: Browser): Promise<string> =>
  (await browser('GET', '/api/session')).body.account.id;
let [courseId, own, others] = ['', '', ''];

/** Plays `[from, to)` in real time, at twice the speed. */
async function watch(browser: Browser, lectureId: string, from: number, to: number) {
  const { id } = (await browser('POST', '/api/playback-sessions', { lectureId })).body;
  time.now = new Date(time.now.getTime() + 60_000);
  const elapsedMs = ((to - from) * 1000) / 2;
  const reply = await browser('POST', `/api/playback-sessions/${id}/played`, {
    segments: [{ seq: 0, from, to, rate: 2, elapsedMs }],
    position: to,
  });
  expect(reply.status).toBeLessThan(300);
}

beforeAll(async () => {
  const named = (name: string, id: string, said: { audience?: 'official'; region?: 'suwon' } = {}) =>
    context.db
      .update(accounts)
      .set({ name, email: `${name}@example.org`, ...said })
      .where(eq(accounts.id, id));
  await named('=김도민', await idOf(kim), { audience: 'official', region: 'suwon' });
  await named('이도민', await idOf(lee));
  courseId = (await administrator('POST', '/api/courses', { title: '협치 입문', titleEn: 'Governance' })).body
    .id;
  own = await watchableLecture(context, staff, { title: '첫째', titleEn: 'First', courseId, courseOrder: 1 });
  others = await watchableLecture(context, administrator, { title: '둘째', courseId, courseOrder: 2 });
  await watch(kim, own, 0, 95);
  await watch(kim, others, 10, 12.5);
  await watch(lee, own, 30, 45);
  await watch(lee, own, 0, 12.5);
  await watch(passerBy, own, 0, 50);
  await watch(staff, own, 0, 95); // at work, and no learner
});

const list = async (browser: Browser, query = '') => (await browser('GET', `/api/learners?${query}`)).body;
const entries = async (action: string) =>
  (await administrator('GET', `/api/audit?action=${action}`)).body.items;

describe('the list', () => {
  test('has everybody with an account and what they began, by name and in the order of the course', async () => {
    const { items, total, more } = await list(administrator);
    expect([total, more]).toEqual([3, false]);
    expect(items).toMatchObject([
      { name: '=김도민', lecture: '첫째', course: '협치 입문', share: 0.95, elapsedSeconds: 47.5 },
      { name: '=김도민', lecture: '둘째', share: 0.025, elapsedSeconds: 1.25 },
      { name: '이도민', email: '이도민@example.org', lecture: '첫째', share: 0.275, completedAt: null },
    ]);
    expect(items[0]).toMatchObject({ lectureEn: 'First', courseEn: 'Governance' });
    expect(items[0].completedAt).toBe(items[0].lastWatchedAt);
    expect(items[2].lastWatchedAt > items[1].lastWatchedAt).toBe(true);
  });

  test('has for staff the people of their lectures, without addresses', async () => {
    const { items, total } = await list(staff);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { name: '=김도민', email: null },
      { name: '이도민', email: null },
    ]);
    expect(await list(staff, 'q=example.org')).toMatchObject({ total: 0 });
    expect(await list(staff, `q=${encodeURIComponent('이도')}`)).toMatchObject({ total: 1 });
    expect((await staff('GET', '/api/learners?region=suwon')).status).toBe(403);
    expect((await staff('GET', '/api/learners/export?audience=official&format=csv&reason=x')).status).toBe(
      403,
    );
    expect(await list(staff, `lecture=${others}`)).toMatchObject({ items: [], total: 0 });
    expect((await kim('GET', '/api/learners')).status).toBe(403);
    expect((await passerBy('GET', '/api/learners')).status).toBe(401);
  });

  test.each([
    ['a lecture', () => `lecture=${others}`, ['=김도민 둘째']],
    ['a course', () => `course=${courseId}&pageSize=2&page=2`, ['이도민 첫째']],
    ['who completed', () => 'state=completed', ['=김도민 첫째']],
    ['who did not', () => 'state=started', ['=김도민 둘째', '이도민 첫째']],
    ['an audience', () => 'audience=official&state=started', ['=김도민 둘째']],
    ['a 시·군', () => 'region=suwon&state=completed', ['=김도민 첫째']],
    ['who did not say', () => 'region=unknown&audience=unknown', ['이도민 첫째']],
    ['a name', () => `q=${encodeURIComponent('이도'.normalize('NFD'))}`, ['이도민 첫째']],
    ['an address', () => `q=${encodeURIComponent('김도민@EXAMPLE')}&lecture=${others}`, ['=김도민 둘째']],
    ['what nobody is called', () => 'q=%25', []],
    ['a course that nobody watched', () => `course=${crypto.randomUUID()}`, []],
  ])('is narrowed to %s', async (_, query, shown) => {
    const { items } = await list(administrator, query());
    expect(items.map((row: { name: string; lecture: string }) => `${row.name} ${row.lecture}`)).toEqual(
      shown,
    );
  });

  test('is in the audit log with everybody who was on it', async () => {
    await list(staff, `lecture=${own}&state=started&q=${encodeURIComponent('이')}`);
    const [entry] = await entries('learners.read');
    expect(entry).toMatchObject({
      ...{ actor: { id: await idOf(staff) }, subject: { kind: 'lecture', id: own, name: '첫째' } },
      people: 1,
    });
    expect(entry.details).toEqual({ state: 'started', searched: true });
    const { items } = (await administrator('GET', `/api/audit?subject=${await idOf(lee)}`)).body;
    expect(items.some(({ id }: { id: number }) => id === entry.id)).toBe(true);
  });
});

describe('the list as a file', () => {
  const download = (browser: Browser, query: string, reason = '수료 확인') =>
    browser('GET', `/api/learners/export?reason=${encodeURIComponent(reason)}&${query}`);

  test('is by lecture and name, with nothing suppressed', async () => {
    const { status, headers, text } = await download(administrator, 'format=csv');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="madang-learners-2026-11-24.csv"');
    expect(text.split('\r\n')).toEqual([
      '\uFEFF이름,이메일,과정,강의,시청 비율,실제 시청 시간(초),이수 일시,마지막 시청',
      "'=김도민,'=김도민@example.org,협치 입문,첫째,0.95,48,2026-11-24 12:01,2026-11-24 12:01",
      '이도민,이도민@example.org,협치 입문,첫째,0.275,14,,2026-11-24 12:04',
      "'=김도민,'=김도민@example.org,협치 입문,둘째,0.025,1,,2026-11-24 12:02",
      '',
    ]);
  });

  test('has no addresses for staff, and only the people of their lectures', async () => {
    const { text } = await download(staff, 'format=csv');
    expect(text).not.toContain('@');
    expect(text).not.toContain('둘째');
    expect(text.split('\r\n').length).toBe(4);
  });

  test('is a spreadsheet too', async () => {
    const { status, headers, raw } = await download(administrator, 'format=xlsx&state=completed');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain('.xlsx');
    const texts = strFromU8(unzipSync(raw)['xl/sharedStrings.xml'] ?? new Uint8Array());
    expect(texts).toContain('=김도민@example.org');
    expect(texts).not.toContain('이도민');
  });

  test('needs a reason, which is kept with what was taken', async () => {
    const before = (await entries('learners.exported')).length;
    for (const reason of ['', ' ']) expect((await download(staff, 'format=csv', reason)).status).toBe(400);
    expect((await download(kim, 'format=csv')).status).toBe(403);
    expect((await entries('learners.exported')).length).toBe(before);
    await download(staff, `format=csv&course=${courseId}`);
    expect((await entries('learners.exported'))[0]).toMatchObject({
      ...{ reason: '수료 확인', subject: { kind: 'course', id: courseId } },
      details: { format: 'csv', rows: 2, emails: false },
    });
  });
});

test('a long list comes whole as CSV, and is refused as a spreadsheet', async () => {
  await context.db.execute(sql`
    with people as (insert into accounts (email, name, password_hash)
      select n || '@many.example', '사람 ' || n, '-' from generate_series(1, 50100) n returning id),
    watching as (insert into viewers (account_id) select id from people returning id)
    insert into watched (viewer_id, lecture_id, ranges, days, updated_at)
    select id, ${own}::uuid, '{[0,1000)}', '{2026-11-24}', now() from watching`);
  expect(await list(administrator, `lecture=${own}`)).toMatchObject({ total: 10_000, more: true });
  const all = `/api/learners/export?reason=x&lecture=${own}`;
  const { text } = await administrator('GET', `${all}&format=csv`);
  expect(text.split('\r\n').length).toBe(50_100 + 2 + 2);
  const refused = await administrator('GET', `${all}&format=xlsx`);
  expect(refused).toMatchObject({ status: 413, body: { details: [{ field: 'format' }] } });
});
