/** Two people edit the same captions in real Chromium: what one does leaves what the other has written. */
import type { Page, Route } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { Cue } from '../../server/contract/captions.ts';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);
const owner = await site.as('administrator');

/** The editor of a new lecture's captions, as two people have it open. */
async function opened(cues: Cue[] = []) {
  const { body } = await owner('POST', '/api/lectures', { title: '협치' });
  const id: string = body.id;
  const path = `/api/lectures/${id}/captions/ko/draft`;
  if (cues.length > 0) await owner('PUT', path, { version: 0, trackVersion: 0, cues });
  const open = async () => {
    const page = await (await site.signedIn(browser, 'administrator')).newPage();
    const faults = faultsOf(page);
    await page.goto(`${site.origin}/studio/lectures/${id}/captions/ko`);
    await page.getByRole('button', { name: '추가', exact: true }).first().waitFor();
    return { page, faults };
  };
  const texts = async () => (await owner('GET', path)).body.cues.map(({ text }: Cue) => text);
  return { id, path, texts, first: await open(), second: await open() };
}

const words = (page: Page) => page.getByLabel('자막 내용');
const saved = (page: Page) => page.getByText(/^\d\d:\d\d 저장됨$/).waitFor();
async function write(page: Page, text: string) {
  await page.getByRole('button', { name: '추가', exact: true }).first().click();
  await expect.poll(() => words(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type(text);
}

test('undo and redo take back one’s own lines alone', async () => {
  const { texts, first, second } = await opened();
  await write(first.page, 'ADMIN ONE');
  await saved(first.page);
  await write(second.page, 'staff one');
  await second.page.getByText(/님도 이 자막을 고치고 있습니다/).waitFor();
  await expect.poll(async () => (await texts()).toSorted()).toEqual(['ADMIN ONE', 'staff one']);
  for (const _ of 'more than there are') await second.page.keyboard.press('Control+KeyZ');
  await expect.poll(texts).toEqual(['ADMIN ONE']);
  for (const _ of 'more than there are') await second.page.keyboard.press('Control+Shift+KeyZ');
  await expect.poll(async () => (await texts()).toSorted()).toEqual(['ADMIN ONE', 'staff one']);
  expect([...first.faults, ...second.faults].filter((fault) => !fault.includes('409'))).toEqual([]);
  await Promise.all([first, second].map(({ page }) => page.context().close()));
});

test('what is typed while another’s lines are fetched stays; what is saved is kept in the browser no longer', async () => {
  const { path, texts, first, second } = await opened();
  await write(first.page, 'ADMIN ONE');
  await saved(first.page);
  const asked = Promise.withResolvers<void>();
  const typed = Promise.withResolvers<void>();
  await second.page.route(`**${path}`, async (route) => {
    if (route.request().method() === 'GET') {
      asked.resolve();
      await typed.promise;
    }
    await route.continue();
  });
  await write(second.page, 'staff one');
  await asked.promise;
  await second.page.keyboard.type(' and more');
  typed.resolve();
  await expect.poll(async () => (await texts()).toSorted()).toEqual(['ADMIN ONE', 'staff one and more']);
  const kept = () =>
    second.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('madang.captions.')));
  await expect.poll(kept).toEqual([]);
  // nor is what was taken back
  await second.page.keyboard.type('!');
  await expect.poll(kept).toHaveLength(1);
  await second.page.keyboard.press('Control+KeyZ');
  await expect.poll(kept).toEqual([]);
  await second.page.unrouteAll({ behavior: 'wait' });
  await Promise.all([first, second].map(({ page }) => page.context().close()));
});

test('both are told of each other, on the page of captions and on that of cutting', async () => {
  const { id, first, second } = await opened();
  await first.page.reload();
  const told = first.page.getByText(/님도 지금 이 강의를 편집하고 있습니다\. 고친 내용은 서로 전해집니다\./);
  await told.waitFor();
  await expectFitting(first.page);
  await second.page.goto(`${site.origin}/studio/lectures/${id}/trim`);
  await second.page.getByText(/님도 지금 이 강의를 편집하고 있습니다\.$/).waitFor();
  await Promise.all([first, second].map(({ page }) => page.context().close()));
});

test('captions that one publishes while the other types have no line twice, and that is said', async () => {
  const cues = ['하나', '둘', '셋'].map((text, at) => ({
    id: `own-${at}`,
    start: at * 3,
    end: at * 3 + 2,
    text,
  }));
  const { texts, first, second } = await opened(cues);
  await second.page.getByRole('option', { name: /둘/ }).click();
  await second.page.getByRole('option', { name: /둘/ }).press('Enter');
  await first.page.getByRole('button', { name: '확인하고 공개' }).click();
  await first.page.waitForURL(/tab=captions/);
  await words(second.page).press('End');
  await second.page.keyboard.type('!');
  await second.page.getByText(/그 사이 이 자막이 공개되었습니다/).waitFor();
  await saved(second.page);
  expect(await texts()).toEqual(['하나', '둘!', '셋']);
  expect(await second.page.getByRole('option').count()).toBe(3);
  await expectFitting(second.page);
  await Promise.all([first, second].map(({ page }) => page.context().close()));
});

test('what was typed while the line was away is saved by itself when it is back', async () => {
  const { texts, first, second } = await opened();
  await first.page.context().setOffline(true);
  await write(first.page, '끊긴 동안');
  await first.page
    .getByRole('alert')
    .getByText(/서버에 연결하지 못했습니다/)
    .waitFor();
  await first.page.context().setOffline(false);
  await saved(first.page);
  expect(await texts()).toEqual(['끊긴 동안']);
  // the server was away, and the line was not
  const draft = /\/captions\/ko\/draft$/;
  const away = (route: Route) =>
    route.request().method() === 'PUT' ? route.fulfill({ status: 503, body: '' }) : route.continue();
  await first.page.route(draft, away);
  await first.page.keyboard.type('에도');
  await first.page
    .getByRole('alert')
    .getByText(/요청을 처리하지 못했습니다/)
    .waitFor();
  await first.page.unroute(draft);
  await expect.poll(texts, { timeout: 20_000 }).toEqual(['끊긴 동안에도']);
  await Promise.all([first, second].map(({ page }) => page.context().close()));
});
