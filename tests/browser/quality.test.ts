/** A picture that stands still in real Chromium is read off the statistics page; a seek that waits is not. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type QualityReport, STARTUP_BOUNDS_MS } from '../../server/contract/quality.ts';
import { only } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { type PublishedRecording, publishRecording } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { openSite } from '../support/site.ts';
import { startWorker, until } from '../support/workers.ts';

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36';

let api: Awaited<ReturnType<typeof openSite>>;
let worker: ChildProcess;
let browser: Browser;
let origin: string;
let lecture: PublishedRecording;

beforeAll(async () => {
  api = await openSite();
  ({ origin } = api);
  api.time.now = new Date();
  const { data, databaseUrl } = api.context.config;
  worker = await startWorker({ data, url: databaseUrl ?? '' }, { WORKER_SLOTS: '1', WORKER_THREADS: '2' });
  browser = await launchBrowser();
  const file = makeRecording(join(data, 'recording.mp4'), { seconds: 60, size: '640x360' });
  lecture = await publishRecording(api.context, file);
  await until(async () => {
    const rows = await api.context.db.select().from(recordings).where(eq(recordings.id, lecture.id));
    return only(rows).state === 'ready';
  }, 120);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await api?.close();
});

/** Holds requests for segments back, for as long as one wants. */
async function holder(page: Page) {
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  await page.route('**/*.m4s', (route) => gate.promise.then(() => route.continue()).catch(() => undefined));
  return {
    hold: () => {
      gate = Promise.withResolvers();
    },
    release: () => gate.resolve(),
  };
}

/** Notes when the picture stood still and when it moved again, ms of the page's clock. Runs in the page. */
function note(): void {
  const noted: [type: string, at: number][] = [];
  for (const type of ['play', 'waiting', 'playing', 'seeking'])
    document.addEventListener(type, () => noted.push([type, performance.now()]), true);
  Object.assign(window, { noted });
}
const notedBy = (page: Page) =>
  page.evaluate(() => (window as unknown as { noted: [string, number][] }).noted);

const loading = (page: Page) => page.getByText('불러오는 중입니다.');
const reaches = (page: Page, time: number) =>
  page.waitForFunction((to) => (document.querySelector('video')?.currentTime ?? 0) >= to, time);

test('a stall is counted as long as it lasted, a seek is not, and a page of statistics says so', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR', userAgent: PHONE })).newPage();
  const faults = faultsOf(page);
  await page.addInitScript(note);
  const { hold, release } = await holder(page);
  await page.goto(origin + lecture.path);
  await page.waitForFunction(() => {
    const { buffered } = document.querySelector('video') ?? { buffered: { length: 0, end: () => 0 } };
    return buffered.length > 0 && buffered.end(0) >= 6;
  });
  hold();
  await page.getByRole('button', { name: '강의 재생' }).click();
  await reaches(page, 6);
  await loading(page).waitFor({ state: 'attached' });
  release();
  await loading(page).waitFor({ state: 'detached' });
  await reaches(page, 13);

  // hls.js reads 30 s ahead at most: nothing of it is there
  hold();
  await page.keyboard.press('9');
  await loading(page).waitFor({ state: 'attached' });
  release();
  await reaches(page, 55);
  const sent = page.waitForRequest((request) => request.url().endsWith('/quality'));
  await page.getByRole('button', { name: '일시정지' }).first().click();
  const request = await sent;
  expect((await request.response())?.status()).toBe(204);

  const said = request.postDataJSON() as QualityReport;
  const noted = await notedBy(page);
  const at = (type: string) => noted.find(([other]) => other === type)?.[1] ?? 0;
  const first = at('playing');
  const stood = stoodBeforeSeek(noted.filter(([, time]) => time >= first));
  expect(said).toMatchObject({ bsa: 1, ec: { network: 0, offline: 0 } });
  expect(said.bsda / stood, `${said.bsda} of ${stood} ms`).toBeCloseTo(1, 1);
  expect(Math.abs((said.msd ?? 0) - (first - at('play')))).toBeLessThan(1000);
  const seconds = said.played[360] / 1000;
  expect(seconds).toBeGreaterThan(13);
  expect(seconds).toBeLessThan(20);
  expect(faults).toEqual([]);
  await page.context().close();

  await readOff(said, seconds);
}, 120_000);

/** ms for which the picture stood still before one sought: a busy machine may let it move for a moment in between. */
function stoodBeforeSeek(noted: readonly [type: string, at: number][]): number {
  let sum = 0;
  let since: number | null = null;
  for (const [type, time] of noted) {
    if (type === 'seeking') break;
    if (type === 'waiting') since ??= time;
    if (type === 'playing' && since !== null) {
      sum += time - since;
      since = null;
    }
  }
  return sum;
}

/** The same numbers, as an administrator reads them. */
async function readOff({ bsda, msd }: QualityReport, seconds: number): Promise<void> {
  const context = await api.signedIn(browser, 'administrator');
  const page = await context.newPage();
  const faults = faultsOf(page);
  for (const path of [`/admin/statistics${lecture.path}`, '/admin/statistics/quality']) {
    await page.goto(origin + path);
    const row = page.getByRole('region', { name: '기기별 재생 품질' }).getByRole('row', { name: '휴대전화' });
    await row.waitFor();
    const [sessions, median, , unstarted, stalled, anHour, failed] = await row
      .getByRole('cell')
      .allInnerTexts();
    expect([sessions, unstarted, stalled, failed]).toEqual(['1', '0.0%', '100.0%', '0.0%']);
    expect(Number.parseFloat((anHour ?? '').replace(',', ''))).toBeCloseTo(bsda / 1000 / (seconds / 3600), 0);
    // times are counted by stretches: the median of one is the middle of its stretch
    const end = STARTUP_BOUNDS_MS.findIndex((bound) => bound >= (msd ?? 0));
    const middle = ((STARTUP_BOUNDS_MS[end - 1] ?? 0) + (STARTUP_BOUNDS_MS[end] ?? 0)) / 2;
    expect(Math.abs(Number.parseFloat(median ?? '') - middle / 1000)).toBeLessThanOrEqual(0.051);
    await page.getByText('360p\u00a0100.0%').waitFor();
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await accessibilityFaults(page), `${path} at ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${path} is wider than ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  expect(faults).toEqual([]);
  await context.close();
}
