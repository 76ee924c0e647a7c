/** Notes beside a lecture that plays, and in 나의 강의실: by keys and by buttons, as people write them. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openPlayerSite } from '../support/player-site.ts';

let site: Awaited<ReturnType<typeof openPlayerSite>>;
beforeAll(async () => {
  site = await openPlayerSite();
}, 180_000);
afterAll(() => site?.close());

const player = (page: Page) => page.getByRole('region', { name: /^강의 영상/ });
const notesTab = (page: Page) => page.getByRole('tab', { name: '노트' });
const field = (page: Page) => page.getByRole('textbox', { name: /노트$/ });
const isFocused = (page: Page, name: RegExp) =>
  page
    .evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
    .then((said) => name.test(said));

test('who is not signed in is told to, and comes back to the same time', async () => {
  const { page, faults } = await site.open();
  await page.getByRole('region', { name: /^강의 영상/ }).focus();
  await page.keyboard.press('5');
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBe(20);
  await page.keyboard.press('n');
  await page.getByText('로그인하면 노트를 쓸 수 있습니다').waitFor();
  const link = page.getByRole('tabpanel').getByRole('link', { name: '로그인' });
  const address = `/sign-in?next=${encodeURIComponent(`${site.lecture.path}?t=20`)}`;
  await expect.poll(() => link.getAttribute('href')).toBe(address);
  await expectFitting(page, 'notes, signed out');
  await page.goto(`${site.origin}/my?tab=notes`);
  await page.getByText('로그인하면 노트를 쓸 수 있습니다').waitFor();
  // what tells who is signed in and what they have watched is asked for, and nobody is
  expect(faults).toEqual([]);
  await page.context().close();
});

test('written at the current time, changed, deleted and taken back, gone to, saved as text', async () => {
  const context = await site.signedIn(site.browser, 'resident');
  const page = await context.newPage();
  const faults = faultsOf(page);
  await page.goto(site.lecture.address);
  await player(page).focus();
  await page.keyboard.press('5');
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBe(20);

  // by keys alone: the time is where the lecture was, and the player has the focus again
  await page.keyboard.press('n');
  await field(page).waitFor();
  expect(await field(page).evaluate((area) => area === document.activeElement)).toBe(true);
  await page.keyboard.type('협치의 원칙 세 가지');
  await page.keyboard.press('Control+Enter');
  await page.getByText('협치의 원칙 세 가지').waitFor();
  await expect.poll(() => isFocused(page, /^강의 영상/)).toBe(true);

  // begun, left for the transcript, found again as it was
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: '0:00에 노트 쓰기' }).click();
  await field(page).fill('처음에 한 말');
  await page.getByRole('tab', { name: '대본' }).click();
  await notesTab(page).click();
  expect(await field(page).inputValue()).toBe('처음에 한 말');
  await page.getByRole('button', { name: '저장', exact: true }).click();
  const items = page.getByRole('tabpanel').getByRole('listitem');
  await expect
    .poll(() => items.getByRole('paragraph').allInnerTexts())
    .toEqual(['처음에 한 말', '협치의 원칙 세 가지']);
  await expectFitting(page, 'notes');

  await page.getByRole('button', { name: '0:20 노트 고치기' }).click();
  await field(page).fill('원칙 <b>둘</b>');
  await page.keyboard.press('Escape');
  expect(await items.nth(1).innerText()).toContain('세 가지');
  await page.getByRole('button', { name: '0:20 노트 고치기' }).click();
  await field(page).fill('원칙 <b>둘</b>');
  await page.getByRole('button', { name: '저장', exact: true }).click();
  await expect.poll(() => items.nth(1).innerText()).toContain('원칙 <b>둘</b>');

  await page.getByRole('button', { name: '0:00 노트 지우기' }).click();
  await expect.poll(() => items.count()).toBe(1);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('되돌리기');
  await page.keyboard.press('Enter');
  await expect.poll(() => items.count()).toBe(2);

  await page.getByRole('button', { name: /^0:20\s?부터 보기$/ }).click();
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBe(20);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '‘협치란 무엇인가’ 노트를 텍스트로 저장' }).click();
  expect((await download).suggestedFilename()).toBe('협치란 무엇인가 노트.txt');
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toMatch(/^\ufeff협치란 무엇인가\r\n/);
  expect(text).toContain(`[0:20] ${site.lecture.address}?t=20\r\n`);
  expect(text).toMatch(/\d{4}\. \d{1,2}\. \d{1,2}\. \d\d:\d\d에 씀\r\n원칙 <b>둘<\/b>\r\n/);

  // in 나의 강의실, from where it is gone to as well
  await page.goto(`${site.origin}/my?tab=notes`);
  await page.getByRole('heading', { name: '협치란 무엇인가' }).waitFor();
  await expectFitting(page, 'my notes');
  await page.getByRole('link', { name: /^0:20\s?부터 보기$/ }).click();
  await page.waitForURL(`${site.lecture.address}?t=20`);
  await notesTab(page).click();
  await expect.poll(() => items.count()).toBe(2);
  expect(faults).toEqual([]);

  // staff who open the same lecture see none of it
  const staff = await (await site.signedIn(site.browser, 'administrator')).newPage();
  await staff.goto(site.lecture.address);
  await notesTab(staff).click();
  await staff.getByText('아직 노트가 없습니다.').waitFor();
  expect(await staff.getByText('처음에 한 말').count()).toBe(0);
  await staff.context().close();
  await context.close();
});

test('what cannot be saved is said, and stays to be saved again', async () => {
  const context = await site.signedIn(site.browser, 'resident');
  const page = await context.newPage();
  await page.goto(site.lecture.address);
  await notesTab(page).click();
  await page.getByRole('button', { name: /에 노트 쓰기$/ }).click();
  await field(page).fill('지하철에서');
  await context.setOffline(true);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('서버에 연결하지 못했습니다.').waitFor();
  await context.setOffline(false);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tabpanel').getByText('지하철에서').waitFor();
  await context.close();
});

test('keys are spoken of only where there is a keyboard', async () => {
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } };
  for (const [options, isSaid] of [
    [{}, true],
    [phone, false],
  ] as const) {
    const context = await site.signedIn(site.browser, 'resident', options);
    const page = await context.newPage();
    await page.goto(site.lecture.address);
    await notesTab(page).click();
    await page.getByText('나만 볼 수 있습니다.').waitFor();
    expect(await page.getByText('N 키').isVisible()).toBe(isSaid);
    await page.getByRole('button', { name: /에 노트 쓰기$/ }).click();
    await field(page).waitFor();
    expect(await page.getByText('Ctrl+Enter').isVisible()).toBe(isSaid);
    await expectFitting(page, 'a note that is being written');
    await context.close();
  }
});
