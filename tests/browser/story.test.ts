/**
 * The story the platform exists for, on the real platform in real Chromium: a recording goes in, a
 * lecture plays, and what was watched is counted.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accessibilityFaults,
  faultsOf,
  launchBrowser,
  limitNetwork,
  videoState,
} from '../support/browser.ts';
import { makeRecording } from '../support/media.ts';
import { dropFile, signIn } from '../support/pages.ts';
import {
  type RunningPlatform,
  remainingProcesses,
  removeFolder,
  runPlatform,
  temporaryFolder,
} from '../support/platform.ts';

const SECONDS = 40;
const TITLE = '새로운 공공의 등장';

const folder = temporaryFolder();
let platform: RunningPlatform;
let browser: Browser;
let origin: string;
let accounts: Awaited<RunningPlatform['up']>['accounts'];
let lecturePath: string;
let resident: Page;

beforeAll(async () => {
  platform = runPlatform(folder);
  browser = await launchBrowser();
  ({ url: origin, accounts } = await platform.up);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  platform.kill('SIGTERM');
  await platform.ended;
  const left = await remainingProcesses(folder, 5000);
  removeFolder(folder);
  expect(left).toEqual([]);
});

const accountOf = (role: 'admin' | 'staff') => {
  const account = accounts.find(({ email }) => email.startsWith(role));
  if (!account) throw new Error(`No ${role} account was printed.`);
  return account;
};

test('staff drop a recording; the upload goes on by itself after a reload', async () => {
  const file = makeRecording(join(folder, `01_${TITLE.replaceAll(' ', '_')}.mp4`), {
    seconds: SECONDS,
    size: '1280x720',
  });
  const page = await browser.newPage();
  const faults = faultsOf(page);
  await signIn(page, origin, accountOf('staff'));
  await page.goto(`${origin}/studio`);
  await limitNetwork(page, 16_000_000);
  await dropFile(page, file);

  const bar = page.getByRole('progressbar', { name: /mp4$/ });
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 60_000 })
    .toBeGreaterThan(10);
  const resumed = page.waitForRequest(
    (request) => request.method() === 'PATCH' && request.url().includes('/api/uploads/'),
  );
  await page.reload();
  expect(Number((await resumed).headers()['upload-offset'])).toBeGreaterThan(0);
  await limitNetwork(page, null);

  const row = page.getByRole('row', { name: new RegExp(TITLE) });
  await row.getByText('변환 완료').waitFor({ timeout: 240_000 });
  await row.getByRole('link', { name: TITLE, exact: true }).click();
  await page.getByRole('tab', { name: '공개' }).click();
  await page.getByRole('button', { name: '공개하기' }).click();
  await page.getByText('지금 누구나 볼 수 있습니다.').waitFor();
  lecturePath = new URL(page.url()).pathname.replace('/studio', '');
  expect(faults).toEqual([]);
  await page.close();
}, 400_000);

test('a resident finds it without an account and presses play: the picture moves', async () => {
  resident = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const faults = faultsOf(resident);
  await resident.goto(`${origin}/lectures`);
  await resident.getByRole('link', { name: new RegExp(TITLE) }).click();
  await resident.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(async () => (await videoState(resident)).frames, { timeout: 30_000 }).toBeGreaterThan(60);
  expect((await videoState(resident)).duration).toBeCloseTo(SECONDS, 0);
  expect(new URL(resident.url()).pathname).toBe(lecturePath);
  expect(faults).toEqual([]);
});

test('progress is what was watched: skipping does not count', async () => {
  const progress = resident.getByRole('region', { name: '학습 진도율' });
  await expect.poll(async () => (await videoState(resident)).time, { timeout: 30_000 }).toBeGreaterThan(5);
  const forward = resident.getByRole('button', { name: '10초 앞으로' });
  await forward.click();
  await forward.click();
  await expect.poll(async () => (await videoState(resident)).time, { timeout: 30_000 }).toBeGreaterThan(29);
  const reported = resident.waitForResponse((reply) => reply.url().endsWith('/played') && reply.ok());
  await resident.getByRole('button', { name: '일시정지' }).first().click();
  const { watched, share } = await (await reported).json();
  const seconds = watched.reduce(
    (sum: number, { from, to }: { from: number; to: number }) => sum + to - from,
    0,
  );
  const { time } = await videoState(resident);
  expect(Math.abs(seconds - (time - 20)), `${seconds} s of ${time} s`).toBeLessThan(1);
  await progress.getByText(`${Math.floor(share * 100)}% 시청`, { exact: true }).waitFor();
});

test('closed and opened again, it resumes where it was', async () => {
  const { time } = await videoState(resident);
  const context = resident.context();
  await resident.close();
  resident = await context.newPage();
  await resident.goto(origin);
  await resident.getByText('이어보기').first().waitFor();
  await resident.goto(origin + lecturePath);
  await resident.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(async () => (await videoState(resident)).frames, { timeout: 30_000 }).toBeGreaterThan(5);
  const now = (await videoState(resident)).time;
  expect(now).toBeGreaterThan(time - 2);
  expect(now).toBeLessThan(time + 6);
});

test.each([
  ['a fast line gets all of it', null, (height: number) => height === 720],
  ['a slow line gets less, and still plays', 700_000, (height: number) => height < 720],
])('quality adapts: %s', async (_name, bitsPerSecond, fits) => {
  // Twice the pixels: the player asks for no more of them than its size on the screen can show.
  const page = await (await browser.newContext({ deviceScaleFactor: 2 })).newPage();
  await limitNetwork(page, bitsPerSecond);
  await page.goto(origin + lecturePath);
  await page.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(async () => (await videoState(page)).frames, { timeout: 60_000 }).toBeGreaterThan(5);
  await expect.poll(async () => fits((await videoState(page)).height), { timeout: 60_000 }).toBe(true);
  const { frames } = await videoState(page);
  await expect
    .poll(async () => (await videoState(page)).frames, { timeout: 60_000 })
    .toBeGreaterThan(frames + 30);
  await page.close();
});

test('the administrator sees the numbers rise', async () => {
  await resident.close();
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const faults = faultsOf(page);
  await signIn(page, origin, accountOf('admin'));
  await page.goto(`${origin}/admin/statistics`);
  const numbers = async () => {
    const cells = page.getByRole('row', { name: new RegExp(TITLE) }).getByRole('cell');
    return (await cells.allInnerTexts()).map((text) => Number.parseInt(text.replaceAll(',', ''), 10));
  };
  await expect
    .poll(async () => (await numbers()).filter(Number.isFinite)[0], { timeout: 30_000 })
    .toBeGreaterThanOrEqual(2);
  const [views = 0, viewers = 0, watched = 0] = (await numbers()).filter(Number.isFinite);
  expect(viewers).toBeGreaterThanOrEqual(1);
  expect(viewers).toBeLessThanOrEqual(views);
  expect(watched).toBeGreaterThan(0);
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('button', { name: '표로 보기' }).first().waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('axe finds no fault on the pages of the story', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await signIn(page, origin, accountOf('staff'));
  const studioPath = lecturePath.replace('/lectures', '/studio/lectures');
  const paths = [
    '/',
    '/lectures',
    lecturePath,
    '/courses',
    '/my',
    '/studio',
    studioPath,
    '/admin/statistics',
  ];
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of paths) {
      await page.goto(origin + path, { waitUntil: 'networkidle' });
      expect(await accessibilityFaults(page), `${path} at ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${path} is wider than ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  await page.close();
});
