/**
 * What is played is counted exactly while networks, servers, pages and clocks fail: what Chromium says it played is
 * compared with what the ledger has in the end.
 */
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { msOf, type Span, united } from '../../server/progress/ranges.ts';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PublishedRecording, publishRecording } from '../support/lectures.ts';
import { ledgerOf } from '../support/ledger.ts';
import { makeRecording } from '../support/media.ts';
import { reached } from '../support/watching.ts';
import { startWorker, until } from '../support/workers.ts';

/** Seconds that are played before the page hears of it, and after it last looked. */
const NEAR = 0.3;
const DAY_MS = 86_400_000;

let platform: Awaited<ReturnType<typeof testApp>>;
let api: OwnApi;
let browser: Browser;
let lecture: PublishedRecording;
let lectureId: string;
let viewer: BrowserContext;

beforeAll(async () => {
  platform = await testApp();
  const { db, config } = platform.context;
  const file = makeRecording(join(config.data, 'recording.mp4'), { seconds: 20 });
  const worker = await startWorker({ data: config.data, url: config.databaseUrl ?? '' });
  lecture = await publishRecording(platform.context, file);
  [api, browser] = await Promise.all([startApi(config), launchBrowser()]);
  const row = async () => only(await db.select().from(recordings).where(eq(recordings.id, lecture.id)));
  await until(async () => (await row()).state === 'ready', 120);
  ({ lectureId } = await row());
  worker.kill('SIGTERM');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await api?.kill();
  await platform?.close();
});
beforeEach(async () => {
  await platform.context.db.execute(sql`delete from viewers`);
  viewer = await browser.newContext({ locale: 'ko-KR' });
  await viewer.addInitScript(noteLast);
});
afterEach(() => viewer.close());

/** @param ahead milliseconds by which the page's clock is wrong */
async function open(address = lecture.path, ahead = 0): Promise<Page> {
  const page = await viewer.newPage();
  await page.addInitScript((wrong) => {
    const now = Date.now;
    Date.now = () => now() + wrong;
  }, ahead);
  await page.goto(api.origin + address);
  return page;
}
async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: '강의 재생' }).click();
  await reached(page, 0);
}
const pause = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.pause());
const isReport = (sent: { url(): string }) => sent.url().endsWith('/played');
const isBegin = (sent: { url(): string }) => sent.url().endsWith('/playback-sessions');
/** A report that the server has acknowledged. */
const taken = (page: Page) => page.waitForResponse((reply) => isReport(reply) && reply.ok());
const lost = (page: Page) => page.waitForEvent('requestfailed', isReport);
const ledger = () => ledgerOf(platform.context.db, lectureId);

/** Notes what the browser has played when a page goes away. Runs in the page. */
function noteLast(): void {
  addEventListener('pagehide', () => {
    const { played } = document.querySelector('video') ?? {};
    if (!played?.length) return;
    const spans = Array.from({ length: played.length }, (_, n) => ({
      from: played.start(n),
      to: played.end(n),
    }));
    localStorage.setItem('played', JSON.stringify(spans));
  });
}
/** What the browser itself says it had played when the page went away. */
async function playedBefore(): Promise<Span[]> {
  const { origins } = await viewer.storageState();
  const kept = origins.flatMap(({ localStorage }) => localStorage);
  return JSON.parse(kept.find(({ name }) => name === 'played')?.value ?? '[]');
}
/** What the browser itself says it has played since the page was opened. */
const playedIn = (page: Page): Promise<Span[]> =>
  page.locator('video').evaluate((element) => {
    const { played } = element as HTMLVideoElement;
    return Array.from({ length: played.length }, (_, nth) => ({
      ...{ from: played.start(nth), to: played.end(nth) },
    }));
  });

/** Where the first picture is from, of a page that does not play yet: seconds. */
const firstPlayed = (page: Page): Promise<number> =>
  page.locator('video').evaluate(
    (element) =>
      new Promise((resolve) => {
        const video = element as HTMLVideoElement;
        video.addEventListener('playing', () => resolve(video.currentTime), { once: true });
      }),
  );

/** The ledger has what was played, once, as one view, and as much real time. */
async function expectOnce(played: readonly Span[]): Promise<void> {
  const { watched, ...sums } = await ledger();
  expect(watched).toHaveLength(played.length);
  for (const [nth, { from, to }] of played.entries()) {
    expect(Math.abs((watched[nth]?.from ?? 0) - from)).toBeLessThan(NEAR);
    expect(Math.abs((watched[nth]?.to ?? 0) - to)).toBeLessThan(NEAR);
  }
  const covered = msOf(watched);
  expect(sums).toMatchObject({ clipped: 0, views: 1, creditedMs: sums.playedMs });
  expect(Math.abs(sums.creditedMs - covered), 'played again').toBeLessThan(NEAR * 1000);
  // a busy machine plays slower than it should
  expect(sums.elapsedMs - covered).toBeGreaterThan(-NEAR * 1000);
  expect(sums.elapsedMs - covered).toBeLessThan(600 * sums.segments);
}

