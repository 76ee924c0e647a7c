/** Lectures that are kept for watching without a network: kept, watched, counted afterwards, and gone when they must. */
import { eq } from 'drizzle-orm';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { lectures, playbackSessions } from '../../server/database/schema/schema.ts';
import { accessibilityFaults, limitNetwork, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { ledgerOf } from '../support/ledger.ts';
import { openPlayerSite, SECONDS } from '../support/player-site.ts';
import { reached } from '../support/watching.ts';

let site: Awaited<ReturnType<typeof openPlayerSite>>;
let viewer: BrowserContext;
let page: Page;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());
beforeEach(async () => {
  const open = { visibility: 'signed_in' as const, publicUntil: null };
  await site.context.db.update(lectures).set(open).where(eq(lectures.id, site.lecture.id));
  viewer = await site.signedIn(site.browser, 'resident');
  page = await viewer.newPage();
});
afterEach(() => viewer.close());

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog', { name: '오프라인 저장' });
const keptAs = () => button(/^저장됨 · \d+p$/);

/** Opens the lecture and the choice of what to keep. */
async function ask(): Promise<void> {
  await page.goto(site.lecture.address);
  await button('오프라인 저장').click();
  await dialog().getByRole('radio').first().waitFor();
}
async function keep(rung: string): Promise<void> {
  await ask();
  await dialog().getByRole('radio', { name: rung }).check();
  await dialog().getByRole('button', { name: '저장', exact: true }).click();
  await dialog()
    .getByText(new RegExp(`^${rung} · .* 저장$`))
    .waitFor();
  await page.keyboard.press('Escape');
  await keptAs().waitFor();
}
const kept = () =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('madang.lecture.')));

test('one is kept in the rung that was chosen, watched to its end without a network, and counted once', async () => {
  await keep('360p');
  const { db } = site.context;
  site.time.now = new Date(site.time.now.getTime() + 86_400_000);
  await viewer.setOffline(true);

  await page.goto(`${site.origin}/my?tab=kept`);
  await page.getByText('인터넷에 연결되어 있지 않습니다').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: '협치란 무엇인가' }).click();
  await button('강의 재생').click();
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    video.playbackRate = 2;
  });
  await reached(page, 1);
  await button('자막 켜기').click();
  expect(await videoState(page)).toMatchObject({ height: 360, paused: false });
  const cues = () =>
    page.locator('video').evaluate((video) => {
      const shown = [...(video as HTMLVideoElement).textTracks].find(({ mode }) => mode === 'showing');
      return shown?.cues?.length;
    });
  await expect.poll(cues).toBe(SECONDS / 4);
  await page.waitForFunction(() => document.querySelector('video')?.ended, undefined, { timeout: 90_000 });
  expect((await ledgerOf(db, site.lecture.id)).segments).toBe(0);

  const taken = page.waitForResponse((reply) => reply.url().endsWith('/played') && reply.ok());
  await viewer.setOffline(false);
  await taken;
  const credited = async () => {
    const { watched, views, clipped, creditedMs } = await ledgerOf(db, site.lecture.id);
    const [one, ...more] = watched;
    return {
      from: Math.round(one?.from ?? -1),
      to: Math.round(one?.to ?? -1),
      more,
      views,
      clipped,
      creditedMs,
    };
  };
  await expect.poll(credited).toMatchObject({ from: 0, to: SECONDS, more: [], views: 1, clipped: 0 });
  const { creditedMs } = await credited();
  expect(Math.abs(creditedMs - SECONDS * 1000)).toBeLessThan(500);
  const sessions = await db
    .select()
    .from(playbackSessions)
    .where(eq(playbackSessions.lectureId, site.lecture.id));
  const [viewed, ...others] = sessions.filter(({ viewedAt }) => viewedAt !== null);
  expect(others).toEqual([]);
  expect(viewed?.offline).toBe(true);
  // it came after the one that was begun when it was kept
  expect(site.time.now.getTime() - (viewed?.startedAt.getTime() ?? 0)).toBe(86_400_000);

  await page.reload();
  await page.getByText('100% 시청').first().waitFor();
  expect((await credited()).creditedMs).toBe(creditedMs);
}, 180_000);

