/** What is said is found in real Chromium, by keyboard, and played from there. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putCaptionTrack } from '../../server/captions/track-queries.ts';
import { accessibilityFaults, faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openPlayerSite } from '../support/player-site.ts';

const SAID = [
  '여는 말입니다.',
  '숙의는 천천히',
  '함께 하는 일입니다.',
  '끝으로 숙의란,',
  '숙의입니다.',
  '숙의.',
  '숙의?',
];
/** A text for every five seconds. */
const vttOf = (texts: readonly string[]) => {
  const stamp = (at: number) => `00:00:${String(at * 5).padStart(2, '0')}.000`;
  return `WEBVTT\n\n${texts.map((text, at) => `${stamp(at)} --> ${stamp(at + 1)}\n${text}`).join('\n\n')}\n`;
};

/** Layout Instability API: the share of the screen that moved, and how far. */
type LayoutShift = PerformanceEntry & { value: number };

let site: Awaited<ReturnType<typeof openPlayerSite>>;

beforeAll(async () => {
  site = await openPlayerSite();
  const { context } = site;
  const now = context.clock();
  await putCaptionTrack(context.db, site.lecture.id, 'ko', vttOf(SAID), now);
  await putCaptionTrack(context.db, site.lecture.id, 'en', vttOf(['Deliberation takes time.']), now);
  await watchableLecture(context, await site.as('staff'), { title: '숙의 입문', titleEn: 'Beginning' });
});
afterAll(() => site?.close());

/** On a phone it is opened first. */
async function searchField(page: Page) {
  const field = page.getByRole('combobox', { name: '통합검색' });
  if ((page.viewportSize()?.width ?? 0) < 1024 && !(await field.isVisible())) {
    await page.getByRole('banner').getByRole('button', { name: '통합검색' }).press('Enter');
  }
  return field;
}
async function search(page: Page, text: string) {
  const field = await searchField(page);
  await field.fill(text);
  await field.press('Enter');
}
const transcript = (page: Page) => page.getByRole('tabpanel', { name: '대본' });

