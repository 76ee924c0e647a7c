/** 운영 현황 in real Chromium: what waits, who works and what failed are shown, and what failed is tried again. */
import { sql } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceWorker } from '../../server/queue/worker-queries.ts';
import { failRecording } from '../../server/recordings/transcode-queries.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { mediaLecture, plannedRecording } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser();
  const { db, queue } = site.context;
  const staff = await site.as('staff');
  await mediaLecture(site.context, staff, { title: '공공의 길' });
  for (const [title, code] of [
    ['새로운 공공의 등장', 'storage'],
    ['함께 정하는 마을', 'disk_full'],
  ] as const) {
    const { body } = await staff('POST', '/api/lectures', { title });
    const id = await plannedRecording(site.context, body.id, { duration: 100 });
    await failRecording(db, queue, id, code, new Date(Date.now() + 60_000));
  }
  await queue.enqueue(db, [
    { kind: 'chunk', recordingId: crypto.randomUUID(), of: 'video', index: 0 },
    { kind: 'chunk', recordingId: crypto.randomUUID(), of: 'video', index: 1 },
  ]);
  await db.execute(sql`update pgboss.job set created_on = now() - interval '5 minutes',
    start_after = now() - interval '5 minutes'`);
  await announceWorker(db, {
    ...{ id: crypto.randomUUID(), host: 'worker-1', pid: 1, slots: 2, threads: 1 },
    sandboxMissing: ['no network (unshare)'],
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const open = async (): Promise<Page> => {
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  await page.goto(`${site.origin}/admin/operations`);
  await page.getByRole('heading', { name: '운영 현황' }).waitFor();
  await page.getByText('변환에 실패한 강의', { exact: true }).waitFor();
  return page;
};

test('it tells of failures, queue, workers and room, on a phone and on an office screen', async () => {
  const page = await open();
  const text = await page.locator('main').innerText();
  for (const told of [
    '저장소에 쓸 수 없었습니다',
    '저장 공간이 부족합니다',
    'worker-1',
    'no network (unshare)',
    '2조각',
    '5분',
    '서버 디스크',
    '정상',
  ])
    expect(text).toContain(told);
  await expectFitting(page);
});

test('each is tried again, or all at once; then none is left', async () => {
  const page = await open();
  const faults = faultsOf(page);
  await page.getByRole('button', { name: '다시 시도: 함께 정하는 마을' }).click();
  await page.getByRole('link', { name: '함께 정하는 마을' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('link', { name: '새로운 공공의 등장' }).count()).toBe(1);
  await page.getByRole('button', { name: '다시 시도: 새로운 공공의 등장' }).click();
  await page.getByText('변환에 실패한 강의가 없습니다.').waitFor();
  const { rows } = await site.context.db.execute(sql`select 1 from recordings where state = 'failed'`);
  expect(rows).toEqual([]);
  expect(faults).toEqual([]);
});

test('a worker that is missing is told of; a store that does not answer too', async () => {
  await site.context.db.execute(sql`delete from workers`);
  const { check } = site.context.storage;
  site.context.storage.check = () => Promise.reject(new Error('away'));
  const page = await open();
  await page.getByText('실행 중인 변환 서버가 없습니다').waitFor();
  await page.getByText('연결되지 않음').waitFor();
  site.context.storage.check = check;
  await page.getByRole('button', { name: '새로 고침' }).click();
  await page.getByText('정상', { exact: true }).waitFor();
});
