/** The player within another site's page, in real Chromium. */
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import { viewers } from '../../server/database/schema/schema.ts';
import { accessibilityFaults, faultsOf } from '../support/browser.ts';
import { openPlayerSite } from '../support/player-site.ts';

const ports = await Promise.all([freePort('127.0.0.1'), freePort('127.0.0.1')]);
// another name of this machine is another site to a browser
const [named, unnamed] = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string];
let shown = '';
const others = ports.map((port) =>
  createServer((_request, response) =>
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<!doctype html><html lang="ko"><title>다른 누리집</title><main><h1>협치</h1>
        <iframe title="강의" src="${shown}" width="640" height="560" allow="fullscreen; picture-in-picture; screen-wake-lock"></iframe></main></html>`),
  ).listen(port, '127.0.0.1'),
);

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite({ EMBED_ORIGINS: named });
}, 180_000);
afterAll(async () => {
  for (const other of others) other.close();
  await site?.close();
});

/** A page of another site that shows an address of ours. @returns the page, and what of ours it shows */
async function open(other: string, path: string) {
  shown = site.origin + path;
  const page = await (await site.browser.newContext({ locale: 'ko-KR' })).newPage();
  page.on('pageerror', (e) => console.log('ERR', e.name, e.message, e.stack));
  page.on('requestfailed', (r) => console.log('RF', r.url(), r.failure()?.errorText));
  await page.goto(other);
  const frame = page.frames().find((one) => one !== page.mainFrame());
  if (!frame) throw new Error('there is no frame');
  return { page, frame };
}

test('a site that is named shows a lecture that plays, and the way to it', async () => {
  const { page, frame } = await open(named, `/embed/${site.lecture.id}`);

  const faults = faultsOf(page);
  await frame.getByRole('button', { name: '강의 재생' }).click();
  await expect
    .poll(() => frame.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime), {
      timeout: 30_000,
    })
    .toBeGreaterThan(1);
  const way = frame.getByRole('link', { name: /협치란 무엇인가.*마당/ });
  expect(await way.getAttribute('href')).toBe(site.lecture.path);
  expect(await way.getAttribute('target')).toBe('_blank');
  // nothing of the site is around it
  expect(await frame.getByRole('navigation').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  // this browser keeps no cookie there over plain HTTP: it is not somebody new with every report
  const reported = () =>
    page.waitForResponse((reply) => reply.url().endsWith('/played'), { timeout: 30_000 });
  const first = reported();
  await frame.locator('video').evaluate((video: HTMLVideoElement) => video.pause());
  expect((await first).status()).toBe(404);
  await expect.poll(() => viewersNow(), { timeout: 20_000 }).toBe(2);
  await frame.locator('video').evaluate((video: HTMLVideoElement) => video.play());
  await expect
    .poll(() => frame.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime), {
      timeout: 30_000,
    })
    .toBeGreaterThan(3);
  await frame.locator('video').evaluate((video: HTMLVideoElement) => video.pause());
  expect(await viewersNow()).toBe(2);
  expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  await page.context().close();
});

const viewersNow = async () => (await site.context.db.select().from(viewers)).length;

test.each([
  ['another site', unnamed, () => `/embed/${site.lecture.id}`],
  ['a site that is named, of another page', named, () => site.lecture.path],
])('the browser shows nothing to %s', async (_who, other, path) => {
  const { page, frame } = await open(other, path());
  await expect.poll(() => frame.url()).toBe('chrome-error://chromewebdata/');
  await page.context().close();
});

test('a lecture that is not for everybody says so', async () => {
  const { frame, page } = await open(named, `/embed/${crypto.randomUUID()}`);
  await frame.getByRole('alert').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.context().close();
});