test.each([360, 1280])('at %d px a sentence leads to where it is said', async (width) => {
  const page = await site.browser.newPage({ locale: 'ko-KR', viewport: { width, height: 800 } });
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/lectures`);
  await search(page, '숙의');
  const found = page.getByRole('article');
  // what is about it goes before where it is said
  await expect
    .poll(() => found.getByRole('heading').allTextContents())
    .toEqual(['숙의 입문', '협치란 무엇인가']);
  const said = page.getByRole('list', { name: '‘협치란 무엇인가’ 대본에서 찾은 곳' }).getByRole('link');
  expect(await said.allTextContents()).toEqual([
    '이곳부터 보기: 0:05숙의는 천천히 함께 하는 일입니다.',
    '이곳부터 보기: 0:15끝으로 숙의란, 숙의입니다.',
    '이곳부터 보기: 0:25숙의.',
  ]);
  expect(await said.nth(1).locator('mark').allTextContents()).toEqual(['숙의', '숙의']);
  await expectFitting(page, 'what was found');
  await page.setViewportSize({ width, height: 800 });

  await said.nth(1).press('Enter');
  await page.waitForURL(`${site.lecture.address}?t=15`);
  const current = transcript(page).locator('[aria-current]');
  await expect.poll(() => current.textContent()).toBe('0:15끝으로 숙의란,');
  const within = (list: Element) => {
    const [of, item] = [list, list.querySelector('[aria-current]')].map((one) =>
      one?.getBoundingClientRect(),
    );
    return of !== undefined && item !== undefined && item.top >= of.top && item.bottom <= of.bottom;
  };
  await expect.poll(() => transcript(page).locator('ol').evaluate(within)).toBe(true);
  expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)).toBeCloseTo(
    15,
    1,
  );

  await page.goBack();
  await page.getByRole('link', { name: '‘협치란 무엇인가’ 대본에서 더 보기' }).press('Enter');
  await expect.poll(() => transcript(page).getByRole('searchbox').inputValue()).toBe('숙의');
  await expect.poll(() => transcript(page).getByRole('button').count()).toBe(5);
  await expectFitting(page, 'the transcript');
  expect(faults).toEqual([]);
  await page.close();
});

test.each([360, 1280])('at %d px what is found is offered while somebody types', async (width) => {
  const page = await site.browser.newPage({ locale: 'ko-KR', viewport: { width, height: 800 } });
  const faults = faultsOf(page);
  await page.goto(site.origin);
  const field = await searchField(page);
  await field.pressSequentially('숙의', { delay: 20 });
  const offered = page.getByRole('listbox', { name: '찾은 강의' }).getByRole('option');
  await expect
    .poll(() => offered.allTextContents())
    .toEqual(['숙의 입문', '협치란 무엇인가김협치', '0:05숙의는 천천히 함께 하는 일입니다.']);
  await page.evaluate(() => scrollTo(0, 0));
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp']) await field.press(key);
  expect(await field.getAttribute('aria-activedescendant')).toBe(await offered.nth(2).getAttribute('id'));
  expect(await offered.nth(2).getAttribute('aria-selected')).toBe('true');
  await field.press('Enter');
  await page.waitForURL(`${site.lecture.address}?t=5`);
  await expect.poll(() => offered.count()).toBe(0);

  await (await searchField(page)).fill('숙의');
  await expect.poll(() => offered.count()).toBe(3);
  await field.press('Escape');
  await expect.poll(() => offered.count()).toBe(0);
  expect(await field.inputValue()).toBe('숙의');
  await field.fill('아무도하지않은말');
  await page.getByText('검색 결과가 없습니다').waitFor();
  await field.fill('숙의');
  await offered.nth(1).click();
  await page.waitForURL(site.lecture.address);
  expect(faults).toEqual([]);
  await page.close();
});

test('who types the next search while a page is fetched goes on typing once it has come', async () => {
  const page = await site.browser.newPage({
    ...{ locale: 'ko-KR', viewport: { width: 1280, height: 800 } },
    // one would answer in our place
    serviceWorkers: 'block',
  });
  await page.goto(site.origin);
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.route(/\/assets\/lectures-[^/]+\.js$/, async (route) => {
    asked.resolve();
    await held.promise;
    await route.continue();
  });
  await search(page, '협치');
  await asked.promise;
  const field = await searchField(page);
  await field.fill('숙의');
  held.resolve();
  await page.getByRole('heading', { name: '‘협치’ 검색 결과', level: 1 }).waitFor();
  const offered = page.getByRole('listbox', { name: '찾은 강의' }).getByRole('option');
  await expect.poll(() => offered.count()).toBe(3);
  expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);

  // and who does not is led to the content
  await offered.first().click();
  await page.getByRole('heading', { name: '숙의 입문', level: 1 }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.close();
});

test('a query on the wrong keyboard is mended and told; nothing found says what to do', async () => {
  const page = await site.browser.newPage({ locale: 'ko-KR', viewport: { width: 1280, height: 800 } });
  await page.goto(site.origin);
  await search(page, 'tnrdml');
  await page.getByText('‘tnrdml’ 대신 ‘숙의’의 검색 결과입니다.').waitFor();
  expect(await page.locator('mark').first().textContent()).toBe('숙의');
  await search(page, '아무도하지않은말');
  await page.getByText('검색 결과가 없습니다').waitFor();
  await expectFitting(page, 'nothing found');
  await page.close();
});

test('in English too, and nothing moves when the results arrive', async () => {
  const page = await site.browser.newPage({ locale: 'ko-KR', viewport: { width: 1280, height: 800 } });
  await page.goto(site.origin);
  await page.getByRole('button', { name: 'English' }).click();
  await page.goto(`${site.origin}/lectures?q=deliberation`);
  const said = page.getByRole('list', { name: 'Said in “What is co-governance?”' }).getByRole('link');
  await expect.poll(() => said.allTextContents()).toEqual(['Watch from 0:00Deliberation takes time.']);
  expect(await said.locator('[lang=en]').count()).toBe(1);
  const moved = await page.evaluate(async () => {
    const shifts: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    // what is buffered comes with a task of its own
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return [...shifts, ...observer.takeRecords()].reduce((sum, one) => sum + (one as LayoutShift).value, 0);
  });
  expect(moved).toBeLessThan(0.05);
  await page.close();
});
