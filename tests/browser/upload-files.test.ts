/** What the studio finds out of a file and says of it, before, during and after its upload. */
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { accessibilityFaults, faultsOf, limitNetwork } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { dropFiles } from '../support/pages.ts';
import {
  arrived,
  dock,
  done,
  hashOf,
  MB,
  offsetsOf,
  openUploadSite,
  recording,
  SLOW,
} from '../support/upload-site.ts';
import { until } from '../support/workers.ts';

const MOST = 8 * MB;
const site = await openUploadSite({ UPLOAD_MAX_BYTES: String(MOST) });
const { platform, line, uploaded, expectOnce } = site;
let staff: BrowserContext;
afterAll(site.close);
beforeEach(async () => {
  staff = await site.signedIn();
});
afterEach(() => staff.close());
const studio = () => site.studio(staff);

test('a file’s name fills in order, title, instructor and course; its hash is read in the browser and compared', async () => {
  const course = { title: '주민참여예산의 이해', audience: 'everyone' };
  const administrator = await platform.as('administrator');
  expect((await administrator('POST', '/api/courses', course)).status).toBe(201);
  const page = await studio();
  const faults = faultsOf(page);
  const finish = page.waitForRequest((request) => request.url().endsWith('/recording'));
  const file = recording('주민참여예산의_이해_03_새로운_공공의_등장_홍길동.mp4', MB);
  await dropFiles(page, [file]);
  expect((await finish).postDataJSON()).toMatchObject({ sha256: hashOf(file.content) });
  await done(page);
  // what is done folds, so that it lies over nothing
  const placed = dock(page).getByText(`과정: ${course.title}`);
  await placed.waitFor({ state: 'hidden' });
  await dock(page).getByRole('button', { name: '목록 펼치기' }).press('Enter');
  await placed.waitFor();
  expect(await uploaded(file.name)).toMatchObject([
    { title: '새로운 공공의 등장', order: 3, course: course.title },
  ]);
  await expectOnce(file);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a file that is there already is said to be: one goes to its lecture, or uploads it all the same', async () => {
  const page = await studio();
  const file = recording('01_두 번 올린 강의.mp4', 300_000);
  await dropFiles(page, [file]);
  await done(page);
  await dock(page).getByRole('button', { name: '끝난 항목 지우기' }).click();

  const same = { ...file, name: 'MVI_0001.mp4' };
  const other = { name: file.name, content: randomBytes(file.content.length) };
  await dropFiles(page, [same, other]);
  const item = dock(page).getByRole('listitem').filter({ hasText: 'MVI_0001.mp4' });
  await item.getByText('이미 올린 파일입니다.').waitFor();
  await item.getByText('두 번 올린 강의').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  // one of the same name and length that is another goes its way
  await until(async () => (await uploaded(file.name)).length === 2, 30);
  expect(await uploaded(same.name)).toEqual([]);

  await item.getByRole('button', { name: '그래도 올리기' }).click();
  await done(page);
  await expectOnce(same);

  await dropFiles(page, [{ ...file, name: 'MVI_0002.mp4' }]);
  await dock(page).getByRole('link', { name: '그 강의로 가기' }).click();
  await page.waitForURL(/\/studio\/lectures\//);
});

test('a file whose lecture is in the bin is said to be there', async () => {
  const page = await studio();
  const file = recording('버린 강의.mp4', 200_000);
  await dropFiles(page, [file]);
  await done(page);
  const [{ lectureId = '' } = {}] = await uploaded(file.name);
  const administrator = await platform.as('administrator');
  expect((await administrator('DELETE', `/api/lectures/${lectureId}`)).status).toBe(204);
  await dropFiles(page, [{ ...file, name: '다시.mp4' }]);
  const item = dock(page).getByRole('listitem').filter({ hasText: '다시.mp4' });
  await item.getByText('버린 강의 · 휴지통에 있습니다.').waitFor();
  await item.getByRole('link', { name: '휴지통으로 가기' }).press('Enter');
  await page.getByRole('button', { name: '버린 강의 되살리기' }).waitFor();
});

test('a name longer than the server takes is uploaded all the same, and its title fits the list', async () => {
  const page = await studio();
  await dropFiles(page, [recording(`${'가'.repeat(90)}.mp4`, MB)]);
  await done(page);
  expect(await uploaded('가가%')).toMatchObject([{ title: '가'.repeat(90), name: `${'가'.repeat(83)}.mp4` }]);
  await dock(page).getByRole('button', { name: '목록 펼치기' }).click();
  await dock(page).getByRole('button', { name: '목록에서 지우기' }).click();
  await expectFitting(page);
});

test('a file that is on its way is not taken twice', async () => {
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('twice.mp4', 4 * MB);
  await dropFiles(page, [file]);
  await arrived(page, 5);
  await dropFiles(page, [file]);
  await page.getByText('twice.mp4: 이미 올리는 중인 파일입니다.').waitFor();
  // it goes on while one moves about
  const requests: string[] = [];
  page.on('request', (request) => request.isNavigationRequest() && requests.push(request.url()));
  await page.getByRole('link', { name: '휴지통' }).click();
  await page.getByRole('heading', { name: '휴지통', level: 1 }).waitFor();
  await dock(page).getByText('twice.mp4').waitFor();
  await done(page);
  expect(requests).toEqual([]);
  await expectOnce(file);
});

test('a file that is too large is said to be at once, with what may be; one beside it goes its way', async () => {
  const page = await studio();
  await page.getByText('한 파일 최대 8.0MB').or(page.getByText('한 파일 최대 8MB')).waitFor();
  const requests: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && requests.push(request.postData() ?? ''));
  const file = recording('fits.mp4', MB);
  await dropFiles(page, [recording('large.mp4', MOST + MB), file]);
  await page
    .getByText(/^large\.mp4: 9(\.0)?MB입니다\. 한 파일은 8(\.0)?MB까지 올릴 수 있습니다\.$/)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await done(page);
  await expectOnce(file);
  expect(requests.filter((body) => body.includes('large'))).toEqual([]);
  expect(await uploaded('large.mp4')).toEqual([]);
});

