/** The studio's table in real Chromium: narrowed down by state and words, with an address, at every width. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser as Visitor } from '../support/app.ts';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let administrator: Visitor;

beforeAll(async () => {
  api = await openSite();
  browser = await launchBrowser();
  administrator = await api.as('administrator');
  await watchableLecture(api.context, administrator, { title: '협치란' });
  await watchableLecture(api.context, administrator, { title: '협치의 길', visibility: 'draft' });
  for (let nth = 1; nth <= 21; nth++)
    await administrator('POST', '/api/lectures', { title: `마을 이야기 ${nth}` });
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

test.each([360, 1280])('at %d px', async (width) => {
  const context = await api.signedIn(browser, 'administrator', { viewport: { width, height: 800 } });
  const page = await context.newPage();
  const faults = faultsOf(page);
  const rows = page.getByRole('table').locator('tbody').getByRole('row');
  const state = (name: string) =>
    page.getByRole('navigation', { name: '상태로 거르기' }).getByRole('link', { name, exact: true });
  const search = page.getByRole('searchbox', { name: '제목·내용·자막에서 찾기' });
  const query = () => Object.fromEntries(new URL(page.url()).searchParams);

  await page.goto(`${api.origin}/studio`);
  await expect.poll(() => rows.count()).toBe(20);
  await state('비공개').press('Enter');
  await page.getByText('총 22건').waitFor();
  await page.getByRole('link', { name: '2', exact: true }).press('Enter');
  await expect.poll(() => rows.count()).toBe(2);
  expect(query()).toEqual({ state: 'draft', page: '2' });
  await search.fill('협치');
  await search.press('Enter');
  await expect.poll(() => rows.count()).toBe(1);
  expect(query()).toEqual({ state: 'draft', q: '협치' });
  await rows.getByRole('link', { name: '협치의 길' }).first().waitFor();
  await expectFitting(page);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.reload();
  await expect.poll(() => rows.count()).toBe(1);
  expect(await search.inputValue()).toBe('협치');
  expect(await state('비공개').getAttribute('aria-current')).toBe('true');
  await state('공개 종료').press('Enter');
  await page.getByText('조건에 맞는 강의가 없습니다.').waitFor();
  await page.getByRole('link', { name: '조건 모두 지우기' }).press('Enter');
  await expect.poll(() => rows.count()).toBe(20);
  expect(await search.inputValue()).toBe('');
  await page.goBack();
  await page.getByText('조건에 맞는 강의가 없습니다.').waitFor();
  await page.goto(`${api.origin}/studio?page=9`);
  await page.getByRole('link', { name: '첫 쪽 보기' }).press('Enter');
  await expect.poll(() => rows.count()).toBe(20);
  expect(faults).toEqual([]);
  await context.close();
});
