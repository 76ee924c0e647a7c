/** What comes over the line when somebody opens a page for the first time: what is asked for early is used, and nothing is asked twice. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storyboards } from '../../server/database/schema/schema.ts';
import { launchBrowser } from '../support/browser.ts';
import { mediaLecture } from '../support/lectures.ts';
import { ffmpeg } from '../support/media.ts';
import { openSite } from '../support/site.ts';

const site = await openSite();
const folder = mkdtempSync(join(tmpdir(), 'madang-first-'));
let browser: Browser;
let lecture: string;
let poster: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const { id, recordingId } = await mediaLecture(site.context, await site.as('staff'));
  const picture = join(folder, 'poster.jpg');
  ffmpeg('-f', 'lavfi', '-i', 'color=blue:size=640x360', '-frames:v', '1', picture);
  const key = `recordings/${recordingId}/a/poster-1.jpg`;
  await site.context.storage.put(key, readFileSync(picture), 'image/jpeg');
  await site.context.db.update(storyboards).set({ posterKeys: [key] });
  lecture = `/lectures/${id}`;
  poster = `/media/${key}`;
});
afterAll(async () => {
  await browser?.close();
  await site.close();
  rmSync(folder, { recursive: true });
});

/** A page of somebody new, and every path that it asks for. */
async function visit(path: string): Promise<{ page: Page; asked: string[] }> {
  const context = await browser.newContext({ locale: 'ko-KR', serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site.origin + path);
  return { page, asked };
}
const times = (asked: readonly string[], path: string) => asked.filter((one) => one === path).length;
const fonts = (asked: readonly string[]) => asked.filter((path) => path.endsWith('.woff2')).length;

test('a lecture: its texts and its poster are asked for once, by the head', async () => {
  const { page, asked } = await visit(lecture);
  const early = await page
    .locator('head link[rel="preload"]:not([as="style"]), head link[rel="modulepreload"]')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLLinkElement).href).pathname));
  await page.getByRole('region', { name: /^강의 영상/ }).waitFor();
  await page.waitForLoadState('networkidle');
  const own = [poster, `/api${lecture}`, `/api${lecture}/playback`];
  expect(early).toEqual(expect.arrayContaining(own));
  expect(early.filter((path) => times(asked, path) !== 1)).toEqual([]);
});

test('home: its first picture is asked for once', async () => {
  const { page, asked } = await visit('/');
  await page.getByRole('main').getByRole('img').or(page.locator('main img')).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('head link[rel="preload"][as="image"]').getAttribute('href')).toBe(poster);
  expect(times(asked, poster)).toBe(1);
});

test('the font waits until the second page', async () => {
  const { page, asked } = await visit('/');
  await page.waitForLoadState('networkidle');
  expect(fonts(asked)).toBe(0);
  await page.getByRole('link', { name: '강의', exact: true }).first().click();
  await expect.poll(() => fonts(asked)).toBeGreaterThan(0);
  await page.waitForFunction(() => document.fonts.check('16px "Pretendard GOV"'));
});
