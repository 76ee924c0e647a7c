/** Staff choose a poster in real Chromium: a frame by the keyboard, a picture of their own, and back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf } from '../support/browser.ts';
import { openFilmed } from '../support/filmed.ts';
import { ffmpeg } from '../support/media.ts';

const WAIT = { timeout: 30_000 };

const { site, browser, folder, path, ready, close } = await openFilmed((folder) => {
  const film = join(folder, 'film.mp4');
  ffmpeg(
    ...['-f', 'lavfi', '-i', 'color=red:size=640x360:rate=10:duration=4'],
    ...['-f', 'lavfi', '-i', 'color=blue:size=640x360:rate=10:duration=4'],
    ...['-filter_complex', 'concat=n=2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', film],
  );
  return film;
});
let page: Page;
let faults: string[];
beforeAll(async () => {
  page = await (await site.signedIn(browser, 'administrator')).newPage();
  faults = faultsOf(page);
  await ready();
});
afterAll(close);

const poster = () => page.getByRole('img', { name: '지금 보이는 포스터' });

/** Red, green, blue of the picture that is shown as the poster. */
const colour = () =>
  poster().evaluate((element) => {
    const picture = element as HTMLImageElement;
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(picture, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value > 128);
  });

test('a frame, chosen by keyboard alone', async () => {
  await page.goto(`${site.origin}/studio${path}`);
  await page.getByText('기본: 영상에서 저절로 고른 장면').waitFor();
  const choose = page.getByRole('button', { name: '영상에서 장면 고르기' });
  await choose.press('Enter');
  const video = page.locator('video');
  await video.waitFor();
  await expect
    .poll(() => video.evaluate((one) => (one as HTMLVideoElement).readyState), WAIT)
    .toBeGreaterThan(1);
  await page.getByRole('region', { name: /A lecture/ }).focus();
  await page.keyboard.press('ArrowRight');
  const use = page.getByRole('button', { name: '지금 장면을 포스터로 (0:05)' });
  await use.press('Enter');
  await page.getByText('직접 고른 그림').waitFor();
  await expect.poll(colour, WAIT).toEqual([false, false, true]);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => scrollTo(0, 0)); // nothing is under the bar, which stays at the top
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `wider than ${width} px`).toBeLessThanOrEqual(0);
  }
});

test('a picture of their own, what is wrong with another, and back to the default', async () => {
  ffmpeg('-f', 'lavfi', '-i', 'color=lime:size=1280x720', '-frames:v', '1', join(folder, 'own.png'));
  writeFileSync(join(folder, 'text.png'), 'no picture');
  ffmpeg('-f', 'lavfi', '-i', 'color=lime:size=90x90', '-frames:v', '1', join(folder, 'small.png'));
  const section = page.getByRole('region', { name: '포스터', exact: true });
  const file = section.locator('input[type=file]');
  await file.setInputFiles(join(folder, 'own.png'));
  await expect.poll(colour, WAIT).toEqual([false, true, false]);
  await file.setInputFiles(join(folder, 'text.png'));
  await section.getByText('JPEG, PNG, WebP 그림만 올릴 수 있습니다.').waitFor();
  await file.setInputFiles(join(folder, 'small.png'));
  await section.getByText(/그림의 크기가 알맞지 않습니다/).waitFor();
  expect(await colour()).toEqual([false, true, false]);
  await file.setInputFiles(join(folder, 'text.png'));
  const objection = section.getByText('JPEG, PNG, WebP 그림만 올릴 수 있습니다.');
  await objection.waitFor();
  // somebody else chooses another one: what is said is about the poster that is shown
  const colleague = await site.as('administrator');
  const { candidates } = (await colleague('GET', `/api${path}/poster`)).body;
  const chosen = await colleague('PUT', `/api${path}/poster`, { candidate: candidates.at(-1) });
  expect(chosen.status).toBe(200);
  await objection.waitFor({ state: 'detached' });
  await section.getByRole('button', { name: '기본으로 되돌리기' }).click();
  await section.getByText('기본: 영상에서 저절로 고른 장면').waitFor();
  await section.getByRole('button', { name: '추천 장면 1을 포스터로' }).press('Enter');
  await section.getByText('직접 고른 그림').waitFor();
  await page.goto(`${site.origin}/lectures`);
  expect(await page.locator('main img').first().getAttribute('src')).toContain('/media/posters/');
  expect(faults.filter((fault) => !fault.includes('415'))).toEqual([]);
});