test('a byte that changes on its way is noticed, told, and mended by sending the file from the beginning', async () => {
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('flipped.mp4', 4 * MB);
  line.flip(MB);
  await dropFiles(page, [file]);
  const item = dock(page).getByRole('listitem').filter({ hasText: 'flipped.mp4' });
  await item.getByText('올린 파일이 원본과 다릅니다. 다시 올려 주세요.').waitFor({ timeout: 60_000 });
  expect(line.isFlipped()).toBe(true);
  expect(await uploaded(file.name)).toEqual([]);
  await limitNetwork(page, null);
  const offsets = offsetsOf(page);
  await item.getByRole('button', { name: '지금 다시 시도' }).click();
  await done(page);
  expect(offsets[0]).toBe(0);
  await expectOnce(file);
});

test('a paused upload stays so after a reload, and a cancelled one leaves nothing behind', async () => {
  const page = await studio();
  await limitNetwork(page, SLOW);
  const file = recording('paused.mp4', 6 * MB);
  await dropFiles(page, [file]);
  await arrived(page, 10);
  await dock(page)
    .getByText(/^초당 [\d.]+[KM]B$/)
    .waitFor();
  await dock(page)
    .getByText(/^\d+초 남음$/)
    .waitFor();
  await dock(page).getByRole('button', { name: '멈추기' }).click();
  await dock(page).getByText('멈춤', { exact: true }).waitFor();
  const offsets = offsetsOf(page);
  await page.reload();
  await dock(page).getByText('멈춤', { exact: true }).waitFor();
  expect(offsets).toEqual([]);
  await dock(page).getByRole('button', { name: '올리기 취소' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '올리기 취소' }).click();
  await dock(page).waitFor({ state: 'detached' });
  await page.getByText('아직 등록한 강의가 없습니다.').waitFor();
  const left = await rowsOf(platform.context.db, sql`select name from uploads where name = ${file.name}`);
  expect(left).toEqual([]);
});
