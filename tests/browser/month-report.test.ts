/** The monthly report in real Chromium: whatever a month was like, it is one sheet of A4 with nothing cut off. */
import { sql } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTED_AUDIENCES, COUNTED_REGIONS } from '../../server/contract/statistics.ts';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { insertCourse, setCounters, type Viewing } from '../support/counters.ts';
import { openSite } from '../support/site.ts';

/** As long as titles may be: two hundred letters. */
const LONG = '지역사회보장협의체 위원과 주민참여예산위원이 함께 배우는 협치의 실제 '.repeat(6).slice(0, 200);
const SHEET = '/admin/statistics/months/2026-10';
/** px of A4 within its margins. */
const PAPER = { width: Math.floor((186 / 25.4) * 96), height: Math.floor((279 / 25.4) * 96) };

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let origin: string;
const lectureIds: string[] = [];

beforeAll(async () => {
  api = await openSite();
  ({ origin } = api);
  const { db } = api.context;
  for (let nth = 0; nth < 7; nth++) lectureIds.push(...(await insertCourse(db, '가나', [])).lectureIds);
  await fill();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

/** A page of an administrator, and the faults on it. */
async function opened(): Promise<{ page: Page; faults: string[] }> {
  const context = await api.signedIn(browser, 'administrator');
  const page = await context.newPage();
  // the month that is over is the same for the page and for the API
  await page.clock.setFixedTime(api.time.now);
  return { page, faults: faultsOf(page) };
}

/** Every lecture was watched a lot and from everywhere, and all titles are as long as they may be. */
async function fill(): Promise<void> {
  const { db } = api.context;
  await db.execute(sql`update lectures set title = ${LONG}`);
  await db.execute(sql`update courses set title = ${LONG}`);
  const viewings = COUNTED_REGIONS.flatMap((region, from) =>
    lectureIds.map(
      (lectureId, nth): Viewing => ({
        viewerId: `00000000-0000-4000-8000-0000000001${10 + from}`,
        ...{ staff: false, audience: COUNTED_AUDIENCES[from % 7] ?? '', region, lectureId, hour: 9 },
        day: `2026-10-${10 + ((from + nth) % 20)}`,
        ...{ views: Math.ceil(30_000 / (nth + 1)), watchedMs: 900_000_000, completions: 1000 },
      }),
    ),
  );
  await setCounters(db, viewings);
}

/** What is on the page in the width of the paper: how high it is, and what of it is cut off at its side. */
async function printed(page: Page) {
  const before = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  const found = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    cut: [...document.querySelectorAll('main *')]
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  }));
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
  return found;
}

/** How many pages a browser makes of it, and of what size, in mm. */
async function pagesOf(page: Page) {
  const file = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const sizes = [...file.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return sizes.map((size) => size.slice(1, 3).map((points) => Math.round((Number(points) / 72) * 25.4)));
}

const show = async (page: Page, path = SHEET) => {
  await page.goto(origin + path);
  await page.getByRole('article').waitFor();
};

test('a month full of long titles is one sheet of A4, in both languages', async () => {
  const { page, faults } = await opened();
  for (const language of ['ko', 'en']) {
    // neither the text's size on the screen nor its colours are those of paper
    const display = { language, text: 'largest', display: 'clear' };
    await page.addInitScript((chosen) => {
      for (const [name, value] of Object.entries(chosen)) localStorage.setItem(`madang.${name}`, value);
    }, display);
    await show(page);
    expect(await pagesOf(page)).toEqual([[210, 297]]);
    const { height, cut } = await printed(page);
    expect(cut).toEqual([]);
    expect(height).toBeLessThanOrEqual(PAPER.height);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('an administrator picks a month, and is told when it is not over', async () => {
  const { page, faults } = await opened();
  await page.goto(`${origin}/admin/statistics`);
  await page.getByRole('link', { name: '월간 보고서' }).click();
  await page.getByRole('article').waitFor();
  await page.getByLabel('월', { exact: true }).fill('2026-10');
  await page.getByRole('button', { name: '보기' }).click();
  await page.waitForURL((url) => url.pathname === SHEET);
  const row = page.getByRole('table', { name: '시·군별 통계 1/3' }).getByRole('row', { name: /^수원/ });
  await row.getByText('97,549').waitFor();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityFaults(page), `at ${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `wider than ${width} px`).toBeLessThanOrEqual(0);
  }
  expect(faults).toEqual([]);
  await page.getByLabel('월', { exact: true }).fill('2026-11');
  await page.getByRole('button', { name: '보기' }).click();
  await page.getByRole('alert').getByText('아직 끝나지 않은 달입니다.').waitFor();
  await page.context().close();
});

test('a month nobody watched is a sheet too', async () => {
  await setCounters(api.context.db, []);
  const { page } = await opened();
  await show(page);
  await page.getByText('이 달에는 시청 기록이 없습니다.').waitFor();
  expect(await pagesOf(page)).toEqual([[210, 297]]);
  await page.context().close();
});
