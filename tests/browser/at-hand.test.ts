/** The player beside the editor's steps, in real Chromium: one for all of them. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openFilmed } from '../support/filmed.ts';
import { makeRecording } from '../support/media.ts';

const WAIT = { timeout: 30_000 };
const { site, browser, path, ready, close } = await openFilmed((folder) =>
  makeRecording(join(folder, 'film.mp4'), { seconds: 20, size: '640x360' }),
);
beforeAll(async () => {
  await ready();
});
afterAll(close);

test.each([360, 1280])('it plays on while one goes from step to step, at %d px', async (width) => {
  const viewport = { width, height: 800 };
  const context = await site.signedIn(browser, 'administrator', { viewport });
  const page = await context.newPage();
  const faults = faultsOf(page);
  const hand = page.getByRole('region', { name: '영상 미리보기' });
  const video = page.locator('video');
  await page.goto(`${site.origin}/studio${path}`);
  const open = hand.getByRole('button', { name: '영상 보기' });
  await open.waitFor();
  // nothing is loaded before somebody asks
  expect(await video.count()).toBe(0);
  await open.press('Enter');
  await expect.poll(async () => (await videoState(page)).time, WAIT).toBeGreaterThan(0.5);
  for (const tab of ['정보', '공개', '목차']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect.poll(() => video.isVisible()).toBe(true);
    expect((await videoState(page)).paused).toBe(false);
  }
  await expectFitting(page);
  await page.setViewportSize(viewport);
  // in sight also at the end of a long form
  await page.getByRole('tab', { name: '정보', exact: true }).click();
  await page.getByLabel('과정', { exact: true }).scrollIntoViewIfNeeded();
  await expect.poll(async () => (await video.boundingBox())?.y ?? -1).toBeGreaterThan(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await hand.getByRole('button', { name: '영상 접기' }).press('Enter');
  await expect.poll(() => open.evaluate((button) => button === document.activeElement)).toBe(true);
  expect((await videoState(page)).paused).toBe(true);
  // and goes on from there
  await open.press('Enter');
  await expect.poll(async () => (await videoState(page)).paused).toBe(false);
  expect((await videoState(page)).time).toBeGreaterThan(0.5);
  expect(faults).toEqual([]);
  await context.close();
});
