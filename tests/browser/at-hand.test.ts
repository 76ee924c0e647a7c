/** The player beside the editor's steps, in real Chromium: one for all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, launchBrowser, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { publishRecording } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { openSite } from '../support/site.ts';
import { workHere } from '../support/work-here.ts';
import { until } from '../support/workers.ts';

const WAIT = { timeout: 30_000 };
const folder = mkdtempSync(join(tmpdir(), 'madang-at-hand-'));
let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let path: string;

beforeAll(async () => {
  api = await openSite({ WORKER_THREADS: '2' });
  browser = await launchBrowser();
  await workHere(api.context);
  const film = makeRecording(join(folder, 'film.mp4'), { seconds: 20, size: '640x360' });
  ({ path } = await publishRecording(api.context, film));
  const staff = await api.as('administrator');
  await until(async () => (await staff('GET', `/api${path}`)).body.recording.state === 'ready', 60);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([360, 1280])('it plays on while one goes from step to step, at %d px', async (width) => {
  const viewport = { width, height: 800 };
  const context = await api.signedIn(browser, 'administrator', { viewport });
  const page = await context.newPage();
  const faults = faultsOf(page);
  const hand = page.getByRole('region', { name: '영상 미리보기' });
  const video = page.locator('video');
  await page.goto(`${api.origin}/studio${path}`);
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
