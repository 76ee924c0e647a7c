/** From a press on play to a picture, in Chromium. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { Playback } from '../../../server/contract/playback.ts';

/** ms until a frame was shown: after a press on a page at rest, and since the opening of a page whose button is pressed at once. */
export type Shown = { atRest: number; fromOpening: number };
export type Site = { origin: string /** of the lecture */; id: string };

const PATH = '/bare';
const HLS = `${PATH}/hls.js`;

/** The barest page that plays a playlist by hls.js. */
const barePage = (manifest: string) => `<!doctype html><meta charset="utf-8"><title>bare</title>
<video width="854" height="480" playsinline></video><button>play</button><script src="${HLS}"></script><script>
const video = document.querySelector('video');
const hls = new Hls();
hls.loadSource(${JSON.stringify(manifest)});
hls.attachMedia(video);
document.querySelector('button').onclick = () => video.play();
</script>`;

/** Opens a page twice as somebody new, and presses play. */
export async function press(browser: Browser, site: Site, which: 'bare' | 'ours'): Promise<Shown> {
  return {
    atRest: await measure(browser, site, which, true),
    fromOpening: await measure(browser, site, which, false),
  };
}

async function measure(
  browser: Browser,
  site: Site,
  which: 'bare' | 'ours',
  atRest: boolean,
): Promise<number> {
  const context = await browser.newContext({ locale: 'ko-KR', viewport: { width: 1280, height: 860 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    if (which === 'bare') await serveBare(page, site);
    await page.goto(site.origin + (which === 'bare' ? PATH : `/lectures/${site.id}`), {
      waitUntil: 'commit',
    });
    if (atRest) {
      // enough to play is there, and nothing more is on its way
      await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
      await page.waitForLoadState('networkidle');
    }
    await page.getByRole('button', { name: which === 'bare' ? 'play' : '강의 재생' }).click();
    const shown = await page.waitForFunction(() => (window as unknown as Watched).shown);
    const { pressed, frame } = (await shown.jsonValue()) as NonNullable<Watched['shown']>;
    return atRest ? frame - pressed : frame;
  } finally {
    await context.close();
  }
}

type Watched = { shown?: { pressed: number; frame: number } };

/** Notes when play was pressed, and when a frame was shown after that, ms since the opening. Runs in the page. */
function watch(): void {
  const onPress = () => {
    const pressed = performance.now();
    const video = document.querySelector('video');
    video?.requestVideoFrameCallback((frame) => {
      Object.assign(window, { shown: { pressed, frame } satisfies Watched['shown'] });
    });
  };
  addEventListener('click', onPress, { capture: true, once: true });
}

async function serveBare(page: Page, { origin, id }: Site): Promise<void> {
  const reply = await fetch(`${origin}/api/lectures/${id}/playback`);
  const { manifest } = (await reply.json()) as Playback;
  const script = readFileSync(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'), 'utf8');
  await page.route(origin + PATH, (route) =>
    route.fulfill({ contentType: 'text/html', body: barePage(manifest ?? '') }),
  );
  await page.route(origin + HLS, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
}
