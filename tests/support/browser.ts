/** Real Chromium, as people have it. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** What keeps Chromium from talking to anybody but us, and lets it run as root. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** A browser with a profile of its own, removed when it is closed. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: installedBrowser(), args: ARGUMENTS });
}

/** A browser on a profile that stays when it is closed. @param folder of the profile */
export function launchProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...{ executablePath: installedBrowser(), args: ARGUMENTS, locale: 'ko-KR' },
  });
}

/** The Chromium of this machine. */
export function installedBrowser(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error('Chromium is not installed: `npm test` does that.');
  return found;
}

/** Errors of a page's scripts and requests, for a test to find none. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  return faults;
}

/** What a video element has shown so far. */
export function videoState(page: Page) {
  return page.locator('video').evaluate((element) => {
    const video = element as HTMLVideoElement;
    return {
      time: video.currentTime,
      duration: video.duration,
      paused: video.paused,
      height: video.videoHeight,
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
    };
  });
}

/** Limits hold as long as the session that set them, and only that one can lift them. */
const limiters = new WeakMap<Page, CDPSession>();

/** Slows the page's network. @param bitsPerSecond both ways; null = no limit */
export async function limitNetwork(page: Page, bitsPerSecond: number | null): Promise<void> {
  const session = limiters.get(page) ?? (await page.context().newCDPSession(page));
  limiters.set(page, session);
  const bytes = bitsPerSecond === null ? -1 : bitsPerSecond / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules that depend on colours. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page that breaks WCAG 2.2 AA, one line a rule. @param runOnly tags, or rules, of axe */
export async function accessibilityFaults(page: Page, runOnly: string[] = TAGS): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async (runOnly): Promise<AxeResults> => {
    // a colour on its way to another is none that anybody reads
    const passing = document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
      );
    await Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
    return (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly });
  }, runOnly);
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' · ')}`,
  );
}
