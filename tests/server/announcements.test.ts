/** Announcements: who reads what and when, what is found, and in what order. */
import { afterAll, describe, expect, test } from 'vitest';
import { phaseOf } from '../../server/announcements/phase.ts';
import type { Phase } from '../../server/contract/vocabulary.ts';
import { testApp } from '../support/app.ts';

const ORIGIN = 'http://madang.example.org';
const platform = await testApp({ MADANG_PUBLIC_URL: ORIGIN });
afterAll(platform.close);
const administrator = await platform.as('administrator');
const staff = await platform.as('staff');
const passerBy = await platform.as(null);

const AT = platform.time.now;
const minute = (minutes: number) => new Date(AT.getTime() + minutes * 60_000).toISOString();
const EMPTY = {
  ...{ title: '휴관 안내', titleEn: '', text: '', textEn: '', isPinned: false },
  ...{ publishedAt: null as string | null, endsAt: null as string | null },
};
const write = async (change: object = {}) => {
  const { status, body } = await administrator('POST', '/api/announcements', { ...EMPTY, ...change });
  expect(status).toBe(201);
  return body.id as string;
};
const titles = async (query = '', as = passerBy, path = '/api/announcements') =>
  (await as('GET', `${path}${query}`)).body.items.map(({ title }: { title: string }) => title) as string[];

test.each<[string | null, string | null, Phase]>([
  [null, null, 'draft'],
  [null, minute(-1), 'draft'],
  [minute(1), null, 'scheduled'],
  [minute(0), null, 'current'],
  [minute(-1), minute(1), 'current'],
  [minute(-2), minute(0), 'ended'],
])('from %s until %s it is %s', (from, until, phase) => {
  const date = (time: string | null) => time && new Date(time);
  expect(phaseOf({ publishedAt: date(from) as Date | null, endsAt: date(until) as Date | null }, AT)).toBe(
    phase,
  );
});

describe('reading', () => {
  test('everybody reads what is current, pinned ones first and then the latest; administrators all', async () => {
    const draft = await write({ title: '초안' });
    const later = await write({ title: '예약', publishedAt: minute(2), endsAt: minute(3) });
    await write({ title: '어제', publishedAt: minute(-24) });
    await write({ title: '오늘', publishedAt: minute(-1) });
    await write({ title: '고정', publishedAt: minute(-48), isPinned: true });
    await write({ title: '지남', publishedAt: minute(-48), endsAt: minute(-1) });
    expect(await titles()).toEqual(['고정', '오늘', '어제']);
    expect(await titles('?pageSize=2&page=2')).toEqual(['어제']);
    expect((await titles('', administrator, '/api/announcements/all')).length).toBe(6);

    for (const id of [draft, later]) {
      for (const as of [passerBy, staff])
        expect((await as('GET', `/api/announcements/${id}`)).status).toBe(404);
      expect((await administrator('GET', `/api/announcements/${id}`)).status).toBe(200);
    }
    // by itself, and down again by itself
    platform.time.now = new Date(minute(2));
    expect((await passerBy('GET', `/api/announcements/${later}`)).body).toMatchObject({ phase: 'current' });
    expect(await titles()).toContain('예약');
    platform.time.now = new Date(minute(3));
    expect((await passerBy('GET', `/api/announcements/${later}`)).status).toBe(404);
    expect(await titles()).not.toContain('예약');
    platform.time.now = AT;
  });

  test('every word must occur, in title or text, in either language, as it is', async () => {
    const said = { title: '수강 신청', text: '접수 기간', titleEn: 'Enrolment', publishedAt: minute(-5) };
    await write({ ...said, textEn: '100% free_of charge' });
    for (const q of ['신청', '접수 수강', 'enrolment', '100%', 'free_of', '신청'.normalize('NFD')])
      expect(await titles(`?q=${encodeURIComponent(q)}`), q).toEqual(['수강 신청']);
    for (const q of ['신청 휴관', '1%0', 'freeXof', '초안'])
      expect(await titles(`?q=${encodeURIComponent(q)}`), q).toEqual([]);
  });
});

test('search engines and messengers are told of what is current alone', async () => {
  const open = await write({ title: '<b>공개</b>', text: '첫째 줄\n- 둘째', publishedAt: minute(-3) });
  const draft = await write({ title: '아직 비밀' });
  const page = (await passerBy('GET', `/announcements/${open}`)).text;
  expect(page).toContain('<title>&lt;b&gt;공개&lt;/b&gt; | ');
  expect(page).toContain('<meta name="description" content="첫째 줄 - 둘째" />');
  expect((await passerBy('GET', `/announcements/${draft}`)).text).not.toContain('아직 비밀');
  const sitemap = (await passerBy('GET', '/sitemap.xml')).text;
  expect(sitemap).toContain(`<loc>${ORIGIN}/announcements/${open}</loc><lastmod>`);
  expect(sitemap).not.toContain(draft);
});

test('it is changed whole, and removed; what cannot be is refused', async () => {
  const id = await write({ publishedAt: minute(-1) });
  const put = (change: object, of = id) =>
    administrator('PUT', `/api/announcements/${of}`, { ...EMPTY, ...change });
  expect((await put({ title: '바뀜', isPinned: true, text: '글' })).body).toMatchObject({
    ...{ id, title: '바뀜', isPinned: true, text: '글', publishedAt: null, phase: 'draft' },
  });
  expect((await put({ publishedAt: minute(2), endsAt: minute(1) })).body).toMatchObject({
    ...{ code: 'bad_request', details: [{ field: 'endsAt' }] },
  });
  for (const change of [
    { title: ' ' },
    { title: 'x'.repeat(201) },
    { publishedAt: '어제' },
    { text: 'x'.repeat(10_001) },
  ])
    expect((await put(change)).status).toBe(400);
  expect((await put({}, crypto.randomUUID())).status).toBe(404);
  expect((await administrator('DELETE', `/api/announcements/${id}`)).status).toBe(204);
  expect((await administrator('DELETE', `/api/announcements/${id}`)).status).toBe(404);
  expect((await administrator('GET', `/api/announcements/${id}`)).status).toBe(404);
});
