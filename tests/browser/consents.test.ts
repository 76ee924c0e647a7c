/** The privacy policy and consents to it, in real Chromium. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
const OFFICER = '홍길동, 교육협력과장';

beforeAll(async () => {
  site = await openSite({ PRIVACY_SINCE: '2026-11-01', PRIVACY_OFFICER: OFFICER, LEDGER_DAYS: '60' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('the policy is found from every page, and says what the settings say', async () => {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const faults = faultsOf(page);
  await page.goto(site.origin);
  await page.getByRole('contentinfo').getByRole('link', { name: '개인정보처리방침' }).press('Enter');
  const main = page.getByRole('main');
  await main.getByText('경기도 협치학교의 개인정보처리방침입니다. 2026. 11. 1.부터 시행합니다.').waitFor();
  await main.getByText(OFFICER).waitFor();
  await main.getByRole('row', { name: '구간별 재생 기록 60일' }).waitFor();
  // nobody is told of what is not there
  expect(await main.getByText('OpenID Connect', { exact: false }).count()).toBe(0);
  await expectFitting(page, 'the policy');
  expect(faults).toEqual([]);
});

test('a policy that changed is asked consent for, and the optional one is taken back', async () => {
  const page = await (await site.signedIn(browser, 'resident')).newPage();
  const faults = faultsOf(page);
  await page.request.patch(`${site.origin}/api/me`, { data: { region: 'suwon' } });
  const bar = page.getByRole('complementary', { name: '개인정보처리방침' });
  await page.goto(`${site.origin}/lectures`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await bar.count()).toBe(0);

  site.context.config.privacy.since = '2026-12-01';
  site.time.now = new Date(site.time.now.getTime() + 60_000);
  await page.reload();
  await bar.waitFor();
  await expectFitting(page, 'the bar');
  await bar.getByRole('link', { name: '확인하고 동의하기' }).press('Enter');
  await page.getByText('2026. 12. 1.부터 시행하는 개인정보처리방침에 대한 동의입니다.').waitFor();
  const required = page.getByLabel('(필수) 개인정보 수집·이용에 동의합니다.');
  const optional = page.getByLabel('(선택) 교육 대상과 시·군의 수집·이용에 동의합니다.');
  expect([await required.isChecked(), await optional.isChecked()]).toEqual([false, true]);
  const save = page.getByRole('button', { name: '동의 저장' });
  await save.press('Enter');
  await page.getByRole('alert').filter({ hasText: '동의해야 계정을 쓸 수 있습니다.' }).waitFor();
  await required.press('Space');
  await optional.press('Space');
  await page.getByText('적어 두신 교육 대상과 시·군을 지웁니다').waitFor();
  await expectFitting(page, 'consents');
  await save.press('Enter');
  await page.getByRole('status').filter({ hasText: '동의를 저장했습니다.' }).waitFor();
  await page.getByText(/선택 동의: 동의하지 않음 \(2026\.\s12\.\s1\. 시행 방침\)/).waitFor();
  const { account, consentDue } = await (await page.request.get(`${site.origin}/api/session`)).json();
  expect({ region: account.region, consentDue }).toEqual({ region: null, consentDue: false });
  await page.goto(`${site.origin}/lectures`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await bar.count()).toBe(0);
  expect(faults).toEqual([]);
});
