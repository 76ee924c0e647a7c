/** Publishing in real Chromium: staff choose who may watch and when, and everybody else sees just that. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { lectures, recordings } from '../../server/database/schema/schema.ts';
import type { Browser as Visitor } from '../support/app.ts';
import { faultsOf, launchBrowser, videoState } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { publishRecording, watchableLecture } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { pickByField } from '../support/pages.ts';
import { openSite } from '../support/site.ts';
import { startWorker, until } from '../support/workers.ts';

const SECONDS = 40;
const HOUR = 3_600_000;

let api: Awaited<ReturnType<typeof openSite>>;
let worker: ChildProcess;
let browser: Browser;
let origin: string;
/** with real media; managed by administrators */
let played: string;

beforeAll(async () => {
  api = await openSite();
  ({ origin } = api);
  api.time.now = new Date();
  const { data, databaseUrl } = api.context.config;
  worker = await startWorker({ data, url: databaseUrl ?? '' }, { WORKER_SLOTS: '1', WORKER_THREADS: '2' });
  browser = await launchBrowser();
  const file = makeRecording(join(data, 'recording.mp4'), { seconds: SECONDS, size: '640x360' });
  const { id, path } = await publishRecording(api.context, file);
  played = path.replace('/lectures/', '');
  await until(async () => (await recordingOf(id)).state === 'ready', 120);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await api?.close();
});

const recordingOf = async (id: string) =>
  only(await api.context.db.select().from(recordings).where(eq(recordings.id, id)));

const pageOf = async ({ cookies }: Visitor): Promise<Page> =>
  (await api.withCookies(browser, cookies)).newPage();

/** As a `datetime-local` field has it. */
const inSeoul = (time: Date) => new Date(time.getTime() + 9 * HOUR).toISOString().slice(0, 16);

test('staff schedule a lecture by keyboard; it is there when its time comes, and gone when it is over', async () => {
  const staff = await api.as('staff');
  const id = await watchableLecture(api.context, staff, { title: '예약한 강의', visibility: 'draft' });
  const page = await pageOf(staff);
  const faults = faultsOf(page);
  await page.goto(`${origin}/studio/lectures/${id}`);
  await page.getByRole('tab', { name: '영상' }).press('End');
  await page.getByText('지금은 담당자만 볼 수 있습니다.').waitFor();
  const checklist = page.getByRole('region', { name: '공개 전 확인' });
  const lines = [
    '자막이 없습니다.',
    '목차가 없습니다.',
    '포스터가 없습니다.',
    '어느 과정에도',
    '교육 대상: 누구나',
  ];
  for (const line of [...lines, '제목이 파일 이름 그대로가 아닙니다'])
    await checklist.getByText(line).waitFor();
  await page.getByRole('radio', { name: '누구나', exact: true }).press('ArrowDown');
  expect(await page.getByRole('radio', { name: '주소를 아는 사람' }).isChecked()).toBe(true);
  await page.keyboard.press('ArrowUp');
  const [from, to] = [1, 3].map((hours) => inSeoul(new Date(api.time.now.getTime() + hours * HOUR)));
  await page.getByLabel('공개 시작').fill(from ?? '');
  await page.getByLabel('공개 종료').fill(from ?? '');
  await page.getByRole('button', { name: '공개 예약하기' }).press('Enter');
  await page.getByText('공개 종료는 공개 시작보다 뒤여야 합니다.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('public-until');
  await expectFitting(page, 'schedule');
  await page.getByLabel('공개 종료').fill(to ?? '');
  // a time that is half typed is none that was meant
  const start = page.getByLabel('공개 시작');
  await start.focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: '공개 예약하기' }).press('Enter');
  await page.getByText('끝까지 적거나 모두 지워 주세요.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('public-from');
  await page.getByRole('button', { name: '공개 예약하기' }).focus();
  expect((await staff('GET', `/api/lectures/${id}`)).body.visibility).toBe('draft');
  await start.fill(from ?? '');
  await page.getByRole('button', { name: '공개 예약하기' }).press('Enter');
  await page.getByText('부터 볼 수 있습니다. 그때까지는 담당자만 봅니다.').waitFor();
  await page.goto(`${origin}/studio`);
  await page
    .getByRole('row', { name: /예약한 강의/ })
    .getByText('예약 공개')
    .waitFor();
  expect(faults).toEqual([]);

  const resident = await pageOf(await api.as(null));
  await resident.goto(`${origin}/lectures/${id}`);
  await resident.getByRole('heading', { name: '강의를 찾을 수 없습니다' }).waitFor();
  const before = api.time.now;
  api.time.now = new Date(before.getTime() + 2 * HOUR);
  await resident.reload();
  await resident.getByRole('heading', { name: '예약한 강의' }).waitFor();
  await resident.goto(`${origin}/lectures`);
  await resident.getByRole('link', { name: /예약한 강의/ }).waitFor();
  api.time.now = new Date(before.getTime() + 4 * HOUR);
  await resident.goto(`${origin}/lectures/${id}`);
  await resident.getByText('공개 기간이 끝난 강의입니다.').waitFor();
  await expectFitting(resident, 'ended');
  await page.reload();
  await page
    .getByRole('row', { name: /예약한 강의/ })
    .getByText('공개 종료')
    .waitFor();
  api.time.now = before;
  await Promise.all([page.context().close(), resident.context().close()]);
});

