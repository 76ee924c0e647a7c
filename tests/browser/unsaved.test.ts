/** The lecture editor while it cannot save: without a network, a server or a session. What is typed is not lost. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp, type Browser as Visitor } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';

const WAIT = { timeout: 60_000 };

let platform: Awaited<ReturnType<typeof testApp>>;
let api: OwnApi;
let browser: Browser;
let staff: Visitor;
let context: BrowserContext;
let id: string;

beforeAll(async () => {
  platform = await testApp();
  [api, browser] = await Promise.all([startApi(platform.context.config), launchBrowser()]);
  staff = await platform.as('administrator');
});
afterAll(async () => {
  await browser?.close();
  await api?.kill();
  await platform?.close();
});
beforeEach(async () => {
  id = (await staff('POST', '/api/lectures', { title: '협치' })).body.id;
  context = await browser.newContext({ locale: 'ko-KR' });
  await signIn();
});
afterEach(() => context.close());

/** As with another tab; the same member of staff unless told otherwise. */
const signIn = ({ cookies } = staff) =>
  context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: api.origin })));

async function editor(tab: 'info' | 'chapters'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${api.origin}/studio/lectures/${id}?tab=${tab}`);
  await page.getByText('고친 내용은 저절로 저장됩니다.').locator('visible=true').waitFor();
  return page;
}
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const saved = (page: Page) =>
  page
    .getByText(/^\d\d:\d\d 저장됨$/)
    .locator('visible=true')
    .waitFor(WAIT);
const unreached = (page: Page) =>
  page.getByRole('alert').filter({ hasText: '서버에 연결하지 못했습니다' }).waitFor(WAIT);
const stored = async () => (await staff('GET', `/api/lectures/${id}`)).body;
const chapters = async () => (await staff('GET', `/api/lectures/${id}/chapters`)).body.items;

test('what was typed without a network is saved by itself when there is one', async () => {
  const page = await editor('info');
  await context.setOffline(true);
  await field(page, '소개').fill('함께 정하는 일');
  await unreached(page);
  await context.setOffline(false);
  await saved(page);
  expect((await stored()).summary).toBe('함께 정하는 일');
});

test('chapters that were typed while the server was away are saved by themselves when it is back', async () => {
  const page = await editor('chapters');
  await api.kill();
  await page.getByRole('button', { name: '목차 추가' }).click();
  await field(page, '시작 시간').fill('1:00');
  await field(page, '목차 제목').fill('여는 말');
  await unreached(page);
  await api.start();
  await saved(page);
  expect(await chapters()).toEqual([{ start: 60, title: '여는 말', titleEn: '' }]);
});

/** The editor as one comes to it from the list, which then is there without a network too. */
async function editorFromList(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${api.origin}/studio`);
  await page.getByRole('link', { name: '협치', exact: true }).first().click();
  await page.getByRole('tab', { name: '정보' }).click();
  await field(page, '소개').waitFor();
  return page;
}
async function toList(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '현재 경로' }).getByRole('link', { name: '강의 등록' }).click();
  await page.getByRole('heading', { level: 1, name: '강의 등록' }).waitFor();
}

/** Has what is saved next at an address arrive there while its answer is lost, and the line with it. */
const answerLost = (address: string, method: string) =>
  context.route(`**${address}`, async (route) => {
    if (route.request().method() !== method) return route.continue();
    await route.fetch();
    await context.setOffline(true);
    await route.abort();
  });

const BROUGHT = '지난번에 저장하지 못한 내용을 이 브라우저에서 되살렸습니다.';

