/** A recording is trimmed in real Chromium by keyboard: marked, typed, looked at without the parts, and made anew. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { faultsOf, launchBrowser, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { publishRecording } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { openSite } from '../support/site.ts';
import { startWorker, until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-trim-'));
let site: Awaited<ReturnType<typeof openSite>>;
let worker: ChildProcess;
let browser: Browser;
let lectureId: string;
let staff: BrowserContext;

beforeAll(async () => {
  site = await openSite();
  const { data, databaseUrl } = site.context.config;
  worker = await startWorker({ data, url: databaseUrl ?? '' });
  browser = await launchBrowser();
  const file = makeRecording(join(folder, 'lecture.mp4'), { seconds: 12 });
  const { id, path } = await publishRecording(site.context, file);
  lectureId = path.split('/').at(-1) ?? '';
  const state = async () =>
    only(await site.context.db.select().from(recordings).where(eq(recordings.id, id))).state;
  await until(async () => (await state()) === 'ready', 100);
  staff = await site.signedIn(browser, 'administrator');
});
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts the player at a time, once it has the recording. */
async function goTo(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(() => (document.querySelector('video')?.duration ?? 0) > 11);
  await page.locator('video').evaluate(async (video: HTMLVideoElement, to) => {
    const there = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = to;
    await there;
  }, seconds);
}

test('whoever does not manage the lecture is told so, and marks nothing', async () => {
  const page = await (await site.signedIn(browser, 'staff')).newPage();
  await page.goto(`${site.origin}/studio/lectures/${lectureId}/trim`);
  const main = page.getByRole('main');
  await main.getByText('이 작업을 할 권한이 없습니다.').waitFor();
  expect(await page.locator('video').count()).toBe(0);
  await page.context().close();
});

test('what comes before a time and after another is marked by two buttons', async () => {
  const page = await staff.newPage();
  await page.goto(`${site.origin}/studio/lectures/${lectureId}/trim`);
  await goTo(page, 9);
  await page.getByRole('button', { name: '이 뒤 모두 자르기' }).press('Enter');
  await page.getByText('지금 0:12.000 → 자른 뒤 0:09.000').waitFor();
  await goTo(page, 1);
  await page.getByRole('button', { name: '이 앞 모두 자르기' }).press('Enter');
  await page.getByText('지금 0:12.000 → 자른 뒤 0:08.000').waitFor();
  // what is marked comes through a reload
  await page.reload();
  await page.getByText('지금 0:12.000 → 자른 뒤 0:08.000').waitFor();
  expect(await page.getByRole('group', { name: /^부분 \d$/ }).count()).toBe(2);
  // and so does a beginning whose end is not marked yet
  await goTo(page, 4);
  await page.getByRole('button', { name: '여기서부터 자르기' }).press('Enter');
  const marked = page.getByText('0:04.000부터 잘라냅니다').first();
  await marked.waitFor();
  await page.reload();
  await marked.waitFor();
  await page.getByRole('button', { name: '표시 지우기' }).press('Enter');
  await marked.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('지금 0:12.000 → 자른 뒤 0:08.000').waitFor();
  expect(await marked.count()).toBe(0);
  await page.close();
});

