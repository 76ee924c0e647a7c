/**
 * Chunks that were made apart play as one, in real Chromium: over their boundaries in every rung, while
 * the later ones are still being made, and where the top rung is the recording's own picture.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { and, asc, eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { chunks, recordings, storyboards } from '../../server/database/schema/schema.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PublishedRecording, publishRecording } from '../support/lectures.ts';
import { ffmpeg } from '../support/media.ts';
import { openSite } from '../support/site.ts';
import { noticedBy, playOver, reached, watch } from '../support/watching.ts';
import { freeze, idle, startWorker, until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-chunks-'));
let api: Awaited<ReturnType<typeof openSite>>;
let worker: ChildProcess;
let browser: Browser;
let origin: string;
/** Seconds of the first lecture: chunks of 8, 12 and 4 s. */
const SECONDS = 24;
const FIRST = 8;
let encoded: PublishedRecording;

beforeAll(async () => {
  api = await openSite();
  ({ origin } = api);
  const { data, databaseUrl } = api.context.config;
  worker = await startWorker({ data, url: databaseUrl ?? '' }, { WORKER_SLOTS: '1', WORKER_THREADS: '2' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A board that something moves over, and a tone: little to encode, and every hole is heard. */
function recording(seconds: number, keyFrames: number): string {
  const path = join(folder, `${seconds}.mp4`);
  ffmpeg(
    ...['-f', 'lavfi', '-i', `smptehdbars=size=1280x720:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `testsrc=size=160x120:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`],
    ...['-filter_complex', "[0][1]overlay=x='100+20*t':y=200,format=yuv420p[v]", '-map', '[v]', '-map', '2'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '30', '-colorspace', 'bt709'],
    ...['-g', String(keyFrames), '-keyint_min', String(keyFrames), '-sc_threshold', '0'],
    ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', path],
  );
  return path;
}

const publish = (file: string) => publishRecording(api.context, file);

const row = async (id: string) =>
  only(await api.context.db.select().from(recordings).where(eq(recordings.id, id)));
const chunksOf = (id: string, kind: 'video' | 'audio') =>
  api.context.db
    .select()
    .from(chunks)
    .where(and(eq(chunks.recordingId, id), eq(chunks.kind, kind)))
    .orderBy(asc(chunks.index));
/** The file of previews that players are told of. */
const previewsOf = async (id: string) => {
  const rows = await api.context.db.select().from(storyboards).where(eq(storyboards.recordingId, id));
  return rows[0]?.vttKey;
};
/** Where a chunk ends and the next begins, s. */
const boundaries = async (id: string, kind: 'video' | 'audio') =>
  (await chunksOf(id, kind)).slice(1).map(({ start }) => start);
const ready = (id: string) => until(async () => (await row(id)).state === 'ready', 120);

async function open(path: string): Promise<{ page: Page; faults: string[] }> {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const faults = await watch(page);
  await page.goto(origin + path);
  await page.getByRole('button', { name: '강의 재생' }).click();
  await reached(page, 0.5);
  return { page, faults };
}

/** Chooses a rung in the player's menu. */
async function choose(page: Page, rung: number): Promise<void> {
  await page.getByRole('button', { name: /^화질/ }).click();
  await page.getByRole('menuitemradio', { name: `${rung}p`, exact: true }).click();
}
const shows = (page: Page, rung: number) =>
  page.waitForFunction((height) => document.querySelector('video')?.videoHeight === height, rung);

/** Points at a share of the seek bar. @returns the address of the sheet that the preview there is cut from */
async function preview(page: Page, share: number): Promise<string> {
  const bar = page.locator('lecture-time-range');
  const { x, y, width, height } = (await bar.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x, y);
  await page.mouse.move(x + width * share, y + height / 2);
  return bar.locator('media-preview-thumbnail img').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.src;
  });
}

test('a lecture plays from its first chunk while the rest is made, to its end, in one page', async () => {
  encoded = await publish(recording(SECONDS, 250));
  await until(async () => Boolean((await chunksOf(encoded.id, 'video'))[1]?.attempt), 90);
  const ffmpeg = await freeze((await chunksOf(encoded.id, 'video'))[1]?.attempt ?? '');
  await until(async () => (await previewsOf(encoded.id)) !== undefined, 60);
  const beginning = dirname((await previewsOf(encoded.id)) ?? '');

  const { page, faults } = await open(encoded.path);
  const lists: string[] = [];
  page.on('response', async (reply) => {
    if (/p\.m3u8$/.test(reply.url())) lists.push(await reply.text());
  });
  await page.evaluate(() => Object.assign(window, { opened: 'once' }));
  await page.getByText(`/ 0:${SECONDS}`).waitFor();
  await until(() => lists.length > 0, 30);
  expect(lists.every((text) => text.includes(':EVENT') && !text.includes('ENDLIST'))).toBe(true);
  expect(await row(encoded.id)).toMatchObject({ state: 'transcoding', readyAt: null });

  // the last frame may last a little past the end of what there is: whoever has come so far waits there
  const { page: waiting } = await open(encoded.path);
  let read = 0;
  waiting.on('response', (reply) => {
    if (/p\.m3u8$/.test(reply.url())) read += 1;
  });
  const place = (at?: number) =>
    waiting.locator('video').evaluate((video: HTMLVideoElement, to) => {
      if (to !== undefined) video.currentTime = to;
      return video.currentTime;
    }, at);
  await place(FIRST + 0.05);
  await until(() => read > 2, 60);
  expect(await place()).toBeGreaterThan(FIRST);
  await waiting.context().close();

  // the page is told late that all is there: until then it shows the previews it was told of
  const told = Promise.withResolvers<void>();
  await page.route(/\/playback$/, (route) => told.promise.then(() => route.continue()));
  process.kill(ffmpeg, 'SIGCONT');
  await ready(encoded.id);
  await idle(api.context.db);
  await expect.poll(() => preview(page, 0.2)).toContain(beginning);
  told.resolve();
  const whole = dirname((await previewsOf(encoded.id)) ?? '');
  await expect.poll(() => preview(page, 0.9), { timeout: 20_000 }).toContain(whole);
  await page.waitForFunction(() => document.querySelector('video')?.ended, null, { timeout: 90_000 });

  expect(lists.at(-1)).toMatch(/:VOD[\s\S]*ENDLIST/);
  const played = await page.locator('video').evaluate((element) => {
    const { played, duration, currentTime } = element as HTMLVideoElement;
    return { ranges: played.length, from: played.start(0), to: played.end(0), duration, currentTime };
  });
  expect(played.duration).toBeCloseTo(SECONDS, 1);
  expect(played).toEqual({
    ranges: 1,
    from: 0,
    to: played.duration,
    duration: played.duration,
    currentTime: played.duration,
  });
  const { events, jumps } = await noticedBy(page);
  expect(events.filter((event) => /^(error|emptied)/.test(event))).toEqual([]);
  expect(jumps).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { opened?: string }).opened)).toBe('once');
  expect(faults).toEqual([]);
  await page.context().close();
}, 180_000);

test('every rung plays over the boundary of its chunks without a stall, in picture and sound', async () => {
  await ready(encoded.id);
  expect((await row(encoded.id)).probe?.copied).toBe(false);
  const [boundary = 0] = await boundaries(encoded.id, 'video');
  for (const rung of [720, 480, 360]) {
    const { page, faults } = await open(encoded.path); // a page that has nothing else in its buffer
    await choose(page, rung);
    await shows(page, rung);
    await playOver(page, boundary - 3, boundary + 2);
    await shows(page, rung);
    expect(faults).toEqual([]);
    await page.context().close();
  }
}, 180_000);

test('so does a picture that is copied, and sound over a boundary of its own; changing rungs too', async () => {
  const copied = await publish(recording(66, 25));
  await ready(copied.id);
  expect((await row(copied.id)).probe?.copied).toBe(true);
  const [first = 0, , third = 0] = await boundaries(copied.id, 'video');
  const [sound = 0] = await boundaries(copied.id, 'audio');
  const { page, faults } = await open(copied.path);
  await choose(page, 720);
  await playOver(page, first - 3, first + 2);
  await shows(page, 720);
  await playOver(page, sound - 3, sound + 2);

  const change = async () => {
    await reached(page, third - 4);
    for (const rung of [360, 720]) {
      await choose(page, rung);
      await shows(page, rung);
    }
  };
  await playOver(page, third - 6, third + 8, change);
  expect(faults).toEqual([]);
  await page.context().close();
}, 180_000);
