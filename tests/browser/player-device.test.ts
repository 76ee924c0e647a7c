/** What a device does for a lecture that plays, in real Chromium: the screen stays on, and its own keys drive it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, videoState } from '../support/browser.ts';
import { openPlayerSite } from '../support/player-site.ts';
import { reached } from '../support/watching.ts';

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());

type Device = { locks: WakeLockSentinel[]; actions: Record<string, (details: object) => void> };

/** Notes what the page asks of the device. Runs in the page. */
function note(): void {
  const device: Device = { locks: [], actions: {} };
  const { wakeLock, mediaSession } = navigator;
  const request = wakeLock.request.bind(wakeLock);
  wakeLock.request = async (type) => {
    const lock = await request(type);
    device.locks.push(lock);
    return lock;
  };
  const setActionHandler = mediaSession.setActionHandler.bind(mediaSession);
  mediaSession.setActionHandler = (action, handler) => {
    setActionHandler(action, handler);
    if (handler) device.actions[action] = handler as (details: object) => void;
    else delete device.actions[action];
  };
  Object.assign(window, { device });
}
const held = (page: Page) =>
  page.evaluate(
    () => (window as unknown as { device: Device }).device.locks.filter(({ released }) => !released).length,
  );
const press = (page: Page, action: string, details = {}) =>
  page.evaluate(
    ([action, details]) => (window as unknown as { device: Device }).device.actions[action]?.(details),
    [action, details] as const,
  );
const said = (page: Page) =>
  page.evaluate(() => {
    const { metadata, playbackState } = navigator.mediaSession;
    const { title, artist, album, artwork } = metadata ?? {};
    return { title, artist, album, poster: artwork?.[0]?.src, playbackState };
  });
const time = async (page: Page) => (await videoState(page)).time;

test('the screen stays on while a picture plays, and keys outside the page drive the lecture', async () => {
  const context = await site.browser.newContext({ locale: 'ko-KR' });
  await context.grantPermissions(['screen-wake-lock']);
  await context.addInitScript(note);
  const page = await context.newPage();
  const faults = faultsOf(page);
  await page.goto(site.lecture.address);
  await page.getByRole('button', { name: '강의 재생' }).waitFor();
  expect(await held(page)).toBe(0);
  expect(await said(page)).toEqual({
    title: '협치란 무엇인가',
    artist: '김협치',
    album: '협치 입문',
    poster: expect.stringMatching(/^http:.*\/media\//),
    playbackState: 'paused',
  });

  await press(page, 'play');
  await reached(page, 1);
  await expect.poll(() => held(page)).toBe(1);
  expect((await said(page)).playbackState).toBe('playing');
  await press(page, 'seekforward');
  await reached(page, 11);
  await press(page, 'seekbackward');
  await expect.poll(() => time(page)).toBeLessThan(9);
  await press(page, 'seekto', { seekTime: 25 });
  await reached(page, 25);
  await press(page, 'pause');
  await expect.poll(() => held(page)).toBe(0);

  // nobody looks at the sound alone
  await page.getByRole('button', { name: /^소리만 듣기/ }).click();
  await press(page, 'play');
  await reached(page, 26);
  expect(await held(page)).toBe(0);
  await page.getByRole('button', { name: /^소리만 듣기/ }).click();
  await expect.poll(() => held(page)).toBe(1);

  await page.getByRole('button', { name: 'English' }).click();
  await expect.poll(async () => (await said(page)).title).toBe('What is co-governance?');
  // the next lecture is a row without media: what is asked for there is not found
  expect(faults).toEqual([]);
  await press(page, 'nexttrack');
  await page.waitForURL(site.origin + site.next.path);
  await expect.poll(() => held(page)).toBe(0);
  await expect.poll(async () => (await said(page)).title).toBe('다');
  await context.close();
});

test('who plays, pauses and plays before the screen is held holds it once, and gives it back', async () => {
  const context = await site.browser.newContext({ locale: 'ko-KR' });
  await context.grantPermissions(['screen-wake-lock']);
  await context.addInitScript(() => {
    const { wakeLock } = navigator;
    const request = wakeLock.request.bind(wakeLock);
    const allowed = new Promise<void>((allow) => Object.assign(window, { allow }));
    wakeLock.request = (type) => allowed.then(() => request(type));
  });
  await context.addInitScript(note);
  const page = await context.newPage();
  await page.goto(site.lecture.address);
  await page.getByRole('button', { name: '강의 재생' }).waitFor();
  for (const [action, state] of [
    ['play', 'playing'],
    ['pause', 'paused'],
    ['play', 'playing'],
  ] as const) {
    await press(page, action);
    await expect.poll(async () => (await said(page)).playbackState).toBe(state);
  }
  await page.evaluate(() => (window as unknown as { allow(): void }).allow());
  await expect.poll(() => held(page)).toBe(1);
  await press(page, 'pause');
  await expect.poll(() => held(page)).toBe(0);
  await context.close();
});
