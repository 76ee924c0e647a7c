/** 내 계정 in real Chromium. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureFirstAccounts } from '../../server/accounts/first-accounts.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { signIn } from '../support/pages.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('a first account changes the password that it was given, by keyboard', async () => {
  const [, staff = { email: '', password: '' }] = await ensureFirstAccounts(site.context);
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const faults = faultsOf(page);
  await signIn(page, site.origin, staff);
  await page.getByRole('button', { name: '담당자' }).press('Enter');
  await page.getByRole('link', { name: '내 계정' }).press('Enter');
  await page.getByRole('heading', { name: '내 계정', level: 1 }).waitFor();
  await page.getByText(staff.email).waitFor();

  const send = () => page.getByRole('button', { name: '비밀번호 바꾸기' }).press('Enter');
  await send();
  await page.getByRole('link', { name: '지금 비밀번호: 필수 입력 항목입니다.' }).press('Enter');
  await page.keyboard.type(staff.password);
  await page.getByLabel('새 비밀번호').fill('password123');
  await expectFitting(page, 'the form with faults');
  expect(faults).toEqual([]);
  await send();
  await page.getByRole('alert').filter({ hasText: '많은 사람이 쓰는 비밀번호' }).waitFor();

  await page.getByLabel('새 비밀번호').fill('마당에서 만나요');
  await send();
  await page.getByRole('status').filter({ hasText: '비밀번호를 바꿨습니다' }).waitFor();
  expect(await page.getByLabel('지금 비밀번호').inputValue()).toBe('');
  await expectFitting(page, 'the form after it');

  // another browser gets in with it
  const other = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await signIn(other, site.origin, { ...staff, password: '마당에서 만나요' });
  await other.getByRole('button', { name: '담당자' }).waitFor();
});

test('who is not signed in is asked to', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await page.goto(`${site.origin}/account`);
  const link = page.getByRole('main').getByRole('link', { name: '로그인' });
  await link.waitFor();
  expect(await link.getAttribute('href')).toBe('/sign-in?next=%2Faccount');
  await expectFitting(page);
});