test('what was not saved when the page was left by a link comes back with a word, and is saved', async () => {
  const page = await editorFromList();
  await context.setOffline(true);
  await field(page, '소개').fill('함께 정하는 일');
  await toList(page);
  await context.setOffline(false);
  expect((await stored()).summary).toBe('');
  // somebody else writes into another field meanwhile
  await staff('PATCH', `/api/lectures/${id}`, { venue: '수원' });
  await page.goBack();
  await page.getByText(BROUGHT).waitFor(WAIT);
  expect(await field(page, '소개').inputValue()).toBe('함께 정하는 일');
  await expectFitting(page);
  await saved(page);
  expect(await stored()).toMatchObject({ summary: '함께 정하는 일', venue: '수원' });
  await page.reload();
  await field(page, '소개').waitFor();
  expect(await page.getByText(BROUGHT).count()).toBe(0);
});

test('text that is taken back after the answer to its saving was lost is not what is stored', async () => {
  const page = await editorFromList();
  const address = `/api/lectures/${id}`;
  await answerLost(address, 'PATCH');
  await field(page, '소개').fill('함께 정하는 일');
  await unreached(page);
  expect((await stored()).summary).toBe('함께 정하는 일');
  await context.unroute(`**${address}`);
  await field(page, '소개').fill('');
  await context.setOffline(false);
  await expect.poll(async () => (await stored()).summary, WAIT).toBe('');
  await saved(page);

  // nor is it when the page is left meanwhile
  await answerLost(address, 'PATCH');
  await field(page, '소개').fill('함께 정하는 일');
  await unreached(page);
  await context.unroute(`**${address}`);
  await field(page, '소개').fill('');
  await toList(page);
  await context.setOffline(false);
  await page.goBack();
  await page.getByText(BROUGHT).waitFor(WAIT);
  await expect.poll(async () => (await stored()).summary, WAIT).toBe('');
});

test('a chapter that is taken back after the answer to its saving was lost is not stored', async () => {
  const page = await editor('chapters');
  const address = `/api/lectures/${id}/chapters`;
  await answerLost(address, 'PUT');
  await page.getByRole('button', { name: '목차 추가' }).click();
  await field(page, '시작 시간').fill('1:00');
  await field(page, '목차 제목').fill('여는 말');
  await unreached(page);
  expect(await chapters()).toHaveLength(1);
  await context.unroute(`**${address}`);
  await page.getByRole('button', { name: '1번째 목차 삭제' }).click();
  await context.setOffline(false);
  await expect.poll(chapters, WAIT).toEqual([]);
});

test('one field that makes no sense holds back no other, and comes back as it was typed', async () => {
  const page = await editor('info');
  await field(page, '과정에서의 순서').fill('abc');
  await field(page, '강사 (영어)').fill('Domin Kim');
  await expect.poll(async () => (await stored()).instructorEn, WAIT).toBe('Domin Kim');
  await page.getByText('저장하지 않은 내용이 있습니다.').locator('visible=true').waitFor();
  expect((await stored()).courseOrder).toBe(1);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText(BROUGHT).waitFor(WAIT);
  expect(await field(page, '과정에서의 순서').inputValue()).toBe('abc');
  await field(page, '과정에서의 순서').fill('3');
  await expect.poll(async () => (await stored()).courseOrder, WAIT).toBe(3);
});

test('a chapter that is half typed holds back no other, and is not taken from residents meanwhile', async () => {
  const first = { start: 0, title: '여는 말', titleEn: '' };
  await staff('PUT', `/api/lectures/${id}/chapters`, { items: [first] });
  const page = await editor('chapters');
  const row = (n: number) => page.getByRole('group', { name: `${n}번째 목차` });
  await field(page, '시작 시간').fill('0:');
  await page.getByRole('button', { name: '목차 추가' }).press('Enter');
  await row(2).getByLabel('시작 시간').fill('1:00');
  await row(2).getByLabel('목차 제목', { exact: true }).fill('협치란');
  const second = { start: 60, title: '협치란', titleEn: '' };
  await expect.poll(chapters, WAIT).toEqual([first, second]);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText(BROUGHT).locator('visible=true').waitFor(WAIT);
  expect(await row(1).getByLabel('시작 시간').inputValue()).toBe('0:');
  await row(1).getByLabel('시작 시간').fill('0:30');
  await expect.poll(chapters, WAIT).toEqual([{ ...first, start: 30 }, second]);
});