test('a network that goes away in the middle, and comes back', async () => {
  const page = await open();
  await play(page);
  await reached(page, 1);
  await viewer.setOffline(true);
  await reached(page, 3);
  const failed = lost(page);
  await pause(page);
  await failed;
  expect((await ledger()).segments).toBe(0);
  const sent = taken(page);
  await viewer.setOffline(false);
  await sent;
  await expectOnce(await playedIn(page));
});

test('answers that are lost after the server has taken the report, whole or in the middle', async () => {
  const page = await open();
  await play(page);
  await reached(page, 1);
  const losses = [
    (route: Route) => route.abort(),
    (route: Route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"watched":[{' }),
  ];
  const replies: number[] = [];
  await page.route('**/played', async (route) => {
    const reply = await route.fetch();
    replies.push(reply.status());
    await (losses.shift() ?? (() => route.fulfill({ response: reply })))(route);
  });
  await pause(page);
  await until(() => replies.length === 3, 30);
  await expectOnce(await playedIn(page));
  expect(replies).toEqual([200, 200, 200]);
});

test('a page that is loaded anew while nothing can be sent: the next visit sends it, wherever it goes', async () => {
  const page = await open();
  await play(page);
  await reached(page, 2);
  await api.kill();
  await page.reload();
  await page.getByText('서버에 연결하지 못했습니다').waitFor();
  expect((await ledger()).segments).toBe(0);
  await api.start();
  const sent = taken(page);
  await page.goto(api.origin);
  await sent;
  await expectOnce(await playedBefore());
});

test('a page that is closed', async () => {
  const page = await open();
  await play(page);
  await reached(page, 2);
  await page.close();
  await until(async () => (await ledger()).segments > 0, 30);
  await expectOnce(await playedBefore());
});

test('a page that is left before its session has begun: what it played is of one session', async () => {
  const page = await open();
  const [begun, asked] = [Promise.withResolvers<void>(), page.waitForRequest(isBegin)];
  await page.route('**/playback-sessions', async (route) => {
    await begun.promise;
    await route.continue();
  });
  await play(page);
  await asked;
  await reached(page, 1);
  await pause(page);
  const played = await playedIn(page);
  await page.getByRole('link', { name: '강의', exact: true }).first().click();
  await page.locator(`a[href="${lecture.path}"]`).first().click();
  await page.getByRole('button', { name: '강의 재생' }).waitFor();
  const sent = taken(page);
  begun.resolve();
  await sent;
  await expectOnce(played);
});

test('two tabs, by a clock that is a day off: both are seen, and real time goes by once', async () => {
  const pages = [await open(lecture.path, DAY_MS), await open(`${lecture.path}?t=10`, -DAY_MS)] as const;
  // whatever is given on top of real time is taken first
  const claims = Array.from({ length: 60 }, (_, seq) => ({ seq, from: 0, to: 1, rate: 1, elapsedMs: 1000 }));
  const { id } = await (
    await viewer.request.post(`${api.origin}/api/playback-sessions`, { data: { lectureId } })
  ).json();
  const began = Date.now();
  const claim = await viewer.request.post(`${api.origin}/api/playback-sessions/${id}/played`, {
    data: { segments: claims, position: 0 },
  });
  expect(claim.status()).toBe(200);
  const before = await ledger();

  const begun = firstPlayed(pages[1]);
  await Promise.all(pages.map(play));
  await Promise.all([reached(pages[0], 4), reached(pages[1], 14)]);
  expect(await begun).toBeGreaterThanOrEqual(10);
  const sent = pages.map(taken);
  await Promise.all(pages.map(pause));
  await Promise.all(sent);
  const wall = Date.now() - began;
  const after = await ledger();
  // the element counts from its last jump, and there was none to where it began
  const later = (await playedIn(pages[1])).map(({ from, to }) => ({ from: Math.max(10, from), to }));
  const seen = united([...(await playedIn(pages[0])), ...later]);
  expect(after.watched).toHaveLength(seen.length);
  expect(Math.abs(msOf(after.watched) - msOf(seen))).toBeLessThan(4 * NEAR * 1000);
  expect(after.creditedMs - before.creditedMs).toBeGreaterThan(8000 - 4 * NEAR * 1000);
  expect(after.elapsedMs - before.elapsedMs).toBeLessThanOrEqual(wall);
});

test('a machine that sleeps for an hour while the lecture plays', async () => {
  await viewer.addInitScript(() => {
    const now = performance.now.bind(performance);
    let slept = 0;
    performance.now = () => now() + slept;
    Object.assign(window, {
      sleep: () => {
        slept += 3_600_000;
      },
    });
  });
  const page = await open();
  await play(page);
  await reached(page, 1);
  await page.evaluate(() => (window as unknown as { sleep(): void }).sleep());
  await reached(page, 3);
  const sent = taken(page);
  await pause(page);
  await sent;
  await expectOnce(await playedIn(page));
});

test('a server that is killed, and started again', async () => {
  const page = await open();
  await play(page);
  await reached(page, 1);
  const first = taken(page);
  await pause(page);
  const { watched } = await (await first).json();
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.play());
  await reached(page, 2);
  await api.kill();
  await reached(page, 3);
  const failed = lost(page);
  await pause(page);
  await failed;
  expect((await ledger()).watched).toEqual(watched);
  const rest = taken(page);
  await api.start();
  await rest;
  await expectOnce(await playedIn(page));
});
