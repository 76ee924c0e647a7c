/** For little data, in real Chromium: the sound alone, which keeps the place and counts as watching, and a capped rung. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, videoState } from '../support/browser.ts';
import { openPlayerSite, SECONDS, WIDTHS } from '../support/player-site.ts';
import { reached } from '../support/watching.ts';

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());

const chooseQuality = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name: /^화질/ }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
};
const height = async (page: Page) => (await videoState(page)).height;
/** Until then hls.js may have to load something. */
const SOON = { timeout: 20_000 };
/** Bytes of sound that were decoded. */
const heard = (page: Page) =>
  page
    .locator('video')
    .evaluate(
      (video) => (video as unknown as { webkitAudioDecodedByteCount: number }).webkitAudioDecodedByteCount,
    );

test('the sound alone goes on at the same place, is said to take what it takes, and counts as watched', async () => {
  const { page, faults } = await site.open({ viewport: { width: 1280, height: 900 } });
  const loaded = new Map<string, number>();
  page.on('response', async (reply) => {
    if (reply.url().endsWith('.m4s')) loaded.set(reply.url(), Number(reply.headers()['content-length']));
  });
  await page.getByRole('button', { name: '강의 재생' }).click();
  await reached(page, 3);
  await page.keyboard.press('5');
  await reached(page, SECONDS / 2 + 1);
  const before = (await videoState(page)).time;
  loaded.clear();

  const button = page.getByRole('button', { name: /^소리만 듣기/ });
  await button.click();
  await expect.poll(() => height(page), SOON).toBe(0);
  const said = page.getByText(/^소리만 듣는 중/);
  await said.waitFor();
  await expect.poll(() => heard(page), SOON).toBeGreaterThan(0);
  const { time, paused } = await videoState(page);
  expect(paused).toBe(false);
  expect(time).toBeGreaterThanOrEqual(before - 0.1);
  expect(time).toBeLessThan(before + 6);
  await reached(page, SECONDS / 2 + 8);
  expect([...loaded.keys()].filter((url) => !url.includes('listen'))).toEqual([]);

  // what it says of all of it, against what came: twenty seconds and more of the forty
  await page.waitForFunction((to) => {
    const { buffered } = document.querySelector('video') as HTMLVideoElement;
    return buffered.length > 0 && buffered.end(buffered.length - 1) > to;
  }, SECONDS - 0.5);
  const { from, bytes } = await page.locator('video').evaluate(
    (video: HTMLVideoElement, bytes) => ({ from: video.buffered.start(0), bytes }),
    [...loaded.values()].reduce((sum, size) => sum + size, 0),
  );
  const saidKb = Number(/약 ([\d,]+)KB/.exec((await said.textContent()) ?? '')?.[1]);
  expect((saidKb * 1024) / (bytes / ((SECONDS - from) / SECONDS))).toBeCloseTo(1, 0);

  const reported = page.waitForResponse((reply) => reply.url().endsWith('/played') && reply.ok());
  await page.getByRole('button', { name: '일시정지' }).first().click();
  const { watched } = await (await reported).json();
  const end = (await videoState(page)).time;
  const half = watched.filter(({ from }: { from: number }) => from >= SECONDS / 2 - 1);
  expect(half).toHaveLength(1);
  expect(half[0].to).toBeGreaterThan(end - 1.5);
  expect(half[0].to).toBeLessThanOrEqual(end + 1);

  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => scrollTo(0, 0));
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }

  // it is remembered, and the picture comes back where it is
  await page.reload();
  await said.waitFor();
  await page.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(() => heard(page), SOON).toBeGreaterThan(0);
  expect(await height(page)).toBe(0);
  const place = (await videoState(page)).time;
  expect(place).toBeGreaterThan(end - 2);
  await chooseQuality(page, '영상 함께 보기');
  await expect.poll(() => height(page), SOON).toBeGreaterThan(0);
  expect((await videoState(page)).time).toBeGreaterThanOrEqual(place - 0.1);
  await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('data is saved on request, or where the browser is told to; it is remembered', async () => {
  // as large as the best rung, so that nothing else caps it
  const large = { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2 };
  const { page } = await site.open(large);
  await page.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(() => height(page), SOON).toBe(480);
  await chooseQuality(page, '데이터 절약');
  await page.keyboard.press('8');
  await expect.poll(() => height(page), SOON).toBe(360);
  await page.reload();
  await page.getByRole('button', { name: '강의 재생' }).click();
  await page.getByRole('button', { name: '화질: 데이터 절약 (360p)' }).waitFor();
  expect(await height(page)).toBe(360);
  await chooseQuality(page, '자동');
  // where nothing was loaded yet: what little data had brought is played to its end, where a better rung may come late
  await page.keyboard.press('9');
  await expect.poll(() => height(page), SOON).toBe(480);
  await page.context().close();

  const context = await site.browser.newContext({ locale: 'ko-KR', ...large });
  await context.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  );
  const told = await context.newPage();
  await told.goto(site.lecture.address);
  await told.getByRole('button', { name: '강의 재생' }).click();
  await told.getByRole('button', { name: '화질: 데이터 절약 (360p)' }).waitFor();
  await chooseQuality(told, '480p');
  await expect.poll(() => height(told), SOON).toBe(480);
  await context.close();
});
