import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { camera, loop, presenterSvg } from './presenter.ts';
import { run } from './run.ts';
import type { Figure } from './script.ts';

/** A headless Chromium found on PATH. */
export function openBrowser(): Promise<Browser> {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser'])
    .toString()
    .trim();
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

/** Draws pages of 1920 × 1080 as PNG at a scale; throws when a page's words do not fit it. */
export async function drawSlides(browser: Browser, pages: string[], scale: number): Promise<Buffer[]> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: scale });
  const pictures: Buffer[] = [];
  for (const html of pages) {
    await page.setContent(html);
    const overflowing = await page.evaluate(() =>
      [...document.querySelectorAll('main, main .body, main li, main dd, main td, .session span')]
        .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
        .map((box) => `${box.tagName}: ${box.textContent?.slice(0, 40)}`),
    );
    if (overflowing.length > 0) throw new Error(`does not fit: ${overflowing.join(' | ')}`);
    pictures.push(await page.screenshot());
  }
  await page.close();
  return pictures;
}

/** The presenter's loop as raw RGBA frames, in order: every moment with each mouth. */
export type Presenter = { width: number; height: number; frames: Buffer[] };

/** Draws the loop in sheets, because one large screenshot costs little more than a small one. */
export async function drawPresenter(browser: Browser, figure: Figure, scale: number): Promise<Presenter> {
  const columns = 4;
  const rows = 6;
  const { width, height } = { width: camera.width * scale, height: camera.height * scale };
  const viewport = { width: camera.width * columns, height: camera.height * rows };
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
  const moments = loop.seconds * loop.fps;
  const cells = Array.from({ length: moments * loop.mouths }, (_, index) =>
    presenterSvg(figure, Math.floor(index / loop.mouths) / moments, index % loop.mouths),
  );
  const frames: Buffer[] = [];
  for (let first = 0; first < cells.length; first += columns * rows) {
    const sheet = cells.slice(first, first + columns * rows);
    const style = `body{margin:0;display:grid;grid-template-columns:repeat(${columns},${camera.width}px);grid-auto-rows:${camera.height}px}svg{display:block}`;
    await page.setContent(`<!doctype html><style>${style}</style><body>${sheet.join('')}`);
    const png = await page.screenshot({ omitBackground: true });
    const rgba = await rawRgba(png);
    for (let i = 0; i < sheet.length; i++) {
      frames.push(
        cut(rgba, columns * width, (i % columns) * width, Math.floor(i / columns) * height, width, height),
      );
    }
  }
  await page.close();
  return { width, height, frames };
}

function rawRgba(png: Buffer): Promise<Buffer> {
  const args = ['-v', 'error', '-f', 'png_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
  return run('ffmpeg', args, png);
}

function cut(sheet: Buffer, sheetWidth: number, x: number, y: number, width: number, height: number): Buffer {
  const lines = Array.from({ length: height }, (_, line) => {
    const from = ((y + line) * sheetWidth + x) * 4;
    return sheet.subarray(from, from + width * 4);
  });
  return Buffer.concat(lines);
}
