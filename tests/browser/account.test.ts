/** 내 계정 in real Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureFirstAccounts } from '../../server/accounts/first-accounts.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
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

const PASSWORD = '마당에서 만나요';
const newStaff = async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  const passwordHash = await hashPassword(PASSWORD);
  await insertAccount(site.context.db, { email, name: '담당자', role: 'staff', passwordHash });
  return { email, password: PASSWORD };
};
const signedIn = async (account: { email: string; password: string }, clock = false) => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  if (clock) await page.clock.install();
  await signIn(page, site.origin, account);
  return page;
};

describe('a session that is about to end', () => {
  /** Time goes by, here and at the server. */
  const later = async (page: Page, seconds: number) => {
    site.time.now = new Date(site.time.now.getTime() + seconds * 1000);
    await page.clock.fastForward(seconds * 1000);
  };
  const HOUR = 3600;

  test('is said two minutes before, and goes on by a key', async () => {
    const page = await signedIn(await newStaff(), true);
    await page.goto(`${site.origin}/account`);
    await page.getByRole('button', { name: '모든 기기에서 로그아웃' }).waitFor();
    await later(page, HOUR - 110);
    const dialog = page.getByRole('dialog', { name: '곧 자동으로 로그아웃됩니다' });
    await dialog.getByText(/1분 \d+초 뒤에 로그아웃됩니다/).waitFor();
    await expectFitting(page, 'the warning');
    await dialog.getByRole('button', { name: '계속하기' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await later(page, HOUR - 200);
    expect(await dialog.isVisible()).toBe(false);
    await page.reload();
    await page.getByRole('button', { name: '담당자' }).waitFor();
  });

  test('that was used in another tab is left alone', async () => {
    const page = await signedIn(await newStaff(), true);
    await page.goto(`${site.origin}/account`);
    await page.getByRole('button', { name: '모든 기기에서 로그아웃' }).waitFor();
    site.time.now = new Date(site.time.now.getTime() + 3000 * 1000);
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/studio`);
    await other.getByRole('heading', { level: 1 }).waitFor();
    const asked = page.waitForResponse((reply) => reply.url().endsWith('/api/session'));
    await page.clock.fastForward((HOUR - 110) * 1000);
    await asked;
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
  });

  test('ends where nobody is there, and leads back after a sign-in', async () => {
    const account = await newStaff();
    const page = await signedIn(account, true);
    await page.goto(`${site.origin}/studio`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await later(page, HOUR - 100);
    await page.getByRole('dialog', { name: '곧 자동으로 로그아웃됩니다' }).waitFor();
    await later(page, 130);
    const dialog = page.getByRole('dialog', { name: '자동으로 로그아웃되었습니다' });
    await dialog.waitFor();
    await expectFitting(page, 'after the end');
    await dialog.getByRole('link', { name: '로그인' }).press('Enter');
    await page.getByLabel('이메일').fill(account.email);
    await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: '로그인' }).press('Enter');
    await page.waitForURL(`${site.origin}/studio`);
  });
});

test('where one is signed in is seen, and left from another device, or everywhere', async () => {
  const account = await newStaff();
  const office = await signedIn(account);
  const phone = await signedIn(account);
  const faults = faultsOf(office);
  await office.goto(`${site.origin}/account`);
  await office.getByText('지금 쓰는 기기').waitFor();
  await expectFitting(office, 'the list');
  await office.getByRole('button', { name: 'Chrome · 리눅스 로그아웃' }).press('Enter');
  await office.getByRole('status').filter({ hasText: '로그아웃했습니다' }).waitFor();
  await expect.poll(() => office.getByRole('button', { name: 'Chrome · 리눅스 로그아웃' }).count()).toBe(0);
  await phone.reload();
  await phone.getByRole('banner').getByRole('link', { name: '로그인' }).waitFor();

  await office.getByRole('button', { name: '모든 기기에서 로그아웃' }).press('Enter');
  const dialog = office.getByRole('dialog', { name: '모든 기기에서 로그아웃' });
  await dialog.getByRole('button', { name: '모든 기기에서 로그아웃' }).press('Enter');
  await office.getByRole('banner').getByRole('link', { name: '로그인' }).waitFor();
  expect(new URL(office.url()).pathname).toBe('/');
  expect(faults).toEqual([]);
});
