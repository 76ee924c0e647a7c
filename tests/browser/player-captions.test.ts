/** Captions in real Chromium, by keyboard alone: of every language there is, and as large and where somebody wants them. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/browser.ts';
import { openPlayerSite, WIDTHS } from '../support/player-site.ts';

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());

/** Until then hls.js may have to load something. */
const SOON = { timeout: 20_000 };

/** What is on the picture now, of which languages, and the line it is asked to stand in; and what this browser keeps. */
const shown = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => {
    const tracks = [...video.textTracks].filter(
      ({ mode, kind }) => mode === 'showing' && kind === 'captions',
    );
    const [cue] = (tracks[0]?.activeCues ?? []) as Iterable<VTTCue>;
    const kept = localStorage.getItem('madang.player');
    return cue && { languages: tracks.map(({ language }) => language), text: cue.text, line: cue.line, kept };
  });
const video = (page: Page) => page.locator('video').screenshot({ animations: 'disabled' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

test('captions are chosen, styled and remembered without a mouse', async () => {
  const { page, faults } = await site.open({ viewport: { width: 1280, height: 900 } });
  await page.getByRole('button', { name: '자막 켜기' }).press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => shown(page), SOON)
    .toMatchObject({ languages: ['ko'], text: '함께 정하는 일입니다 2', line: 'auto' });

  // the other language
  await page.getByRole('button', { name: '자막 언어: 한국어' }).press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => shown(page), SOON)
    .toMatchObject({ languages: ['en'], text: 'It is deciding together 2' });

  // the look of them, which is seen at once
  const before = await video(page);
  const menu = page.getByRole('button', { name: '자막 언어: English' });
  await menu.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '자막 설정' });
  await dialog.getByRole('radio', { name: '보통' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await dialog.getByRole('radio', { name: '검은 바탕에 흰 글자' }).focus();
  await page.keyboard.press('ArrowRight');
  await dialog.getByRole('radio', { name: '아래' }).focus();
  await page.keyboard.press('ArrowRight');
  const sample = dialog.getByText('자막은 이렇게 보입니다');
  expect(await sample.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(255, 230, 0)');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }
  await page.keyboard.press('Escape');
  // back where it came from
  expect(await focused(page)).toBe('자막 언어: English');
  await expect.poll(() => shown(page), SOON).toMatchObject({ languages: ['en'], line: 1 });
  const after = await video(page);
  expect(after.equals(before)).toBe(false);

  await page.reload();
  await page.getByRole('button', { name: '강의 재생' }).press('Enter');
  await expect.poll(() => shown(page), SOON).toMatchObject({ languages: ['en'], line: 1 });
  await page.getByRole('button', { name: '자막 언어: English' }).press('Enter');
  await page.getByRole('menuitem', { name: '자막 설정' }).press('Enter');
  for (const name of ['가장 크게', '검은 바탕에 노란 글자', '위'])
    expect(await dialog.getByRole('radio', { name }).isChecked(), name).toBe(true);

  // and where they were written
  await dialog.getByRole('radio', { name: '위' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => shown(page), SOON).toMatchObject({ line: 'auto' });
  expect(faults).toEqual([]);
  await page.context().close();
});
