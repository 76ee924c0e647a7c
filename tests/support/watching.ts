/** What somebody would notice while a lecture plays: stalls, jumps, holes in the sound, errors. Measured in the page. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { faultsOf } from './browser.ts';

/** Seconds by which the clock of the picture may differ from the one on the wall between two looks. */
const JUMP = 0.1;
/** Seconds of silence in a tone that goes on and on. */
const HOLE = 0.01;

type Noticed = {
  /** events of the player, at seconds of the lecture */
  events: string[];
  /** seconds of the lecture at which its time went ahead of the clock on the wall */
  jumps: string[];
  holes: string[];
};
type Watcher = { noticed: Noticed; listen(): void };

/** Watches a page from its first script on. @returns errors of scripts and of requests for media */
export async function watch(page: Page): Promise<string[]> {
  const faults = faultsOf(page);
  page.on('response', (reply) => {
    if (reply.url().includes('/media/') && !reply.ok()) faults.push(`${reply.status()} ${reply.url()}`);
  });
  await page.addInitScript(install, { jump: JUMP, hole: HOLE });
  return faults;
}

/** Runs in the page. */
function install({ jump, hole }: { jump: number; hole: number }): void {
  const noticed: Noticed = { events: [], jumps: [], holes: [] };
  const video = () => document.querySelector('video');
  const at = () => video()?.currentTime.toFixed(2);
  const isAhead = () => {
    const { buffered, currentTime } = video() ?? document.createElement('video');
    for (let nth = 0; nth < buffered.length; nth++) {
      const [from, to] = [buffered.start(nth), buffered.end(nth)];
      if (from <= currentTime && currentTime + 1 < to) return true;
    }
    return false;
  };
  for (const type of ['waiting', 'seeking', 'playing', 'ended', 'error', 'emptied', 'pause']) {
    const name = () => (type === 'waiting' && isAhead() ? 'starved' : type);
    document.addEventListener(type, () => noticed.events.push(`${name()} ${at()}`), true);
  }
  // hls.js tells nobody of what it could mend: what a decoder refuses is heard here
  const { addSourceBuffer } = MediaSource.prototype;
  MediaSource.prototype.addSourceBuffer = function (type) {
    const buffer = addSourceBuffer.call(this, type);
    buffer.addEventListener('error', () => noticed.events.push(`error of ${type} ${at()}`));
    return buffer;
  };
  let before = { wall: 0, media: 0 };
  setInterval(() => {
    const now = { wall: performance.now() / 1000, media: video()?.currentTime ?? 0 };
    const ahead = now.media - before.media - (now.wall - before.wall);
    if (before.wall > 0 && ahead > jump) noticed.jumps.push(`${ahead.toFixed(2)} s to ${at()}`);
    before = now;
  }, 25);

  let heard = false;
  function listen(): void {
    const element = video();
    if (!element || heard) return;
    heard = true;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 32_768 });
    context.createMediaElementSource(element).connect(analyser).connect(context.destination);
    const sound = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(sound);
      let [run, longest] = [0, 0];
      for (const value of sound) {
        run = Math.abs(value) < 0.003 ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      const seconds = longest / context.sampleRate;
      if (seconds > hole) noticed.holes.push(`${seconds.toFixed(3)} s before ${at()}`);
    }, 250);
  }
  Object.assign(window, { watcher: { noticed, listen } satisfies Watcher });
}

/** Seconds after which nothing from before the play began is left in what is listened to. */
const SETTLED = 1;

/** Plays from a time over another, at 1×. @param meanwhile what else is done on the way, from then on */
export async function playOver(
  page: Page,
  from: number,
  to: number,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  for (let tries = 1; ; tries++) {
    await playFrom(page, from);
    const before = await decoded(page);
    await Promise.all([reached(page, to), meanwhile()]);
    const after = await decoded(page);
    const noticed = await noticedBy(page);
    // the decoder had its bytes and no turn on a busy machine, or the sound card's thread had none: what the
    // lecture is to blame for comes again, each time
    const starved = noticed.events.some((event) => event.startsWith('starved'));
    if (tries < 4 && (starved || noticed.holes.length > 0)) continue;
    expect(noticed).toEqual({ events: [], jumps: [], holes: [] });
    expect(after.sound).toBeGreaterThan(before.sound);
    expect(after.frames).toBeGreaterThan(before.frames);
    return expect((after.dropped - before.dropped) / (after.frames - before.frames)).toBeLessThan(0.2);
  }
}

/** Goes to a time, and plays once there is something to play; from a second later on all is noticed. */
async function playFrom(page: Page, from: number): Promise<void> {
  await page.evaluate(async (from) => {
    const video = document.querySelector('video') as HTMLVideoElement;
    (window as unknown as { watcher: Watcher }).watcher.listen();
    video.pause();
    const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = from;
    await seeked;
    while (video.readyState < video.HAVE_ENOUGH_DATA)
      await new Promise((resolve) => video.addEventListener('canplaythrough', resolve, { once: true }));
    await video.play();
  }, from);
  await reached(page, from + SETTLED);
  await forget(page);
}

/** Waits until that second of the lecture plays. */
export const reached = (page: Page, time: number) =>
  page.waitForFunction((at) => (document.querySelector('video')?.currentTime ?? 0) > at, time, {
    timeout: 60_000,
  });

/** Frames that were shown or dropped, and bytes of sound, so far. */
const decoded = (page: Page) =>
  page.locator('video').evaluate((element) => {
    const { droppedVideoFrames, totalVideoFrames } = (element as HTMLVideoElement).getVideoPlaybackQuality();
    const { webkitAudioDecodedByteCount: sound } = element as unknown as {
      webkitAudioDecodedByteCount: number;
    };
    return { dropped: droppedVideoFrames, frames: totalVideoFrames, sound };
  });

/** What was noticed since the page began, or since `forget`. */
export const noticedBy = (page: Page): Promise<Noticed> =>
  page.evaluate(() => (window as unknown as { watcher: Watcher }).watcher.noticed);

const forget = (page: Page) =>
  page.evaluate(() => {
    const { noticed } = (window as unknown as { watcher: Watcher }).watcher;
    for (const list of [noticed.events, noticed.jumps, noticed.holes]) list.length = 0;
  });
