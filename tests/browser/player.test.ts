/** The player in real Chromium: its keys, what a screen reader is told, a network that fails, native HLS, its size. */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, faultsOf, videoState } from '../support/browser.ts';
import { openPlayerSite, SECONDS, WIDTHS } from '../support/player-site.ts';
import { reached } from '../support/watching.ts';

/** Of the scripts that a lecture's page loads until it plays, gzipped. */
const BUDGET = 210 * 1024;
/** Until then hls.js may have to load something, or to give up. */
const SOON = { timeout: 60_000 };

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());

const playButton = (page: Page) => page.getByRole('button', { name: '강의 재생' });
const state = (page: Page) =>
  page.locator('video').evaluate((element) => {
    const { paused, volume, muted, playbackRate, currentTime, textTracks } = element as HTMLVideoElement;
    const captions = [...textTracks].some(({ mode, kind }) => mode === 'showing' && kind === 'captions');
    // whole seconds; a seek to the end stops half a second before it
    return { paused, volume, muted, playbackRate, time: Math.floor(currentTime + 0.6), captions };
  });
const isFull = (page: Page) => page.evaluate(() => document.fullscreenElement !== null);

test('every key does its own while the player has the focus, and none once they are switched off', async () => {
  const { page, faults } = await site.open();
  const does = async (key: string, what: object) => {
    await page.keyboard.press(key);
    await expect.poll(() => state(page), { message: key, ...SOON }).toMatchObject(what);
  };
  await page.keyboard.press('m');
  expect(await state(page)).toMatchObject({ muted: false });

  await page.getByRole('region', { name: /^강의 영상/ }).focus();
  await does('k', { paused: false });
  await does('Space', { paused: true });
  await does('5', { time: SECONDS / 2 });
  await does('l', { time: SECONDS / 2 + 10 });
  await does('j', { time: SECONDS / 2 });
  await does('ArrowRight', { time: SECONDS / 2 + 5 });
  await does('ArrowLeft', { time: SECONDS / 2 });
  await does('ArrowDown', { volume: 0.9 });
  await does('ArrowUp', { volume: 1 });
  await does('m', { muted: true });
  await does('c', { captions: true });
  await does('>', { playbackRate: 1.25 });
  await does('<', { playbackRate: 1 });
  await does('Home', { time: 0 });
  await does('End', { time: SECONDS });
  await page.keyboard.press('f');
  await expect.poll(() => isFull(page)).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(() => isFull(page)).toBe(false);

  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: '단축키 사용' }).uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('region', { name: /^강의 영상/ }).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('c');
  expect(await state(page)).toMatchObject({ muted: true, captions: true });
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a screen reader is told in Korean what there is, the time in words, and the chapter', async () => {
  const { page } = await site.open();
  await page.getByRole('button', { name: '자막 켜기' }).click();
  await page.keyboard.press('6');
  const slider = page.getByRole('slider', { name: '재생 위치' });
  await expect
    .poll(() => slider.getAttribute('aria-valuetext'), SOON)
    .toMatch(/^2[34]초 \/ 전체 (39|40)초, 협치의 원칙$/);
  const tree = await page.getByRole('region', { name: /^강의 영상/ }).ariaSnapshot();
  // numbers of the sliders' own, and which rung came first
  const calm = tree.replaceAll(/: "[\d.]+"| \(\d+p\)/g, '').replace(/0:2[34] /, '0:24 ');
  expect(calm).toBe(
    [
      `- 'region "강의 영상: 협치란 무엇인가"':`,
      '  - region "영상 재생기"',
      '  - button "강의 재생"',
      '  - group "영상 조작":',
      '    - slider "재생 위치"',
      '    - button "재생"',
      '    - button "10초 뒤로"',
      '    - button "10초 앞으로"',
      '    - button "음소거"',
      '    - slider "음량"',
      '    - text: 0:24 / 0:40',
      `    - 'button "재생 속도: 1배속"': 1배속`,
      `    - 'button "화질: 자동"': 자동`,
      '    - button "자막 끄기": 자막',
      `    - 'button "자막 언어: 한국어"': 한국어`,
      '    - button "단축키 안내": "?"',
      '    - button "작은 화면으로 보기"',
      '    - button "전체 화면"',
    ].join('\n'),
  );
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => scrollTo(0, 0));
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
  }
  await page.context().close();
});

