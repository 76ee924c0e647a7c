/** 내 계정 in real Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureFirstAccounts } from '../../server/accounts/first-accounts.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { mailLinks } from '../support/links.ts';
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

test('what one says of oneself is changed, kept, and taken back', async () => {
  const page = await (await site.signedIn(browser, 'resident')).newPage();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/account`);
  const save = () => page.getByRole('button', { name: '교육 대상과 시·군 저장' }).press('Enter');
  await page.getByLabel('교육 대상', { exact: true }).selectOption('official');
  await page.getByLabel('사는 시·군').selectOption('suwon');
  await save();
  await page.getByRole('status').filter({ hasText: '교육 대상과 시·군을 저장했습니다.' }).waitFor();
  await expectFitting(page, 'what is said of oneself');
  await page.reload();
  await page.getByLabel('교육 대상', { exact: true }).selectOption('');
  expect(await page.getByLabel('사는 시·군').inputValue()).toBe('suwon');
  await save();
  await page.getByRole('status').filter({ hasText: '저장했습니다' }).waitFor();
  const { account } = await (await page.request.get(`${site.origin}/api/session`)).json();
  expect(account).toMatchObject({ audience: null, region: 'suwon' });
  expect(faults).toEqual([]);
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
    // what follows the session comes after the page, and puts its dialog there first
    await page.locator('body > div:not(#app) > dialog').waitFor({ state: 'attached' });
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
    await page.locator('body > div:not(#app) > dialog').waitFor({ state: 'attached' });
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

describe('without an account, or its password', () => {
  const visitor = async () => (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const linkOf = async () => {
    const [mail] = await mailLinks(site.context);
    return /http\S+#\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  };

  test('somebody signs up with the link in the mail, by keyboard', async () => {
    const page = await visitor();
    const faults = faultsOf(page);
    await page.goto(`${site.origin}/sign-up`);
    await page.getByLabel('이메일').fill('new@example.org');
    await page.getByLabel('이름').fill('새 도민');
    await page.getByLabel('만 14세 이상입니다.').press('Space');
    // without the required consent nothing is sent, and the other is nobody's to ask for
    await page.getByRole('button', { name: '메일 받기' }).press('Enter');
    await page
      .getByRole('link', { name: '개인정보처리방침: 동의해야 계정을 쓸 수 있습니다.' })
      .press('Enter');
    await page.keyboard.press('Space');
    await expectFitting(page, 'sign-up');
    await page.getByRole('button', { name: '메일 받기' }).press('Enter');
    const sent = page.getByRole('main').getByRole('status');
    // there is no mail server here: the page says where mails are, and not that one was sent
    await sent.filter({ hasText: '요청을 받았습니다: new@example.org' }).waitFor();
    expect(await sent.innerText()).toContain('mail 폴더');
    expect(await sent.innerText()).not.toContain('보냈습니다');
    await expectFitting(page, 'the answer');

    const link = await linkOf();
    await page.goto(link);
    await page.getByRole('heading', { name: '회원가입 마치기' }).waitFor();
    expect(page.url()).toBe(`${site.origin}/set-password`);
    await page.getByText('new@example.org').waitFor();
    await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD);
    await expectFitting(page, 'the password');
    await page.getByRole('button', { name: '회원가입 마치기' }).press('Enter');
    await page.getByRole('button', { name: '새 도민' }).waitFor();
    expect(faults).toEqual([]);

    const other = await visitor();
    await other.goto(link);
    await other.getByRole('heading', { name: '쓸 수 없는 링크입니다' }).waitFor();
    await expectFitting(other, 'a used link');
  });

  test('somebody who forgot their password chooses another', async () => {
    const { email } = await newStaff();
    const page = await visitor();
    await page.goto(`${site.origin}/sign-in`);
    await page.getByRole('link', { name: '비밀번호 다시 정하기' }).press('Enter');
    await page.getByRole('heading', { name: '비밀번호 다시 정하기' }).waitFor();
    await page.getByLabel('이메일').fill(email);
    await expectFitting(page, 'the form');
    await page.getByRole('button', { name: '메일 받기' }).press('Enter');
    await page.getByRole('status').filter({ hasText: '1시간 안에' }).waitFor();
    await page.goto(await linkOf());
    await page.getByLabel('비밀번호', { exact: true }).fill('새로 정한 비밀번호');
    await page.getByRole('button', { name: '비밀번호 다시 정하기' }).press('Enter');
    await page.getByText('새 비밀번호로 로그인해 주세요').waitFor();
    await expectFitting(page, 'after it');
    await signIn(page, site.origin, { email, password: '새로 정한 비밀번호' });
    await page.getByRole('button', { name: '담당자' }).waitFor();
  });

  test('who guesses is told how long to wait', async () => {
    const { email } = await newStaff();
    const page = await visitor();
    await page.goto(`${site.origin}/sign-in`);
    await page.getByLabel('이메일').fill(email);
    await page.getByLabel('비밀번호', { exact: true }).fill('guess');
    const send = page.getByRole('main').getByRole('button', { name: '로그인' });
    for (let n = 0; n < 5; n += 1) {
      const answered = page.waitForResponse((reply) => reply.request().method() === 'POST');
      await send.press('Enter');
      expect((await answered).status()).toBe(401);
      await page.getByRole('alert').filter({ hasText: '올바르지 않습니다' }).waitFor();
    }
    await send.press('Enter');
    await page.getByRole('alert').filter({ hasText: '1초 뒤에 다시 시도할 수 있습니다' }).waitFor();
    await expectFitting(page, 'too many tries');
  });
});
