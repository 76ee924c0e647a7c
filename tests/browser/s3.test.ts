/** The story on a real S3 store: a recording goes in, two workers make a lecture of it, and a browser plays it from there. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareBucket } from '../../server/storage/bucket.ts';
import { faultsOf, launchBrowser, videoState } from '../support/browser.ts';
import { makeRecording } from '../support/media.ts';
import { dropFile } from '../support/pages.ts';
import { newBucket, openS3, s3Env } from '../support/s3.ts';
import { openSite } from '../support/site.ts';
import { startWorker } from '../support/workers.ts';

const SECONDS = 14;
const s3 = await openS3();

describe.skipIf(!s3)('on S3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-on-s3-'));
  let site: Awaited<ReturnType<typeof openSite>>;
  let browser: Browser;
  let workers: ChildProcess[] = [];

  beforeAll(async () => {
    if (!s3) return;
    const bucket = newBucket(s3);
    const env = s3Env(bucket);
    site = await openSite(env);
    await prepareBucket(bucket, site.origin);
    const { data, databaseUrl: url = '' } = site.context.config;
    const start = () => startWorker({ data: join(data, crypto.randomUUID()), url: url ?? '' }, env);
    workers = await Promise.all([start(), start()]);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const worker of workers) worker.kill('SIGKILL');
    await site?.close();
    await s3?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a dropped recording becomes a lecture that plays to its end', async () => {
    const page = await (await site.signedIn(browser, 'staff')).newPage();
    await page.goto(`${site.origin}/studio`);
    await dropFile(
      page,
      makeRecording(join(folder, '새로운 공공의 등장.mp4'), { seconds: SECONDS, size: '854x480' }),
    );
    const row = page.getByRole('row', { name: /새로운 공공의 등장/ });
    await row.getByText('변환 완료').waitFor({ timeout: 100_000 });
    await row.getByRole('link', { name: '새로운 공공의 등장', exact: true }).click();
    await page.getByRole('tab', { name: '공개' }).click();
    await page.getByRole('button', { name: '공개하기' }).click();
    await page.getByText('지금 누구나 볼 수 있습니다.').waitFor();
    const path = new URL(page.url()).pathname.replace('/studio', '');

    const viewer = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
    const faults = faultsOf(viewer);
    const fromStore: string[] = [];
    viewer.on('response', (response) => {
      if (s3 && response.url().startsWith(s3.endpoint) && response.ok()) fromStore.push(response.url());
    });
    await viewer.goto(site.origin + path);
    await viewer.getByRole('button', { name: '강의 재생' }).click();
    const ended = () => viewer.locator('video').evaluate((video: HTMLVideoElement) => video.ended);
    await expect.poll(ended, { timeout: 60_000 }).toBe(true);
    expect((await videoState(viewer)).frames).toBeGreaterThanOrEqual(SECONDS * 30 - 1);
    expect(fromStore.some((url) => url.includes('.m4s'))).toBe(true);
    expect(faults).toEqual([]);
  }, 240_000);
});
