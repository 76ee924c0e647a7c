/** Home and a lecture's page while their parts come: nothing that stands there is pushed about. */
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaLecture } from '../support/lectures.ts';
import { openStage } from '../support/site.ts';

/** The sum of all shifts is to be less: Web Vitals call a tenth good. */
const LITTLE = 0.05;
const SCREENS = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];

const { site, browser, close } = await openStage();
afterAll(close);

/** Two frames on, so that what changed was painted. */
const painted = (page: Page) =>
  page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));

/** Every shift of the layout since the page began, as Chromium counts them, with what moved. */
const shiftsOf = (page: Page) =>
  page.evaluate(async () => {
    type Shift = PerformanceEntry & { value: number; sources: { node: Element | null }[] };
    const entries = await new Promise<Shift[]>((resolve) => {
      new PerformanceObserver((list, observer) => {
        observer.disconnect();
        resolve(list.getEntries() as Shift[]);
      }).observe({ type: 'layout-shift', buffered: true });
      // Without one the observer says nothing.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
    });
    return entries.map(({ value, sources }) => ({
      value,
      moved: sources.map(({ node }) => node?.textContent?.slice(0, 30) ?? ''),
    }));
  });

/** Home, whose answers come one after the other, each when the one before was painted. */
async function openSlowly(screen: (typeof SCREENS)[number], last: string): Promise<Page> {
  const page = await browser.newPage({ locale: 'ko-KR', viewport: screen, serviceWorkers: 'block' });
  const asked: Route[] = [];
  await page.route(/\/api\/(lectures|courses)\b/, (route) => void asked.push(route));
  await page.goto(site.origin);
  await expect.poll(() => asked.length).toBe(4);
  await painted(page);
  const order = (route: Route) => (route.request().url().includes(last) ? 1 : 0);
  for (const route of asked.sort((a, b) => order(a) - order(b))) {
    const answered = page.waitForResponse(route.request().url());
    await route.continue();
    await (await answered).finished();
    await painted(page);
  }
  await page.waitForLoadState('networkidle');
  await painted(page);
  return page;
}

describe.each([0, 1, 3])('%s lectures', (count) => {
  beforeAll(async () => {
    const staff = await site.as('staff');
    const { total } = (await staff('GET', '/api/lectures')).body;
    for (let nth = total; nth < count; nth++)
      await mediaLecture(site.context, staff, { title: `강의 ${nth}` });
  });

  test.each(SCREENS)('$width px', async (screen) => {
    for (const last of ['newest', 'watching', 'courses']) {
      const page = await openSlowly(screen, last);
      const shifts = await shiftsOf(page);
      const sum = shifts.reduce((all, { value }) => all + value, 0);
      expect(sum, `${last} last: ${JSON.stringify(shifts)}`).toBeLessThan(LITTLE);
      await page.close();
    }
  });
});

test.each(SCREENS)('a lecture whose player comes after its page, $width px', async (screen) => {
  const { id } = await mediaLecture(site.context, await site.as('staff'));
  const page = await browser.newPage({ locale: 'ko-KR', viewport: screen, serviceWorkers: 'block' });
  const come = Promise.withResolvers<void>();
  await page.route(/\/assets\/(screen|bar)-[^/]+\.js$/, async (route) => {
    await come.promise;
    await route.continue();
  });
  await page.goto(`${site.origin}/lectures/${id}`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: '강의 재생' }).waitFor();
  await painted(page);
  come.resolve();
  await page.getByRole('slider', { name: '재생 위치' }).waitFor();
  await page.waitForLoadState('networkidle');
  await painted(page);
  const shifts = await shiftsOf(page);
  expect(
    shifts.reduce((all, { value }) => all + value, 0),
    JSON.stringify(shifts),
  ).toBeLessThan(LITTLE);
  await page.close();
});
