/** What administrators do with people, rules and the access log, and what of it residents see, in real Chromium. */
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '../../server/database/schema/schema.ts';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { TITLES, watchKnown } from '../support/known-viewing.ts';
import { mailLinks } from '../support/links.ts';
import { openSite } from '../support/site.ts';

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let courseId: string;

beforeAll(async () => {
  api = await openSite();
  const today = api.time.now;
  ({ courseId } = await watchKnown(api));
  api.time.now = today;
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const administrator = async (width = 1280): Promise<Page> =>
  (await api.signedIn(browser, 'administrator', { viewport: { width, height: 800 } })).newPage();

/** Somebody at a browser of their own who is not signed in. */
const passerBy = async (): Promise<Page> =>
  (await browser.newContext({ locale: 'ko-KR', viewport: { width: 360, height: 800 } })).newPage();

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${api.origin}/sign-in?next=/my`);
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill('a long password');
  await page.getByRole('main').getByRole('button', { name: '로그인' }).click();
  await page.waitForURL('**/my');
}

/** What the table on the page says, row by row. */
async function rowsOf(page: Page): Promise<string[]> {
  const rows = page.getByRole('main').locator('tbody tr');
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((row) => row.replace(/\s+/gu, ' '));
}

/** Nothing on the page is wrong, nor wider than it. */
async function expectFit(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0)); // what the bar at the top covers is not too small
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, page.url()).toBeLessThanOrEqual(0);
}

test.each([1280, 360])(
  'who watched what is found, opened and taken along, and all of it is in the log: %s px',
  async (width) => {
    const page = await administrator(width);
    const faults = faultsOf(page);
    const main = page.getByRole('main');
    const rows = () => main.locator('tbody tr').allInnerTexts();
    await page.goto(`${api.origin}/admin/learners`);
    await main.getByText('총 4건').waitFor();
    await expectFit(page);

    await main.getByLabel('이수 여부').selectOption('미이수');
    await main.getByLabel('시·군').selectOption('용인');
    await main.getByRole('button', { name: '찾기' }).click();
    await main.getByText('총 2건').waitFor();
    expect(page.url()).toContain('region=yongin');
    const found = (await rows()).map((row) => row.replace(/\s+/gu, ' '));
    expect(found.find((row) => row.includes(TITLES[0]))).toMatch(/yongin .*60% .*1분 .*미이수/u);
    expect(found.find((row) => row.includes(TITLES[1]))).toMatch(/50% .*50초/u);

    // a file only for a reason
    await main.getByRole('button', { name: '학습자 목록: CSV 내려받기' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'CSV 내려받기' }).click();
    await dialog.getByText('사유를 적어 주세요', { exact: false }).waitFor();
    await dialog.getByLabel('다운로드 사유').fill(`의회 요구 자료 ${width}`);
    await expectFit(page);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'CSV 내려받기' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(1 + 2);
    expect(lines.join()).not.toContain('suwon');

    await main.getByRole('link', { name: 'yongin' }).first().click();
    await main.getByRole('heading', { name: 'yongin 님의 수강 현황' }).waitFor();
    await main.getByText('90% 중 60% 시청').waitFor();
    await main.getByText('안 본 구간 1:00–1:40').waitFor();
    await main.getByRole('button', { name: '모든 기기에서 로그아웃' }).waitFor();
    await expectFit(page);

    await page.goto(`${api.origin}/admin/audit`);
    await main.getByRole('row', { name: `의회 요구 자료 ${width}` }).waitFor();
    const entries = (await rows()).map((row) => row.replace(/\s+/gu, ' '));
    expect(entries[0]).toContain('회원이 로그인한 기기를 보았습니다');
    expect(entries[1]).toContain('수강 현황을 보았습니다');
    expect(entries[1]).toContain('yongin');
    expect(entries[2]).toMatch(/학습자 목록을 내려받았습니다 CSV · 2행 · 이메일 포함 · 조건: 미이수, 용인/u);
    await expectFit(page);
    await main.getByLabel('한 일').selectOption('학습자 목록을 내려받았습니다');
    await main.getByRole('button', { name: '찾기' }).click();
    await page.waitForURL(/action=learners\.exported/);
    await expect.poll(async () => (await rows()).every((row) => row.includes('내려받았습니다'))).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

test('a lecture’s and a course’s tables are taken along, few people withheld', async () => {
  const page = await administrator();
  const main = page.getByRole('main');
  const save = async (name: string) => {
    await main.getByRole('button', { name: `${name}: CSV 내려받기` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('다운로드 사유').fill('월례 보고');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'CSV 내려받기' }).click();
    return readFileSync(await (await download).path(), 'utf8');
  };
  const week = '?from=2026-11-16&to=2026-11-22';
  await page.goto(`${api.origin}/admin/statistics/courses/${courseId}${week}`);
  await main.getByRole('button', { name: '표로 보기' }).click();
  expect(await save('강의별')).toContain(`\r\n${TITLES[0]},<5,<5,*,<5\r\n`);
  await main.getByRole('link', { name: TITLES[0] }).click();
  expect(await save('대상별')).toContain('\r\n도민,<5,*,<5\r\n');
  expect(await save('시·군별')).toContain('\r\n수원,<5,*,<5\r\n');
  await main.getByRole('button', { name: '표로 보기' }).nth(1).click();
  expect((await save('구간별 시청')).split('\r\n')).toHaveLength(1 + 100 + 1);
  await main.getByRole('button', { name: '표로 보기' }).first().click();
  expect(await save('날짜별')).toContain('\r\n2026-11-16,<5,<5,*,<5\r\n');
  await page.context().close();
});

test.each([1280, 360])(
  'somebody is signed out on one device, then on all, by keyboard: %s px',
  async (width) => {
    const [phone, office] = [await passerBy(), await passerBy()];
    for (const device of [phone, office]) await signIn(device, 'suwon@example.org');
    const page = await administrator(width);
    const faults = faultsOf(page);
    const main = page.getByRole('main');
    await page.goto(`${api.origin}/admin/people`);
    await main.getByLabel('이름 또는 이메일').fill('suwon@example.org');
    await page.keyboard.press('Enter');
    await main.getByRole('link', { name: 'suwon' }).press('Enter');
    const end = main.getByRole('button', { name: 'Chrome · 리눅스 로그아웃' });
    await expect.poll(() => end.count()).toBe(2);
    await expectFit(page);
    await end.first().press('Enter');
    await page.getByRole('status').filter({ hasText: 'Chrome · 리눅스에서 로그아웃했습니다.' }).waitFor();
    await expect.poll(() => end.count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('로그아웃시키면');

    await main.getByRole('button', { name: '모든 기기에서 로그아웃' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'suwon 님을 모든 기기에서 로그아웃시킬까요?' });
    await dialog.waitFor();
    await expectFit(page);
    await dialog.getByRole('button', { name: '모든 기기에서 로그아웃' }).press('Enter');
    await main.getByText('로그인한 기기가 없습니다.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('모든 기기에서 로그아웃');
    for (const device of [phone, office]) {
      await device.goto(`${api.origin}/account`);
      await device.getByRole('main').getByRole('link', { name: '로그인' }).waitFor();
    }
    await page.goto(`${api.origin}/admin/audit?subject=suwon@example.org`);
    const acts = (await rowsOf(page)).filter((row) => row.includes('로그아웃시켰습니다'));
    expect(acts[0]).toMatch(/회원을 모든 기기에서 로그아웃시켰습니다 기기 \d대 .*suwon/);
    expect(acts[1]).toMatch(/회원을 한 기기에서 로그아웃시켰습니다 .*suwon/);
    expect(faults).toEqual([]);
    for (const device of [page, phone, office]) await device.context().close();
  },
);

test('what another rule changes is seen before it is saved, and whoever meets it has completed', async () => {
  const resident = await passerBy();
  await signIn(resident, 'yongin@example.org');
  const mine = resident.getByRole('main');
  await mine.getByText('90% 중 60% 시청').waitFor();
  await mine.getByText('90% 중 50% 시청').waitFor();
  await expectFit(resident);

  const page = await administrator();
  const main = page.getByRole('main');
  await page.goto(`${api.origin}/studio/courses/${courseId}/rule`);
  const share = main.getByLabel('시청 비율(%)');
  await share.fill('5');
  await main.getByRole('button', { name: '바뀌는 내용 확인' }).click();
  await main.getByText('10에서 100 사이의 숫자를 넣어 주세요.').waitFor();
  await share.fill('50');
  await main.getByRole('button', { name: '바뀌는 내용 확인' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('이 과정을 수강한 사람').waitFor();
  const effect = await dialog
    .locator('dl')
    .last()
    .locator('div')
    .evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent)));
  expect(effect).toEqual([
    ['이 과정을 수강한 사람', '3명'],
    ['지금까지 과정을 이수한 사람', '1명'],
    ['저장하면 바로 이수하는 사람', '1명'],
    ['지금보다 더 해야 하는 사람', '0명'],
  ]);
  await expectFit(page);
  await dialog.getByRole('button', { name: '이 기준으로 저장' }).click();
  await main.getByRole('row', { name: '2 (지금) 50% 시청' }).waitFor();
  await expectFit(page);

  await resident.reload();
  await mine.getByText('수강 중인 강의가 없습니다').waitFor();
  await mine.getByRole('tab', { name: '수강 완료' }).click();
  for (const title of TITLES) await mine.getByRole('link', { name: title }).waitFor();
  await page.context().close();
  await resident.context().close();
});

test('whoever signs up may say whom they belong to and where they live, and is found by it', async () => {
  const page = await passerBy();
  const faults = faultsOf(page);
  const main = page.getByRole('main');
  await page.goto(`${api.origin}/sign-up`);
  await main.getByLabel('이메일').fill('paju@example.org');
  await main.getByLabel('이름').fill('파주댁');
  await main.getByLabel('(선택) 교육 대상과 시·군의 수집·이용에 동의합니다.').check();
  await main.getByLabel('교육 대상', { exact: true }).selectOption('지역사회보장협의체 위원');
  await main.getByLabel('사는 시·군').selectOption('파주');
  await main.getByLabel('만 14세 이상입니다.').check();
  await main.getByLabel('(필수) 개인정보 수집·이용에 동의합니다.').check();
  await expectFit(page);
  await main.getByRole('button', { name: '메일 받기' }).click();
  await main.getByText('요청을 받았습니다: paju@example.org').waitFor();
  const [mail] = await mailLinks(api.context);
  await page.goto(/http\S+#\S+/.exec(mail?.text ?? '')?.[0] ?? '');
  await main.getByLabel('비밀번호', { exact: true }).fill('a long password');
  await main.getByRole('button', { name: '회원가입 마치기' }).click();
  await page.waitForURL(`${api.origin}/`);
  const made = await api.context.db.select().from(accounts).where(eq(accounts.name, '파주댁'));
  expect(made).toMatchObject([{ audience: 'social_security_council', region: 'paju' }]);
  expect(faults).toEqual([]);
  await page.context().close();

  const other = await administrator();
  await other.goto(`${api.origin}/admin/people`);
  await other.getByLabel('이름 또는 이메일').fill('파주');
  await other.getByRole('button', { name: '찾기' }).click();
  await other.getByRole('main').getByText('총 1명').waitFor();
  // somebody’s page that cannot be had shows nobody else’s
  await other.getByRole('link', { name: '파주댁' }).click();
  await other.getByText('아직 수강한 강의가 없습니다.').waitFor();
  await other.route('**/api/accounts/**', (route) => route.abort('internetdisconnected'));
  await other.goBack();
  await other.getByRole('link', { name: '파주댁' }).click();
  await other.getByRole('alert').getByText('서버에 연결하지 못했습니다.').waitFor();
  await other.context().close();
});

test('on a phone the list of people is no wider than the phone', async () => {
  const page = await administrator(360);
  await page.goto(`${api.origin}/admin/people`);
  const list = page.getByRole('region', { name: '권한 관리' });
  await list
    .getByRole('button', { name: /^권한 바꾸기/ })
    .first()
    .waitFor();
  expect(await list.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  await expectFit(page);
  await page.context().close();
});

test.each([1280, 1024])('of an administrator’s menu nothing is out of sight: %s px', async (width) => {
  const page = await administrator(width);
  await page.goto(`${api.origin}/admin/statistics`);
  const menu = page.getByRole('navigation', { name: '담당자 메뉴' });
  await menu.getByRole('link', { name: '운영 현황' }).waitFor();
  const ends = await menu
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getBoundingClientRect().right));
  expect(Math.max(...ends)).toBeLessThanOrEqual(width);
  expect(await menu.evaluate((row) => row.scrollWidth - row.clientWidth)).toBe(0);
  await page.context().close();
});
