/** The catalogue narrowed down in real Chromium: every condition is in the address, at every width. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;

beforeAll(async () => {
  api = await openSite();
  browser = await launchBrowser();
  const staff = await api.as('staff');
  const { body: course } = await staff('POST', '/api/courses', { title: '예산 학교' });
  const inCourse = { courseId: course.id, field: '예산' };
  await watchableLecture(api.context, staff, { ...inCourse, title: '짧은 예산', duration: 600 });
  await watchableLecture(api.context, staff, { ...inCourse, title: '긴 예산', duration: 4000 });
  await watchableLecture(api.context, staff, { title: '짧은 복지', field: '복지', duration: 600 });
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

test.each([360, 768, 1280])('at %d px', async (width) => {
  const page = await browser.newPage({ locale: 'ko-KR', viewport: { width, height: 800 } });
  const faults = faultsOf(page);
  const expectTitles = (...titles: string[]) =>
    expect
      .poll(async () => (await page.getByRole('article').getByRole('heading').allTextContents()).sort())
      .toEqual(titles.toSorted());
  /** By keyboard: the sheet is opened where there is one. */
  const choose = async (group: string, name: string) => {
    if (width < 1024) await page.getByRole('button', { name: /^조건/ }).press('Enter');
    await page.getByRole('navigation', { name: group }).getByRole('link', { name }).press('Enter');
    if (width < 1024) await page.getByRole('button', { name: /^\d건 보기$/ }).press('Enter');
  };

  await page.goto(`${api.origin}/lectures`);
  await expectTitles('짧은 예산', '긴 예산', '짧은 복지');
  await choose('분야', '예산');
  await expectTitles('짧은 예산', '긴 예산');
  await page.evaluate(() => scrollTo(0, 0));
  expect(await accessibilityFaults(page)).toEqual([]);
  await choose('강의 시간', '20분 미만');
  await expectTitles('짧은 예산');
  expect(new URL(page.url()).searchParams.toString()).toBe(
    new URLSearchParams({ field: '예산', length: 'short' }).toString(),
  );
  await page.getByRole('link', { name: '‘예산’ 조건 지우기' }).press('Enter');
  await expectTitles('짧은 예산', '짧은 복지');
  await page.goBack();
  await expectTitles('짧은 예산');
  await page.goto(`${api.origin}/lectures`);
  await choose('과정', '예산 학교');
  await expectTitles('짧은 예산', '긴 예산');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
  await page.close();
});
