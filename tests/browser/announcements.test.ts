/** 공지사항: written, published, found, read and taken down, in real Chromium. */
import { afterAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { mediaLecture } from '../support/lectures.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
site.time.now = new Date();
afterAll(close);

test('an administrator writes, publishes and takes down what everybody reads', async () => {
  await mediaLecture(site.context, await site.as('staff'));
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  const reader = await browser.newPage({ locale: 'ko-KR', viewport: { width: 360, height: 800 } });
  const faults = [...faultsOf(page), ...faultsOf(reader)];
  const main = page.getByRole('main');
  const read = reader.getByRole('main');
  await reader.goto(`${site.origin}/announcements`);
  await read.getByText('등록된 공지사항이 없습니다').waitFor();

  await page.goto(`${site.origin}/admin/announcements`);
  await main.getByText('아직 쓴 공지사항이 없습니다.').waitFor();
  await expectFitting(page, 'none yet');
  await main.getByRole('link', { name: '공지사항 쓰기' }).click();
  await main.getByRole('button', { name: '저장' }).click();
  await main.getByRole('link', { name: '제목: 필수 입력 항목입니다.' }).waitFor();
  await main.getByLabel('제목 (필수)').fill('<b>여름</b> 휴관 안내');
  const text =
    '쉬는 날입니다.\n\n- 8월 1일\n- 8월 2일\n\n신청: https://example.org/go.\n<script>alert(1)</script>';
  await main.getByLabel('내용', { exact: true }).fill(text);
  const preview = page.getByRole('complementary', { name: '미리 보기' });
  expect(await preview.getByRole('listitem').allInnerTexts()).toEqual(['8월 1일', '8월 2일']);
  await main.getByLabel('내리는 시각').fill('2020-01-01T00:00');
  await main.getByRole('button', { name: '지금으로' }).click();
  await main.getByRole('button', { name: '저장' }).click();
  await main.getByRole('link', { name: '내리는 시각: 내리는 시각이 공개 시각보다 빠릅니다.' }).waitFor();
  await expectFitting(page, 'faults');
  await main.getByLabel('내리는 시각').fill('');
  await main.getByLabel('목록 맨 위에 두기').check();
  await main.getByRole('button', { name: '저장' }).click();
  const row = main.getByRole('row', { name: '여름' });
  await row.getByText('공개 중').waitFor();
  await expectFitting(page, 'the list');

  // home has a line of it, which leads to it
  await reader.goto(site.origin);
  await read
    .getByRole('region', { name: '공지사항' })
    .getByRole('link', { name: '<b>여름</b> 휴관 안내' })
    .click();
  await read.getByRole('heading', { level: 1, name: '<b>여름</b> 휴관 안내' }).waitFor();
  expect(await read.getByRole('article').getByRole('listitem').count()).toBe(2);
  const link = read.getByRole('link', { name: 'https://example.org/go' });
  expect(await link.getAttribute('href')).toBe('https://example.org/go');
  await read.getByText('<script>alert(1)</script>').waitFor();
  await expectFitting(reader, 'one');
  await read.getByRole('link', { name: '목록으로' }).click();
  await read.getByText('총 1건').waitFor();
  await read.getByLabel('공지사항 검색').fill('겨울');
  await read.getByRole('button', { name: '검색' }).click();
  await read.getByText('검색 결과가 없습니다').waitFor();
  expect(reader.url()).toContain('q=');
  await expectFitting(reader, 'nothing found');
  await read.getByRole('link', { name: '전체 목록' }).click();

  await row.getByRole('link').click();
  await main.getByLabel('공개 시각').fill('');
  await main.getByRole('button', { name: '저장' }).click();
  await row.getByText('초안').waitFor();
  await reader.reload();
  await read.getByText('등록된 공지사항이 없습니다').waitFor();

  await row.getByRole('link').click();
  await main.getByRole('button', { name: '삭제' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '삭제' }).click();
  await main.getByText('아직 쓴 공지사항이 없습니다.').waitFor();
  expect(faults).toEqual([]);

  // what cannot be had is said, and comes once it can
  await reader.route('**/api/announcements*', (route) => route.abort('internetdisconnected'));
  await reader.reload();
  await read.getByRole('alert').getByText('서버에 연결하지 못했습니다.', { exact: false }).waitFor();
  await reader.unroute('**/api/announcements*');
  await read.getByRole('button', { name: '다시 시도' }).click();
  await read.getByText('등록된 공지사항이 없습니다').waitFor();
  await reader.close();
  await page.context().close();
});

test('of two administrators who edit an announcement the second is told, and keeps the text', async () => {
  const writer = await site.as('administrator');
  const news = { title: '함께 쓰는 글', titleEn: '', text: '처음', textEn: '', isPinned: false };
  // with seconds, which the field does not show, and which nobody changes by saving
  const times = { publishedAt: '2026-11-01T00:00:07.000Z', endsAt: null };
  const { id } = (await writer('POST', '/api/announcements', { ...news, ...times })).body;
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  const main = page.getByRole('main');
  await page.goto(`${site.origin}/admin/announcements/${id}`);
  await main.getByLabel('내용', { exact: true }).fill('둘째의 글');
  const endsAt = '2026-12-31T15:00:00.000Z';
  await writer('PUT', `/api/announcements/${id}`, { ...news, ...times, endsAt, text: '첫째의 글' });
  await main.getByRole('button', { name: '저장', exact: true }).click();
  const choice = main.getByRole('group', { name: '내용: 다른 사람이 고친 내용' });
  await choice.getByText('첫째의 글').waitFor();
  expect(await main.getByLabel('내용', { exact: true }).inputValue()).toBe('둘째의 글');
  expect(await main.getByLabel('내리는 시각').inputValue()).toBe('2027-01-01T00:00');
  await expectFitting(page, 'to be chosen');
  await choice.getByRole('button', { name: '이 내용으로 바꾸기' }).click();
  await main.getByLabel('제목(영문)').fill('Together');
  await main.getByRole('button', { name: '저장', exact: true }).click();
  await main.getByRole('row', { name: '함께 쓰는 글' }).waitFor();
  expect((await writer('GET', `/api/announcements/${id}`)).body).toMatchObject({
    ...{ text: '첫째의 글', titleEn: 'Together', endsAt, publishedAt: times.publishedAt },
  });
  await page.context().close();
});
