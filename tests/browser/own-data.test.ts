/** One's own data in real Chromium: read, taken along as a file, and taken back. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { testLearner } from '../support/own-data.ts';
import { signIn } from '../support/pages.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let learner: { email: string; password: string };

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser();
  learner = await testLearner(site);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('all of it is read, and taken along', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const faults = faultsOf(page);
  await signIn(page, site.origin, learner);
  await page.goto(`${site.origin}/account`);
  await page.getByRole('link', { name: '내 정보 보기' }).press('Enter');
  await page.getByRole('heading', { name: '내 정보 보기', level: 1 }).waitFor();
  const main = page.getByRole('main');
  for (const text of [learner.email, '다시 볼 곳', '0:00–1:40', '제 2026-000001 호', '매우 그렇다'])
    await main.getByText(text).first().waitFor();
  await expectFitting(page, 'one’s own data');

  const arrives = page.waitForEvent('download');
  await page.getByRole('link', { name: 'JSON 파일로 내려받기' }).press('Enter');
  const file = await arrives;
  expect(file.suggestedFilename()).toMatch(/^madang-my-data-\d{4}-\d\d-\d\d\.json$/);
  const data = JSON.parse(readFileSync(await file.path(), 'utf8'));
  expect(data.account.email).toBe(learner.email);
  expect(data.notes).toMatchObject([{ text: '다시 볼 곳' }]);

  // on paper it is what it says, without what is pressed
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: '인쇄' }).isVisible()).toBe(false);
  expect(await main.getByText(learner.email).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  expect(faults).toEqual([]);

  await page.goto(`${site.origin}/account/withdrawal`);
  await page.getByRole('button', { name: '탈퇴하기' }).waitFor();
  await expectFitting(page, 'withdrawal');
});

test('who withdraws says the password again, and is nobody afterwards', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  await signIn(page, site.origin, learner);
  await page.goto(`${site.origin}/account`);
  await page.getByRole('link', { name: '회원 탈퇴' }).press('Enter');
  const send = () => page.getByRole('button', { name: '탈퇴하기' }).press('Enter');
  await send();
  await page.getByRole('link', { name: '비밀번호: 필수 입력 항목입니다.' }).waitFor();
  await page.getByLabel('비밀번호', { exact: true }).fill('not this one');
  await send();
  await page.getByRole('alert').filter({ hasText: '지금 비밀번호가 올바르지 않습니다.' }).waitFor();
  await page.getByLabel('비밀번호', { exact: true }).fill(learner.password);
  await send();
  await page.waitForURL(`${site.origin}/`);
  await page.getByText('탈퇴했습니다. 그동안 이용해 주셔서 고맙습니다.').waitFor({ state: 'attached' });
  await page.getByRole('banner').getByRole('link', { name: '로그인' }).waitFor();

  await page.goto(`${site.origin}/sign-in`);
  await page.getByLabel('이메일').fill(learner.email);
  await page.getByLabel('비밀번호', { exact: true }).fill(learner.password);
  await page.getByRole('main').getByRole('button', { name: '로그인' }).click();
  await page.getByRole('alert').filter({ hasText: '이메일 또는 비밀번호가 올바르지 않습니다.' }).waitFor();
});
