/** Two people edit one lecture in real Chromium: both are told, and the text of neither is lost. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser as Visitor } from '../support/app.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openSite } from '../support/site.ts';

const WAIT = { timeout: 60_000 };

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let staff: Visitor;
let path: string;

beforeAll(async () => {
  api = await openSite();
  browser = await launchBrowser();
  staff = await api.as('staff');
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

/** An administrator's editor of a new lecture, which the member of staff then changes. */
async function editor(tab: string): Promise<Page> {
  const { body } = await staff('POST', '/api/lectures', { title: '협치', venue: '수원' });
  path = `/api/lectures/${body.id}`;
  const page = await (await api.signedIn(browser, 'administrator')).newPage();
  await page.goto(`${api.origin}/studio/lectures/${body.id}?tab=${tab}`);
  return page;
}
const stored = async () => (await staff('GET', path)).body;
/** Has somebody else save at an address a moment before what is typed here next arrives there. */
const meanwhile = (page: Page, address: string, save: () => Promise<unknown>) =>
  page.route(
    `**${address}`,
    async (route) => {
      await save();
      await route.continue();
    },
    { times: 1 },
  );

test('what both changed is chosen by whoever comes later; what only one changed is taken over', async () => {
  const page = await editor('info');
  const faults = faultsOf(page);
  const title = page.getByLabel('제목 (필수)', { exact: true });
  await title.waitFor();
  await meanwhile(page, path, () => staff('PATCH', path, { title: '협치란', venue: '의정부' }));
  await title.fill('협치 입문');
  const choice = page.getByRole('group', { name: '제목: 다른 사람이 고친 내용' });
  await choice.getByText('협치란').waitFor();
  await choice.getByText('다른 사람이 먼저 고쳤습니다.').waitFor();
  expect(await page.getByLabel('장소', { exact: true }).inputValue()).toBe('의정부');
  await expectFitting(page);
  // others can still be changed meanwhile, and are saved
  await page.getByLabel('강사', { exact: true }).fill('김도민');
  await expect.poll(async () => (await stored()).instructor, WAIT).toBe('김도민');
  expect((await stored()).title).toBe('협치란');
  await choice.getByRole('button', { name: '내 내용으로 저장' }).press('Enter');
  await expect.poll(async () => (await stored()).title, WAIT).toBe('협치 입문');
  await choice.waitFor({ state: 'detached' });
  expect(await stored()).toMatchObject({ venue: '의정부', instructor: '김도민' });

  await meanwhile(page, path, () => staff('PATCH', path, { title: '협치의 뜻' }));
  await title.fill('협치 기초');
  await choice.getByRole('button', { name: '이 내용으로 바꾸기' }).press('Enter');
  expect(await title.inputValue()).toBe('협치의 뜻');
  await page.getByText(/저장됨$/).waitFor();
  expect((await stored()).title).toBe('협치의 뜻');
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

test('chapters: the other list is shown beside, and one of the two is chosen', async () => {
  const page = await editor('chapters');
  await page.getByRole('button', { name: '목차 추가' }).click();
  const row = page.getByRole('group', { name: '1번째 목차' });
  const items = [{ start: 0, title: '여는 말', titleEn: '' }];
  await meanwhile(page, `${path}/chapters`, () => staff('PUT', `${path}/chapters`, { items }));
  await row.getByLabel('시작 시간').fill('1:00');
  await row.getByLabel('목차 제목', { exact: true }).fill('협치란');
  await row.getByLabel('목차 제목 (영어)').fill('What it is');
  const choice = page.getByRole('group', { name: '목차: 다른 사람이 고친 내용' });
  await choice.getByText('0:00 여는 말').waitFor();
  await expectFitting(page);
  await choice.getByRole('button', { name: '이 내용으로 바꾸기' }).click();
  expect(await row.getByLabel('목차 제목', { exact: true }).inputValue()).toBe('여는 말');
  expect((await staff('GET', `${path}/chapters`)).body.items).toHaveLength(1);
});

test('who else has it open is said, and what they change arrives by itself', async () => {
  const page = await editor('info');
  const { name } = (await staff('GET', '/api/session')).body.account;
  await staff('PUT', `${path}/editing`, {});
  await page.reload();
  await page.getByText(`${name}님도 지금 이 강의를 편집하고 있습니다.`).waitFor();
  await staff('PATCH', path, { venue: '고양' });
  await expect.poll(() => page.getByLabel('장소', { exact: true }).inputValue(), WAIT).toBe('고양');
});

test('what is published elsewhere is what stands under 공개, and is not undone by saving there', async () => {
  const page = await editor('publish');
  await page.getByText('지금은 담당자만 볼 수 있습니다.').waitFor();
  await staff('PATCH', path, { visibility: 'unlisted', publicUntil: '2999-03-01T00:00:00.000Z' });
  await page.getByText('지금 주소를 아는 사람은 누구나 볼 수 있습니다.').waitFor(WAIT);
  expect(await page.getByRole('radio', { name: '주소를 아는 사람' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: '공개 설정 저장' }).press('Enter');
  await page.getByText('공개 설정을 저장했습니다.').waitFor();
  expect(await stored()).toMatchObject({
    visibility: 'unlisted',
    publicUntil: '2999-03-01T00:00:00.000Z',
  });
});

test('publishing that both chose is told, and chosen by whoever comes later', async () => {
  const page = await editor('publish');
  const faults = faultsOf(page);
  const choice = page.getByRole('group', { name: '공개: 다른 사람이 고친 내용' });
  const save = page.getByRole('button', { name: '공개하기' });
  await page.getByRole('radio', { name: '로그인한 사람' }).check();
  await meanwhile(page, path, () => staff('PATCH', path, { visibility: 'unlisted' }));
  await save.press('Enter');
  await choice.getByText('지금 주소를 아는 사람은 누구나 볼 수 있습니다.').waitFor();
  expect((await stored()).visibility).toBe('unlisted');
  expect(await page.getByRole('radio', { name: '로그인한 사람' }).isChecked()).toBe(true);
  await expectFitting(page);
  await choice.getByRole('button', { name: '내 내용으로 저장' }).press('Enter');
  await expect.poll(async () => (await stored()).visibility, WAIT).toBe('signed_in');
  await choice.waitFor({ state: 'detached' });

  await page.getByRole('radio', { name: '누구나', exact: true }).check();
  await meanwhile(page, path, () => staff('PATCH', path, { visibility: 'audience' }));
  await page.getByRole('button', { name: '공개 설정 저장' }).press('Enter');
  await choice.getByRole('button', { name: '이 내용으로 바꾸기' }).press('Enter');
  expect(await page.getByRole('radio', { name: '교육 대상에 드는 사람' }).isChecked()).toBe(true);

  await meanwhile(page, path, () => staff('PATCH', path, { visibility: 'public' }));
  await page.getByRole('button', { name: '비공개로 바꾸기' }).press('Enter');
  await page.getByText('다른 사람이 먼저 바꿨습니다.').waitFor();
  await page.getByText('지금 누구나 볼 수 있습니다.').waitFor();
  expect((await stored()).visibility).toBe('public');
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

test('a date is typed digit after digit: its year has four', async () => {
  const page = await editor('publish');
  const from = page.getByLabel('공개 시작');
  await from.focus();
  // whatever the order of the parts is
  await page.keyboard.type('111111111111A');
  expect(await from.inputValue()).toBe('1111-11-11T11:11');
});

test('whoever does not manage a lecture is told so, and finds nothing to type into', async () => {
  await editor('info');
  const { body } = await staff('GET', path);
  const page = await (await api.signedIn(browser, 'staff')).newPage();
  await page.goto(`${api.origin}/studio/lectures/${body.id}?tab=info`);
  const main = page.getByRole('main');
  await main.getByText('이 작업을 할 권한이 없습니다.').first().waitFor();
  await expect.poll(() => main.getByRole('textbox').count()).toBe(0);
});
