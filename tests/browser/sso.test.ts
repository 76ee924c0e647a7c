/** Signing in with the account of one's institution, in real Chromium and at a real provider of another site. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { CLIENT, startProvider } from '../support/oidc.ts';
import { openSite } from '../support/site.ts';

let site: Awaited<ReturnType<typeof openSite>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort('127.0.0.1');
  site = await openSite({
    ...{ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: CLIENT.id },
    ...{ OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: '경기도청', OIDC_STAFF: '협치 담당' },
  });
  provider = await startProvider(port, `${site.origin}/api/sso/callback`);
  browser = await launchBrowser();
  const hong = { email: 'hong@example.org', email_verified: true, name: '홍길동', groups: ['협치 담당'] };
  provider.people.set('1001', hong);
  provider.people.set('1002', { email: 'kim@example.org', email_verified: false, name: '김철수' });
});
afterAll(async () => {
  await browser?.close();
  await provider?.close();
  await site?.close();
});

const visitor = async (locale = 'ko-KR') => (await browser.newContext({ locale })).newPage();
const begin = (page: Page) => page.getByRole('button', { name: '경기도청 계정으로 로그인' }).press('Enter');
/** Says who one is at the provider. */
async function be(page: Page, number: string): Promise<void> {
  await page.getByRole('heading', { name: '기관 로그인' }).waitFor();
  await page.getByLabel('사번').fill(number);
  await page.getByRole('button', { name: '확인' }).click();
}

test('a member of staff goes from the studio to the institution, and comes back to the studio', async () => {
  const page = await visitor();
  const faults = faultsOf(page);
  await page.goto(`${site.origin}/sign-in?next=%2Fstudio`);
  await page.getByRole('button', { name: '경기도청 계정으로 로그인' }).waitFor();
  await expectFitting(page, 'sign-in with an institution');
  await begin(page);
  await be(page, '1001');
  await page.waitForURL(`${site.origin}/studio`);
  await page.getByRole('heading', { name: '강의 등록', level: 1 }).waitFor();
  expect(faults).toEqual([]);

  await page.goto(`${site.origin}/account`);
  await page.getByText('비밀번호 없이 기관 계정으로 로그인합니다.').waitFor();
  expect(await page.getByRole('heading', { name: '비밀번호 바꾸기' }).count()).toBe(0);
  await expectFitting(page, 'an account without a password');
  await page.goto(`${site.origin}/account/data`);
  await page.getByText('1001 · http://127.0.0.1').waitFor();
  await page.goto(`${site.origin}/account/second-factor`);
  await page.getByText('비밀번호 없이 기관 계정으로 로그인합니다.').waitFor();
  await page.goto(`${site.origin}/account/withdrawal`);
  await page.getByText('10분이 지나지 않았을 때만 탈퇴할 수 있습니다.').waitFor();
  await expectFitting(page, 'withdrawal without a password');
  await page.getByRole('button', { name: '탈퇴하기' }).press('Enter');
  await page.waitForURL(`${site.origin}/`);
  await page.getByRole('banner').getByRole('link', { name: '로그인' }).waitFor();
});

test('whose address the institution does not vouch for, and who says no there, are told so and may go on', async () => {
  const page = await visitor();
  await page.goto(`${site.origin}/sign-in?next=%2Fmy`);
  await begin(page);
  await be(page, '1002');
  await page.getByRole('alert').filter({ hasText: '기관에서 확인한 이메일이 없어' }).waitFor();
  await expectFitting(page, 'an address nobody vouches for');
  // where it was to lead is not forgotten
  expect(new URL(page.url()).searchParams.get('next')).toBe('/my');

  const other = await visitor();
  await other.goto(`${site.origin}/sign-in`);
  await begin(other);
  await other.getByRole('heading', { name: '기관 로그인' }).waitFor();
  await other.getByRole('button', { name: '취소' }).click();
  await other.getByRole('alert').filter({ hasText: '취소되었거나 허용되지 않았습니다.' }).waitFor();
  // an address tells of no other outcome
  await other.goto(`${site.origin}/sign-in?sso=%3Cimg%20src%3Dx%3E`);
  await other.getByRole('heading', { name: '로그인', level: 1 }).waitFor();
  expect(await other.getByRole('alert').count()).toBe(0);
});

test('a provider that is away is said to be, in English too', async () => {
  const port = await freePort('127.0.0.1');
  const own = await openSite({
    ...{ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: CLIENT.id },
    ...{ OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: 'Gyeonggi' },
  });
  const page = await visitor();
  await page.goto(`${own.origin}/sign-in`);
  await page.evaluate(() => localStorage.setItem('madang.language', 'en'));
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with Gyeonggi' }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor();
  await expectFitting(page, 'a provider that is away');
  await own.close();
});

test('the policy and what is consented to say what is kept of whom the institution knows', async () => {
  const page = await visitor();
  const faults = faultsOf(page);
  const main = page.getByRole('main');
  await page.goto(`${site.origin}/privacy`);
  const row = main.getByRole('row', { name: '경기도청 계정으로 로그인하는 회원' });
  await row
    .getByText('경기도청 로그인 서버가 회원을 구별하는 값(OpenID Connect의 sub)', { exact: false })
    .waitFor();
  await expectFitting(page, 'the policy');
  const resident = await (await site.signedIn(browser, 'resident')).newPage();
  await resident.goto(`${site.origin}/account/consents`);
  await resident.getByText('OpenID Connect의 sub', { exact: false }).waitFor();
  await expectFitting(resident, 'consents');
  expect(faults).toEqual([]);
  await Promise.all([page.context().close(), resident.context().close()]);
});