test('a limited lecture asks for a sign-in, plays after it, and stops within ten seconds of its end', async () => {
  const administrator = await api.as('administrator');
  await administrator('PATCH', `/api/lectures/${played}`, { title: '회원 강의', visibility: 'signed_in' });
  const stranger = await pageOf(await api.as(null));
  await stranger.goto(`${origin}/lectures/${played}`);
  await stranger.getByText('로그인하면 볼 수 있는 강의입니다.').waitFor();
  const way = stranger.getByRole('main').getByRole('link', { name: '로그인' });
  expect(await way.getAttribute('href')).toBe(`/sign-in?next=${encodeURIComponent(`/lectures/${played}`)}`);
  await expectFitting(stranger, 'refused');
  await stranger.goto(`${origin}/lectures`);
  await stranger.getByRole('heading', { name: '강의 목록' }).waitFor();
  expect(await stranger.getByRole('link', { name: /회원 강의/ }).count()).toBe(0);

  const member = await api.as('resident');
  const page = await pageOf(member);
  await page.goto(`${origin}/lectures/${played}`);
  await page.getByRole('button', { name: '강의 재생' }).click();
  await expect.poll(async () => (await videoState(page)).frames, { timeout: 30_000 }).toBeGreaterThan(30);
  const { id } = (await member('GET', '/api/session')).body.account;
  expect((await administrator('DELETE', `/api/accounts/${id}/sessions`)).status).toBe(204);
  await page.getByText('로그인하면 볼 수 있는 강의입니다.').waitFor({ timeout: 10_000 });
  expect(await page.locator('video').count()).toBe(0);
  await page.getByRole('main').getByRole('link', { name: '로그인' }).click();
  await page.getByRole('heading', { name: '로그인' }).waitFor();
  await page.getByLabel('이메일').waitFor();

  await administrator('PATCH', `/api/lectures/${played}`, { visibility: 'audience', audience: 'official' });
  const other = await pageOf(await api.as('resident'));
  await other.goto(`${origin}/lectures/${played}`);
  await other.getByText(/^공무원만 볼 수 있는 강의입니다/).waitFor();
  await expectFitting(other, 'audience');
  await administrator('PATCH', `/api/lectures/${played}`, { visibility: 'public', audience: 'everyone' });
  await Promise.all([stranger, page, other].map((one) => one.context().close()));
});

test('a recording is replaced: address, captions and numbers stay, the numbers one link away', async () => {
  const administrator = await api.as('administrator');
  const viewer = await api.as(null);
  const captions = 'WEBVTT\n\n00:00.000 --> 00:02.000\n그대로 남는 자막\n';
  await administrator('PUT', `/api/lectures/${played}/captions/ko`, captions, { 'content-type': 'text/vtt' });
  const { body: session } = await viewer('POST', '/api/playback-sessions', { lectureId: played });
  const segments = [{ seq: 0, from: 0, to: 1, rate: 1, elapsedMs: 1000 }];
  await viewer('POST', `/api/playback-sessions/${session.id}/played`, { segments, position: 1 });
  const before = (await viewer('GET', `/api/lectures/${played}/playback`)).body;
  const { views } = (await viewer('GET', `/api/lectures/${played}`)).body;
  expect(views).toBeGreaterThan(0);

  const page = await pageOf(administrator);
  await pickByField(page);
  await page.goto(`${origin}/studio/lectures/${played}?tab=video`);
  await page.getByText('주소, 자막, 통계는 그대로입니다.').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '다른 파일로 바꾸기' }).click();
  const file = makeRecording(join(api.context.config.data, 'better.mp4'), { seconds: 12, size: '320x180' });
  await (await chooser).setFiles(file);
  await page.getByText('better.mp4').first().waitFor();
  const playback = async () => (await viewer('GET', `/api/lectures/${played}/playback`)).body;
  await until(async () => (await playback()).recordingId !== before.recordingId, 120);
  expect(await playback()).toMatchObject({ playable: true, captions: before.captions });
  expect((await viewer('GET', `/api/lectures/${played}/captions/ko`)).text).toContain('그대로 남는 자막');
  expect((await viewer('GET', `/api/lectures/${played}`)).body).toMatchObject({ views });

  await page.goto(`${origin}/studio`);
  const row = page.getByRole('row', { name: /회원 강의/ });
  expect(await row.locator('td[data-label="조회 수"]').textContent()).toBe(String(views));
  await row.getByRole('link', { name: '회원 강의: 통계' }).click();
  await page.waitForURL(`${origin}/admin/statistics/lectures/${played}`);
  await page.getByRole('heading', { name: '회원 강의', exact: true }).waitFor();
  await page.context().close();
}, 180_000);

test('what was watched and then deleted keeps its numbers, for good', async () => {
  const administrator = await api.as('administrator');
  await administrator('DELETE', `/api/lectures/${played}`);
  const page = await pageOf(administrator);
  await page.goto(`${origin}/admin/statistics/lectures/${played}`);
  await page.getByRole('heading', { name: '회원 강의', exact: true }).waitFor();
  const [row] = await api.context.db.select().from(lectures).where(eq(lectures.id, played));
  expect(row?.deletedBy).not.toBeNull();
  await page.context().close();
});
