/** Chapters by hand and from the recording's own, in real Chromium, and where they lead residents. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openFilmed } from '../support/filmed.ts';
import { ffmpeg, H264 } from '../support/media.ts';
import { until } from '../support/workers.ts';

const { site, browser, staff, path, close } = await openFilmed((folder) => {
  const chapter = (from: number, to: number, title: string) =>
    `[CHAPTER]\nTIMEBASE=1/1\nSTART=${from}\nEND=${to}\ntitle=${title}\n`;
  const chapters = join(folder, 'chapters.txt');
  writeFileSync(chapters, `;FFMETADATA1\n${chapter(0, 3, '여는 말')}${chapter(3, 6, '협치란')}`);
  const film = join(folder, 'film.mp4');
  ffmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=10:duration=6', '-i', chapters],
    ...['-map', '0', '-map_metadata', '1', ...H264, film],
  );
  return film;
});
let page: Page;
beforeAll(async () => {
  await until(async () => (await staff('GET', `/api${path}/chapter-proposals`)).body.state === 'found', 90);
  page = await (await site.signedIn(browser, 'administrator')).newPage();
});
afterAll(close);

const stored = async () =>
  (await staff('GET', `/api${path}/chapters`)).body.items.map(
    ({ start, title, titleEn }: Record<string, unknown>) => `${start} ${title} ${titleEn}`.trim(),
  );

test('one is written by keyboard, and what makes no sense is said and not saved', async () => {
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio${path}?tab=chapters`);
  await page.getByRole('button', { name: '목차 추가' }).press('Enter');
  const row = page.getByRole('group', { name: '1번째 목차' });
  const time = row.getByLabel('시작 시간');
  await expect.poll(() => time.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('0:70');
  await page.keyboard.press('Tab');
  await page.keyboard.type('숙의');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Deliberation');
  // said once the row is left
  const leave = () => page.getByRole('button', { name: '목차 추가' }).focus();
  await leave();
  await row.getByText('12:30 또는 1:02:30처럼 적어 주세요.').waitFor();
  await time.fill('9:00');
  await leave();
  await row.getByText('강의가 끝난 뒤의 시간입니다.').waitFor();
  expect(await stored()).toEqual([]);
  await expectFitting(page);
  await time.fill('0:05');
  await expect.poll(stored).toEqual(['5 숙의 Deliberation']);
  expect(faults).toEqual([]);
});

test('the file’s own are proposed with their titles, accepted together, and lead residents there', async () => {
  await page.reload();
  const proposal = (time: string) => page.getByRole('group', { name: `${time} 제안` });
  await proposal('0:03').getByText('영상 파일의 목차').waitFor();
  await expect.poll(() => proposal('0:03').getByLabel('목차 제목').inputValue()).toBe('협치란');
  await page.getByRole('button', { name: '제목 쓴 제안 모두 넣기' }).press('Enter');
  await expect.poll(stored).toEqual(['0 여는 말', '3 협치란', '5 숙의 Deliberation']);

  const resident = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await resident.goto(`${site.origin}${path}`);
  await resident.getByRole('button', { name: '강의 재생' }).click();
  await resident.getByRole('tab', { name: '목차' }).click();
  await resident.getByRole('tabpanel').getByText('숙의').click();
  await expect
    .poll(async () => (await videoState(resident)).time, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(5);
  await resident.context().close();
});
