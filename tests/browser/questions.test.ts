/** 자주 묻는 질문: read with a keyboard, written and put in order by administrators. */
import { afterAll, expect, test } from 'vitest';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);

test('questions are written, put in order, read and removed', async () => {
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  const faults = faultsOf(page);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  await page.goto(`${site.origin}/faq`);
  await main.getByText('등록된 질문이 없습니다').waitFor();
  await page.goto(`${site.origin}/admin/questions`);
  await main.getByText('아직 쓴 질문이 없습니다.').waitFor();
  for (const [question, answer, category] of [
    ['회원가입을 해야 하나요?', '아니요.\n\n- 보기만 할 때\n- 이어볼 때', '회원'],
    ['이수증은 어디에서 받나요?', '나의 강의실에서 받습니다. <b>', '이수증'],
    ['비밀번호를 잊었어요', '다시 정할 수 있습니다.', '회원'],
  ] as const) {
    await main.getByRole('button', { name: '질문 쓰기' }).click();
    await dialog.getByRole('button', { name: '저장' }).click();
    expect(await dialog.getByText('필수 입력 항목입니다.').count()).toBe(2);
    await dialog.getByLabel('질문 (필수)').fill(question);
    await dialog.getByLabel('답변 (필수)').fill(answer);
    await dialog.getByLabel('분류', { exact: true }).fill(category);
    if (category === '이수증') await expectFitting(page, 'the form');
    await dialog.getByRole('button', { name: '저장' }).click();
    await main.getByText(question).waitFor();
  }
  const rows = () => main.getByRole('list').last().getByRole('listitem').allInnerTexts();
  // by keyboard, and the focus stays where it was pressed
  const up = main.getByRole('button', { name: '위로: 비밀번호를 잊었어요' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await rows())[1]).toContain('비밀번호');
  expect(await up.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await rows())[0]).toContain('비밀번호');
  expect(await up.getAttribute('aria-disabled')).toBe('true');
  await expectFitting(page, 'in order');

  await page.goto(`${site.origin}/faq`);
  await main.getByRole('heading', { level: 2 }).first().waitFor();
  expect(await main.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['회원', '이수증']);
  const summary = main.locator('summary').nth(1);
  const answer = main.getByText('아니요.');
  expect(await answer.isVisible()).toBe(false);
  await summary.focus();
  await page.keyboard.press('Enter');
  await answer.waitFor();
  expect(await main.getByRole('listitem').filter({ hasText: '이어볼 때' }).isVisible()).toBe(true);
  await expectFitting(page, 'open');
  await page.keyboard.press(' ');
  await answer.waitFor({ state: 'hidden' });
  await main.getByLabel('질문과 답변에서 찾기').fill('나의 강의실');
  await expect.poll(() => main.locator('summary').count()).toBe(1);
  await main.getByLabel('질문과 답변에서 찾기').fill('없는 말');
  await main.getByText('검색 결과가 없습니다').waitFor();

  await page.goto(`${site.origin}/admin/questions`);
  await main.getByRole('button', { name: '고치기: 비밀번호를 잊었어요' }).click();
  await dialog.getByLabel('질문(영문)').fill('I forgot my password');
  await dialog.getByRole('button', { name: '저장' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.evaluate(() => localStorage.setItem('madang.language', 'en'));
  await page.goto(`${site.origin}/faq`);
  await main.getByText('I forgot my password').waitFor();
  await page.evaluate(() => localStorage.setItem('madang.language', 'ko'));
  await page.goto(`${site.origin}/admin/questions`);
  await main.getByRole('button', { name: '삭제: 비밀번호를 잊었어요' }).click();
  await dialog.getByRole('button', { name: '삭제' }).click();
  await expect.poll(async () => (await rows()).length).toBe(2);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('of two administrators who edit a question the second is told, and keeps the text', async () => {
  const [one, other] = [
    await (await site.signedIn(browser, 'administrator')).newPage(),
    await (await site.signedIn(browser, 'administrator')).newPage(),
  ];
  const opened = async (page: typeof one) => {
    await page.goto(`${site.origin}/admin/questions`);
    await page
      .getByRole('button', { name: /^고치기: / })
      .first()
      .click();
    return page.getByRole('dialog').getByLabel('답변 (필수)');
  };
  const [mine, theirs] = [await opened(one), await opened(other)];
  await mine.fill('첫째의 답');
  await theirs.fill('둘째의 답');
  const dialogs = [one, other].map((page) => page.getByRole('dialog'));
  await dialogs[0]?.getByRole('button', { name: '저장', exact: true }).click();
  await dialogs[0]?.waitFor({ state: 'hidden' });
  await dialogs[1]?.getByRole('button', { name: '저장', exact: true }).click();
  const choice = other.getByRole('group', { name: '답변: 다른 사람이 고친 내용' });
  await choice.getByText('첫째의 답').waitFor();
  expect(await theirs.inputValue()).toBe('둘째의 답');
  await expectFitting(other, 'to be chosen');
  await choice.getByRole('button', { name: '내 내용 남기기' }).click();
  await dialogs[1]?.getByRole('button', { name: '저장', exact: true }).click();
  await dialogs[1]?.waitFor({ state: 'hidden' });
  await one.goto(`${site.origin}/faq`);
  await one.getByText('둘째의 답').waitFor({ state: 'attached' });
  await Promise.all([one.context().close(), other.context().close()]);
});
