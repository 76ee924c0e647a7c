/** The lecture editor while it cannot save: without a network, a server or a session. What is typed is not lost. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp, type Browser as Visitor } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';

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

/** The same member of staff whenever it is called: as with another tab. */
const signIn = () =>
  context.addCookies(
    Object.entries(staff.cookies).map(([name, value]) => ({ name, value, url: api.origin })),
  );

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