test('whoever was signed out elsewhere signs in beside the text, which is then saved by itself', async () => {
  const page = await editor('info');
  await context.clearCookies();
  await field(page, '소개').fill('함께 정하는 일');
  await page.getByRole('alert').filter({ hasText: '로그인이 필요합니다.' }).waitFor(WAIT);
  await expectFitting(page);
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: '새 탭에서 로그인' }).click();
  const other = await opening;
  await other.getByRole('heading', { level: 1, name: '로그인' }).waitFor();
  expect((await stored()).summary).toBe('');
  await signIn();
  await other.close();
  await page.bringToFront();
  await saved(page);
  expect((await stored()).summary).toBe('함께 정하는 일');
});

test('whoever is signed out where the text stands finds it again after signing in', async () => {
  const page = await editor('info');
  await context.clearCookies();
  await field(page, '소개').fill('함께 정하는 일');
  await page.getByRole('alert').filter({ hasText: '로그인이 필요합니다.' }).waitFor(WAIT);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto(api.origin);
  await signIn();
  await page.goto(`${api.origin}/studio/lectures/${id}?tab=info`);
  await page.getByText(BROUGHT).waitFor(WAIT);
  await saved(page);
  expect((await stored()).summary).toBe('함께 정하는 일');
});

test('what one has typed is not saved under the name of somebody who signs in meanwhile', async () => {
  const page = await editor('info');
  // as when somebody comes back to the window
  const looked = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const other = await platform.as('administrator');
  await signIn(other);
  await field(page, '소개').fill('함께 정하는 일');
  await page
    .getByRole('alert')
    .filter({ hasText: '다른 사람이 로그인해 저장하지 않았습니다.' })
    .waitFor(WAIT);
  await expectFitting(page);
  expect((await stored()).summary).toBe('');
  await looked();
  await expect.poll(() => field(page, '소개').inputValue(), WAIT).toBe('');
  expect(await page.getByText(BROUGHT).count()).toBe(0);

  await signIn();
  await looked();
  await page.getByText(BROUGHT).waitFor(WAIT);
  await saved(page);
  expect((await stored()).summary).toBe('함께 정하는 일');
});

test('captions that could neither be saved nor kept in this browser are not left without a word', async () => {
  const page = await context.newPage();
  await page.goto(`${api.origin}/studio/lectures/${id}/captions/ko`);
  const add = page.getByRole('button', { name: '추가', exact: true }).first();
  await add.waitFor();
  await page.evaluate(() => {
    for (let letters = 2 ** 22, nth = 0; letters >= 1; letters /= 2) {
      try {
        for (;;) localStorage.setItem(`full.${nth++}`, 'x'.repeat(letters));
      } catch {
        // smaller pieces may fit yet
      }
    }
  });
  await context.setOffline(true);
  await add.click();
  await page.getByLabel('자막 내용').fill('끊긴 동안');
  await page.getByRole('alert').filter({ hasText: '이 브라우저에도 남겨 둘 공간이 없으니' }).waitFor(WAIT);
  await expectFitting(page);

  const asked = page.waitForEvent('dialog');
  const link = page.getByRole('navigation', { name: '현재 경로' }).getByRole('link', { name: '협치' });
  const clicked = link.click();
  const question = await asked;
  expect(question.message()).toContain('지금 나가면 사라집니다.');
  await question.dismiss();
  await clicked;
  const closing = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const last = await closing;
  expect(last.type()).toBe('beforeunload');
  await last.dismiss();

  expect(await page.getByLabel('자막 내용').inputValue()).toBe('끊긴 동안');
  await context.setOffline(false);
  await saved(page);
  await link.click();
  await page.waitForURL(/\?tab=captions$/);
});
