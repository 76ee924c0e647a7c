/** Staff accept and drop proposals for chapters in real Chromium, by keyboard, with a recording that a worker looked at. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, videoState } from '../support/browser.ts';
import { openFilmed } from '../support/filmed.ts';
import { ffmpeg, H264 } from '../support/media.ts';
import { until } from '../support/workers.ts';

const WAIT = { timeout: 30_000 };
const { site, browser, staff, path, close } = await openFilmed((folder) => {
  const film = join(folder, 'film.mp4');
  const colours = ['white', 'navy', 'orange', 'green'];
  ffmpeg(
    ...colours.flatMap((colour) => ['-f', 'lavfi', '-i', `color=${colour}:size=640x360:rate=10:duration=15`]),
    ...['-f', 'lavfi', '-i', 'sine=frequency=300:sample_rate=48000:duration=60'],
    '-filter_complex',
    "concat=n=4[v];[4]volume=0:enable='between(t,29,31)'[a]",
    ...['-map', '[v]', '-map', '[a]', ...H264, film],
  );
  return film;
});
let page: Page;
beforeAll(async () => {
  const proposals = async () => (await staff('GET', `/api${path}/chapter-proposals`)).body;
  await until(async () => (await proposals()).state === 'found', 90);
  page = await (await site.signedIn(browser, 'administrator')).newPage();
});
afterAll(close);

const proposal = (time: string) => page.getByRole('group', { name: `${time} 제안` });
const stored = async () =>
  (await staff('GET', `/api${path}/chapters`)).body.items.map(
    ({ start, title }: { start: number; title: string }) => `${start} ${title}`,
  );

test('proposals are played, accepted, dropped and taken back; nothing is a chapter before', async () => {
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio${path}?tab=chapters`);
  await proposal('0:30').getByText('화면이 바뀌고 말이 멈춤').waitFor();
  await proposal('0:15').getByText('화면이 바뀜', { exact: true }).waitFor();
  expect(await stored()).toEqual([]);

  await proposal('0:30').getByRole('button', { name: '이 시각 재생' }).press('Enter');
  await page.locator('video').waitFor();
  await expect.poll(async () => (await videoState(page)).time, WAIT).toBeGreaterThan(30);
  await page.locator('video').evaluate((video) => (video as HTMLVideoElement).pause());

  const title = proposal('0:30').getByLabel('목차 제목');
  await proposal('0:30').getByRole('button', { name: '목차에 넣기' }).press('Enter');
  await proposal('0:30').getByText('제목을 넣어 주세요.').waitFor();
  expect(await title.evaluate((field) => field === document.activeElement)).toBe(true);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => scrollTo(0, 0)); // nothing is under the bar, which stays at the top
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `wider than ${width} px`).toBeLessThanOrEqual(0);
  }
  await title.fill('협치란');
  await title.press('Enter');
  await expect.poll(stored, WAIT).toEqual(['30 협치란']);
  await proposal('0:30').waitFor({ state: 'detached' });

  await proposal('0:15').getByRole('button', { name: '버리기' }).press('Enter');
  await proposal('0:15').waitFor({ state: 'detached' });
  await page.reload();
  await proposal('0:45').waitFor();
  expect(await proposal('0:15').count()).toBe(0);
  await page.getByRole('button', { name: '버린 제안 다시 보기 (1개)' }).press('Enter');
  await proposal('0:15').getByLabel('목차 제목').fill('숙의');
  await proposal('0:00').getByLabel('목차 제목').fill('여는 말');
  await page.getByRole('button', { name: '제목 쓴 제안 모두 넣기' }).press('Enter');
  await proposal('0:45').getByText('제목을 넣어 주세요.').waitFor();
  await expect.poll(stored, WAIT).toEqual(['0 여는 말', '15 숙의', '30 협치란']);
  const written = page.getByRole('group', { name: '2번째 목차' }).getByLabel('시작 시간');
  expect(await written.inputValue()).toBe('0:15');
  expect(faults).toEqual([]);
});
