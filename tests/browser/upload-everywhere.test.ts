/** Uploads go on wherever staff are on the site, and the dock says so; nobody else loads anything of them. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, limitNetwork } from '../support/browser.ts';
import { watchableLecture } from '../support/lectures.ts';
import { dropFiles } from '../support/pages.ts';
import { arrived, dock, done, MB, openUploadSite, recording, SLOW } from '../support/upload-site.ts';

const site = await openUploadSite();
const { origin } = site.line;
let staff: BrowserContext;
afterAll(site.close);
beforeEach(async () => {
  staff = await site.browser.newContext({ locale: 'ko-KR' });
  await staff.addCookies(await site.cookies());
});
afterEach(() => staff.close());

/** Scripts of the studio that a page asks for. */
function studioScripts(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\/assets\/(start|studio|dock|queue)-[^/]*\.js$/.test(pathname)) asked.push(pathname);
  });
  return asked;
}

test('uploads go on while one moves to the pages for everybody, and after one of them was loaded', async () => {
  const page = await site.studio(staff);
  const faults = faultsOf(page);
  await limitNetwork(page, SLOW / 6);
  const files = ['하나', '둘', '셋'].map((name) => recording(`가는 곳마다 ${name}.mp4`, 4 * MB));
  await dropFiles(page, files);
  await dock(page).getByText('올리는 파일 3개').waitFor();
  await page.getByRole('banner').getByRole('link', { name: '과정' }).first().click();
  await page.getByRole('heading', { level: 1, name: '과정' }).waitFor();
  await dock(page).getByText('올리는 파일 3개').waitFor();
  await arrived(page, 5);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.goto(`${origin}/courses`);
  await dock(page)
    .getByText(/올리는 파일 \d개/)
    .waitFor();
  await limitNetwork(page, null);
  await done(page);
  for (const file of files) await site.expectOnce(file);
  expect(faults).toEqual([]);
});

test('after the browser was left they go on at the home page, once somebody has signed in who may', async () => {
  const page = await site.studio(staff);
  await limitNetwork(page, SLOW / 6);
  const file = recording('처음 화면에서 이어지는 강의.mp4', 6 * MB);
  await dropFiles(page, [file]);
  await arrived(page, 10);
  const cookies = await staff.cookies();
  await staff.clearCookies();
  await page.goto(origin);
  await page.getByRole('banner').getByRole('link', { name: '로그인' }).first().waitFor();
  expect(await dock(page).count()).toBe(0);
  await staff.addCookies(cookies);
  await page.reload();
  await limitNetwork(page, null);
  await done(page);
  await site.expectOnce(file);
});

test('where the browser does not open the queue, pages work as they do for everybody', async () => {
  const page = await staff.newPage();
  const faults = faultsOf(page);
  await page.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB);
    indexedDB.open = (name, version) => {
      if (name !== 'madang-uploads') return open(name, version);
      document.documentElement.classList.add('refused');
      throw new DOMException('no databases here', 'InvalidStateError');
    };
  });
  await page.goto(origin);
  await page.waitForFunction(() => document.documentElement.classList.contains('refused'));
  await page.getByRole('banner').getByRole('link', { name: '과정' }).first().click();
  await page.getByRole('heading', { level: 1, name: '과정' }).waitFor();
  expect(faults).toEqual([]);
});

test('a tab on a page for everybody takes over when the one of the studio is closed', async () => {
  const page = await staff.newPage();
  const asked = studioScripts(page);
  await page.goto(`${origin}/courses`);
  await page.getByRole('heading', { level: 1, name: '과정' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  expect(await dock(page).count()).toBe(0);
  const studio = await site.studio(staff);
  await limitNetwork(studio, SLOW);
  const file = recording('다른 창이 이어 올리는 강의.mp4', 6 * MB);
  await dropFiles(studio, [file]);
  await arrived(studio, 10);
  await dock(page).waitFor();
  expect(asked).not.toEqual([]);
  await studio.close();
  await done(page);
  await site.expectOnce(file);
});

test('the dock never lies over the player, on a desktop, on a phone, and on one held sideways', async () => {
  const id = await watchableLecture(site.platform.context, await site.platform.as('staff'));
  const page = await site.studio(staff);
  await page.route('**/api/uploads/**', (route) => route.abort());
  await dropFiles(page, [recording('플레이어 곁의 파일.mp4', MB)]);
  await dock(page).waitFor();
  for (const [width, height] of [
    ...[
      [1280, 800],
      [1920, 1000],
      [1024, 600],
      [820, 1180],
      [360, 780],
      [780, 360],
    ],
  ] as const) {
    await page.setViewportSize({ width: width ?? 0, height: height ?? 0 });
    await page.goto(`${origin}/lectures/${id}`);
    await dock(page).waitFor();
    const player = page.locator('media-controller').first();
    await player.waitFor();
    for (const fold of ['folded', 'unfolded']) {
      if (fold === 'unfolded') await dock(page).getByRole('button', { name: '목록 펼치기' }).press('Enter');
      for (const y of [0, 80, 200, 4000]) {
        await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), y);
        const [one, other] = [await player.boundingBox(), await dock(page).boundingBox()];
        if (!one || !other) throw new Error('both are there');
        const apart =
          one.x + one.width <= other.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
        expect(apart, `${width} × ${height}, ${fold}, at ${y}: ${JSON.stringify([one, other])}`).toBe(true);
      }
    }
  }
});
