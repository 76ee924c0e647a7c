/** Two-step sign-in in real Chromium: set up by keyboard, asked for, and let in without the telephone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { insertAccount } from '../../server/accounts/queries.ts';
import { only } from '../../server/database/client.ts';
import { secondFactors } from '../../server/database/schema/schema.ts';
import { codeOf } from '../support/authenticator.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { signIn } from '../support/pages.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
const staff = { email: 'staff@example.org', password: '마당에서 만나요' };

beforeAll(async () => {
  site = await openSite({ SECOND_FACTOR: 'staff' });
  browser = await launchBrowser();
  const passwordHash = await hashPassword(staff.password);
  await insertAccount(site.context.db, { email: staff.email, name: '담당자', role: 'staff', passwordHash });
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** What the app on somebody's telephone shows now. */
async function shown(): Promise<string> {
  const { accountId } = only(await site.context.db.select().from(secondFactors));
  return codeOf(site.context, accountId);
}
const visitor = async () => (await browser.newContext({ locale: 'ko-KR' })).newPage();
async function fill(page: Page): Promise<void> {
  await page.goto(`${site.origin}/sign-in`);
  await page.getByLabel('이메일').fill(staff.email);
  await page.getByLabel('비밀번호', { exact: true }).fill(staff.password);
}
const enter = (page: Page) => page.getByRole('main').getByRole('button', { name: '로그인' }).press('Enter');
const isIn = (page: Page) => page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
let codes: string[] = [];

test('staff who need it are told where, set it up, and have their work', async () => {
  const page = await visitor();
  await signIn(page, site.origin, staff);
  await page.goto(`${site.origin}/studio`);
  await page.getByRole('heading', { name: '2단계 인증이 필요합니다' }).waitFor();
  await expectFitting(page, 'what is needed');

  const faults = faultsOf(page);
  await page.getByRole('link', { name: '2단계 인증 설정' }).press('Enter');
  await page.getByRole('status').filter({ hasText: '2단계 인증을 쓰고 있지 않습니다.' }).waitFor();
  await page.getByLabel('비밀번호', { exact: true }).fill(staff.password);
  await page.getByRole('button', { name: '설정 시작' }).press('Enter');
  const picture = page.getByRole('img', { name: '인증 앱으로 찍을 QR 코드' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await expectFitting(page, 'the set-up');
  await page.getByLabel('인증번호').fill(await shown());
  await page.getByRole('button', { name: '설정 마치기' }).press('Enter');
  await page.getByRole('heading', { name: '복구 코드' }).waitFor();
  codes = await page.getByRole('main').locator('ol code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await expectFitting(page, 'recovery codes');
  await page.getByRole('button', { name: '적어 두었습니다' }).press('Enter');
  await page.getByText('남은 복구 코드는 10개입니다.').waitFor();
  await page.goto(`${site.origin}/studio`);
  await page.getByRole('heading', { name: '강의 등록', level: 1 }).waitFor();
  expect(faults).toEqual([]);
});

test('the code is asked for after the password, wherever the focus is then', async () => {
  site.time.now = new Date(site.time.now.getTime() + 30_000);
  const page = await visitor();
  await fill(page);
  await enter(page);
  const code = page.getByLabel('인증번호');
  await code.waitFor();
  await expect.poll(() => code.evaluate((field) => field === document.activeElement)).toBe(true);
  await expectFitting(page, 'the second step');
  await page.keyboard.type('000000');
  await enter(page);
  await page.getByRole('alert').filter({ hasText: '인증번호가 올바르지 않습니다.' }).waitFor();
  await code.fill(await shown());
  await enter(page);
  await isIn(page);
});

test('a recovery code lets in, and who has the password switches it off', async () => {
  const page = await visitor();
  await fill(page);
  await enter(page);
  await page.getByLabel('인증번호').fill(codes[0] ?? '');
  await enter(page);
  await isIn(page);
  await page.goto(`${site.origin}/account/second-factor`);
  await page.getByText('남은 복구 코드는 9개입니다.').waitFor();
  await page.getByLabel('비밀번호', { exact: true }).fill(staff.password);
  await page.getByRole('button', { name: '2단계 인증 끄기' }).press('Enter');
  await page.getByRole('status').filter({ hasText: '2단계 인증을 쓰고 있지 않습니다.' }).waitFor();
});

test('an administrator resets somebody’s who lost theirs', async () => {
  const page = await visitor();
  await signIn(page, site.origin, staff);
  const begun = await page.request.post(`${site.origin}/api/me/second-factor`, {
    data: { password: staff.password },
  });
  expect(begun.ok()).toBe(true);
  site.time.now = new Date(site.time.now.getTime() + 60_000);
  const used = await page.request.put(`${site.origin}/api/me/second-factor`, {
    data: { code: await shown() },
  });
  expect(used.ok()).toBe(true);

  site.context.config.secondFactor = 'optional';
  const boss = await (await site.signedIn(browser, 'administrator')).newPage();
  await boss.goto(`${site.origin}/admin/people`);
  await boss.getByRole('button', { name: '2단계 인증 초기화: 담당자' }).press('Enter');
  const dialog = boss.getByRole('dialog', { name: '담당자님의 2단계 인증을 초기화할까요?' });
  await expectFitting(boss, 'the question');
  await dialog.getByRole('button', { name: '2단계 인증 초기화' }).press('Enter');
  await expect.poll(() => boss.getByRole('button', { name: /2단계 인증 초기화/ }).count()).toBe(0);
  await signIn(await visitor(), site.origin, staff);
});