test('marked by keys, typed, previewed without the parts, and cut', async () => {
  const address = `/api/lectures/${lectureId}`;
  const manager = await site.as('administrator');
  const captions = 'WEBVTT\n\n00:05.200 --> 00:06.200\n잘린 말\n\n00:08.000 --> 00:09.000\n남은 말\n';
  await manager('PUT', `${address}/captions/ko`, captions, { 'content-type': 'text/vtt' });
  const items = [{ start: 9, title: '맺는 말', titleEn: '' }];
  await manager('PUT', `${address}/chapters`, { items });
  const viewer = await site.signedIn(browser, 'resident');
  const watching = await viewer.newPage();
  await watching.goto(`${site.origin}/lectures/${lectureId}`);
  const asViewer = (path: string, body: object) =>
    watching.evaluate(
      async ([path, body]) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(path, { method: 'POST', headers, body })).json();
      },
      [path, JSON.stringify(body)] as const,
    );
  await asViewer(`${address}/notes`, { at: 8, text: '기억할 것' });
  const { id } = await asViewer('/api/playback-sessions', { lectureId });
  const segments = [{ seq: 0, from: 7, to: 10, rate: 1, elapsedMs: 3000 }];
  await asViewer(`/api/playback-sessions/${id}/played`, { segments, position: 10 });

  const page = await staff.newPage();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/studio/lectures/${lectureId}?tab=video`);
  await page.getByRole('link', { name: '자르기', exact: true }).press('Enter');
  await page.waitForURL(/\/trim$/);
  await page.getByText('아직 잘라낼 부분이 없습니다.').waitFor();

  // all before 2 s by a button; 5 to 7 s by single keys at the player
  await goTo(page, 2);
  await page.getByRole('button', { name: '이 앞 모두 자르기' }).press('Enter');
  await page.getByText('지금 0:12.000 → 자른 뒤 0:10.000').waitFor();
  const player = page.locator('section[aria-label]').filter({ has: page.locator('video') });
  await player.focus();
  await page.keyboard.press('KeyO');
  await page.getByText('먼저 ‘여기서부터 자르기’로 시작을 표시해 주세요.').waitFor();
  await goTo(page, 5);
  await page.keyboard.press('KeyI');
  await page.getByText('0:05.000부터 잘라냅니다').first().waitFor();
  await goTo(page, 7);
  await page.keyboard.press('Alt+KeyO');
  await page.getByText('지금 0:12.000 → 자른 뒤 0:08.000').waitFor();

  // a typed time that makes no sense is said; Enter takes one that does, and a letter typed is no mark
  const second = page.getByRole('group', { name: '부분 2' });
  await second.getByLabel('끝').fill('4.5');
  await page.keyboard.press('Enter');
  await second.getByText('끝이 시작보다 뒤여야 합니다.').waitFor();
  await page.getByRole('button', { name: '자르기', exact: true }).press('Enter');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await second.getByLabel('끝').fill('0:06.5');
  await page.keyboard.press('Enter');
  await page.getByText('지금 0:12.000 → 자른 뒤 0:08.500').waitFor();
  await expectFitting(page, 'trim');

  // over the joint without what is between
  await second.getByRole('button', { name: '이어지는 곳 보기' }).press('Enter');
  const played: number[] = [];
  await expect
    .poll(
      async () => {
        const { time } = await videoState(page);
        played.push(time);
        return time;
      },
      { timeout: 15_000, interval: 30 },
    )
    .toBeGreaterThan(7);
  expect(played.some((time) => time > 3 && time < 5)).toBe(true);
  expect(played.filter((time) => time > 5.3 && time < 6.4)).toEqual([]);

  await page.getByRole('button', { name: '자르기', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '이대로 자를까요?' });
  await dialog.getByText('지금 0:12.000 → 자른 뒤 0:08.500').waitFor();
  await expectFitting(page, 'dialog');
  await dialog.getByRole('button', { name: '자르기' }).press('Enter');
  await page.waitForURL(/tab=video$/);
  await page
    .getByText(/^(자르는 중|변환 대기|확인 중|변환 중)/)
    .first()
    .waitFor();
  const cut = async () =>
    only(
      await site.context.db
        .select()
        .from(recordings)
        .where(and(eq(recordings.lectureId, lectureId), isNotNull(recordings.trimOf))),
    );
  await until(async () => (await cut()).state === 'ready', 120);
  expect(await cut()).toMatchObject({ duration: 8.5, waiting: false });
  await page.getByText('변환 완료').waitFor();
  await page.getByText('8초').waitFor();
  expect(faults).toEqual([]);

  // 3.5 s were before it all: what people wrote and watched has moved with the picture
  await watching.goto(`${site.origin}/lectures/${lectureId}`);
  await watching.getByText('맺는 말').first().waitFor();
  const main = watching.getByRole('main');
  await main.getByRole('tab', { name: '목차' }).click();
  await main.getByRole('tabpanel').getByText('0:05').waitFor();
  await main.getByRole('tab', { name: '대본' }).click();
  await main.getByRole('tabpanel').getByText('남은 말').waitFor();
  await main.getByRole('tabpanel').getByText('0:04').waitFor();
  expect(await main.getByText('잘린 말').count()).toBe(0);
  await main.getByRole('tab', { name: '노트' }).click();
  await main.getByRole('tabpanel').getByText('기억할 것').waitFor();
  await main.getByRole('tabpanel').getByText('0:04').first().waitFor();
  const { watched } = await watching.evaluate(
    async (path) => (await fetch(path)).json(),
    `${address}/playback`,
  );
  expect(watched).toEqual([{ from: 3.5, to: 6.5 }]);
}, 240_000);