test('a network that fails is said when it is missed, and the lecture goes on where it was', async () => {
  const { page } = await site.open();
  let down = false;
  await page.route('**/*.m4s', (route) => (down ? route.abort() : route.continue()));
  await playButton(page).click();
  await reached(page, 2);
  down = true;
  await page.keyboard.press('8');
  await page.getByText('연결이 느려 영상을 기다리고 있습니다.').waitFor(SOON);
  const said = page.getByText('영상을 불러오지 못했습니다.');
  await said.waitFor(SOON);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => scrollTo(0, 0));
    expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
  }
  down = false;
  await reached(page, 34);
  await said.waitFor({ state: 'detached' });
  expect((await videoState(page)).paused).toBe(false);
  await page.context().close();
});

test('media that are gone leave nothing to press', async () => {
  const { page } = await site.open();
  await page.route('**/media/**', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.getByText('이 영상은 더 이상 볼 수 없습니다.').waitFor();
  expect(await playButton(page).count()).toBe(0);
  await page.context().close();
});

test('without media source extensions the browser plays it, and what was played is reported', async () => {
  const context = await site.browser.newContext({ locale: 'ko-KR' });
  await context.addInitScript(() => {
    for (const name of ['MediaSource', 'ManagedMediaSource', 'WebKitMediaSource'])
      Reflect.deleteProperty(window, name);
  });
  const page = await context.newPage();
  const faults = faultsOf(page);
  await page.goto(site.lecture.address);
  await playButton(page).click();
  await reached(page, 3);
  expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.src)).toMatch(/\.m3u8$/);
  const reported = page.waitForResponse((reply) => reply.url().endsWith('/played') && reply.ok());
  await page.getByRole('button', { name: '일시정지' }).first().click();
  const { watched } = await (await reported).json();
  const { time, frames } = await videoState(page);
  expect(frames).toBeGreaterThan(30);
  expect(watched).toHaveLength(1);
  expect(watched[0].from).toBe(0);
  expect(Math.abs(watched[0].to - time)).toBeLessThan(1.5);
  // the sound alone too
  await page.getByRole('button', { name: /^소리만 듣기/ }).click();
  await expect.poll(async () => (await videoState(page)).height, SOON).toBe(0);
  await page.getByRole('button', { name: '재생', exact: true }).click();
  await reached(page, time + 1);
  expect(faults).toEqual([]);
  await context.close();
});

test('play is pressed before hls.js and the controls are there: it plays when they come', async () => {
  const page = await site.browser.newPage({ locale: 'ko-KR' });
  const faults = faultsOf(page);
  const come = Promise.withResolvers<void>();
  await page.route(/\/assets\/(hls|screen|bar)-[^/]+\.js$/, async (route) => {
    await come.promise;
    await route.continue();
  });
  await page.goto(site.lecture.address, { waitUntil: 'commit' });
  await playButton(page).click();
  expect(await page.evaluate(() => customElements.get('media-controller') === undefined)).toBe(true);
  // what cannot be pressed yet is not offered
  expect(await page.getByRole('slider').count()).toBe(0);
  await page.getByRole('button', { name: '단축키 안내' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  come.resolve();
  await reached(page, 1);
  await page.getByRole('slider', { name: '재생 위치' }).waitFor();
  await page.getByRole('button', { name: '일시정지' }).click();
  await expect.poll(() => state(page)).toMatchObject({ paused: true });
  expect(faults).toEqual([]);
  await page.close();
});

test('play is pressed at the very moment at which the lecture is put in: it plays', async () => {
  const page = await site.browser.newPage({ locale: 'ko-KR' });
  await page.addInitScript(() => {
    const { scheduler } = window as unknown as { scheduler: { yield: () => Promise<void> } };
    // the last thing before it is put in, after which nothing else has its turn
    scheduler.yield = async () =>
      void document
        .querySelector('video')
        ?.play()
        .catch(() => {});
  });
  await page.goto(site.lecture.address);
  await reached(page, 1);
  await page.close();
});

test('a lecture’s page loads no more script than its budget', async () => {
  const page = await site.browser.newPage();
  const sizes: Promise<number>[] = [];
  page.on('response', (reply) => {
    if (!new URL(reply.url()).pathname.endsWith('.js')) return;
    sizes.push(reply.body().then((body) => gzipSync(body).length));
  });
  await page.goto(site.lecture.address);
  await page.locator('video').waitFor();
  await page
    .getByRole('button', { name: /재생|Play/ })
    .first()
    .click();
  await reached(page, 1);
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(5);
  expect(total).toBeLessThanOrEqual(BUDGET);
  await page.close();
});