test('where the browser says that there is no room, so is the reason, before anything is fetched', async () => {
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 30_000_000, usage: 20_000_000 });
  });
  await ask();
  await dialog().getByText('저장 공간이 부족합니다').waitFor();
  expect(await dialog().getByRole('button', { name: '저장', exact: true }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await kept()).toEqual([]);
});

test('a browser that has less room than it said leaves nothing half-kept, and the reason is said', async () => {
  await ask();
  const session = await viewer.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1000 });
  await dialog().getByRole('button', { name: '저장', exact: true }).click();
  await dialog().getByText('저장 공간이 부족하여 저장하지 못했습니다').waitFor();
  expect(await kept()).toEqual([]);
});

test('what is being kept can be called off, and leaves nothing', async () => {
  await ask();
  await limitNetwork(page, 400_000);
  await dialog().getByRole('button', { name: '저장', exact: true }).click();
  await dialog().getByRole('progressbar').waitFor();
  await button('저장 취소').click();
  await limitNetwork(page, null);
  await dialog().getByRole('radio').first().waitFor();
  await expect.poll(kept).toEqual([]);
});

test('a connection that is lost on the way is said, and another try goes on where it was', async () => {
  await ask();
  const session = await viewer.newCDPSession(page);
  const network = async (offline: boolean, bytesPerSecond: number) => {
    const speed = { downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond, latency: 0 };
    await session.send('Network.emulateNetworkConditions', { offline, ...speed });
  };
  await session.send('Network.enable');
  await network(false, 300_000);
  await dialog().getByRole('button', { name: '저장', exact: true }).click();
  const part = async () =>
    Number(await dialog().getByRole('progressbar').getAttribute('aria-valuenow', { timeout: 1000 }));
  await expect.poll(part).toBeGreaterThan(10);
  await network(true, -1);
  await dialog().getByText('연결이 끊겨 저장이 멈췄습니다').waitFor();
  // it is kept under another address than it is fetched from, and by the same name there
  const segment = (url: string) => url.split('/').slice(-3).join('/');
  const segments = async () => {
    const urls = await page.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((name) => name.startsWith('madang.lecture.'));
      return (await (await caches.open(name)).keys()).map(({ url }) => url);
    });
    return urls.filter((url) => url.endsWith('.m4s')).map(segment);
  };
  const before = await segments();
  expect(before).not.toEqual([]);
  const fetched: string[] = [];
  page.on('request', (request) => request.url().endsWith('.m4s') && fetched.push(segment(request.url())));
  await network(false, -1);
  await dialog().getByRole('button', { name: '저장', exact: true }).click();
  await dialog()
    .getByText(/ 저장$/)
    .waitFor();
  // what was on its way when the line was lost may have come all the same, and is not fetched again either
  expect(await segments()).toEqual(expect.arrayContaining([...before, ...fetched]));
  expect(fetched.filter((url) => before.includes(url))).toEqual([]);
});

test('whoever signs out takes it along', async () => {
  await keep('480p');
  expect(await kept()).toHaveLength(1);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('banner').getByRole('button', { name: 'resident' }).click();
  await button('로그아웃').click();
  await page.getByRole('banner').getByRole('link', { name: '로그인' }).waitFor();
  await expect.poll(kept).toEqual([]);
});

test('it goes when the lecture is over, as soon as there is a network to learn of it', async () => {
  await keep('480p');
  await site.context.db
    .update(lectures)
    .set({ publicUntil: site.time.now })
    .where(eq(lectures.id, site.lecture.id));
  await page.goto(site.origin);
  await expect.poll(kept).toEqual([]);
});

test('its pages fit, and what is kept can be removed from them', async () => {
  await ask();
  await expectFitting(page, 'choice');
  await page.keyboard.press('Escape');
  await keep('360p');
  await page.goto(`${site.origin}/my?tab=kept`);
  await page.getByRole('button', { name: /삭제$/ }).waitFor();
  await expectFitting(page, 'list');
  await page.getByRole('button', { name: /삭제$/ }).click();
  await page.getByText('저장한 강의가 없습니다').waitFor();
  expect(await kept()).toEqual([]);
});
