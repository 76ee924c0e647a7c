/** Forms in dialogs: what is at fault gets the focus, what the server refuses is said, and the form stays as it was. */
import type { Locator } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectFitting } from '../support/expect-fitting.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);

const hasFocus = (field: Locator) =>
  expect.poll(() => field.evaluate((one) => one.matches(':focus'))).toBe(true);

test('a course: faults get the focus one after the other, and one that is gone is said', async () => {
  const staff = await site.as('staff');
  const page = await (await site.signedIn(browser, 'staff')).newPage();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: '저장' });
  const title = dialog.getByLabel('제목 (필수)');
  await page.goto(`${site.origin}/studio/courses`);
  await page.getByRole('button', { name: '새 과정' }).click();
  await dialog.getByLabel('시청 비율(%) (필수)').fill('120');
  await save.click();
  await hasFocus(title);
  await title.fill('협치 입문');
  await title.press('Enter');
  await hasFocus(dialog.getByLabel('시청 비율(%) (필수)'));
  await dialog.getByLabel('시청 비율(%) (필수)').fill('80');
  await save.click();
  await dialog.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: '과정 편집' }).click();
  const [course] = (await staff('GET', '/api/courses')).body.items;
  await staff('DELETE', `/api/courses/${course.id}`);
  await title.fill('협치 심화');
  await save.click();
  await dialog.getByRole('alert').waitFor();
  expect(await title.inputValue()).toBe('협치 심화');
  expect(await save.getAttribute('aria-busy')).toBeNull();
  await expectFitting(page, 'refused');
  await dialog.getByRole('button', { name: '취소' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.context().close();
});

test('a question: the first field that is empty gets the focus, and one that is gone is said', async () => {
  const administrator = await site.as('administrator');
  const written = {
    category: '',
    categoryEn: '',
    question: '있나요?',
    questionEn: '',
    answer: '네',
    answerEn: '',
  };
  const { id } = (await administrator('POST', '/api/questions', written)).body;
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: '저장' });
  await page.goto(`${site.origin}/admin/questions`);
  await page.getByRole('button', { name: '고치기: 있나요?' }).click();
  const answer = dialog.getByLabel('답변 (필수)');
  await answer.fill('');
  await save.click();
  await hasFocus(answer);
  await answer.fill('아니요');
  await administrator('DELETE', `/api/questions/${id}`);
  await save.click();
  await dialog.getByRole('alert').waitFor();
  expect(await answer.inputValue()).toBe('아니요');
  await page.context().close();
});

test('a file: the reason that is missing gets the focus, and what is wrong is said at it', async () => {
  const page = await (await site.signedIn(browser, 'administrator')).newPage();
  const dialog = page.getByRole('dialog');
  await page.goto(`${site.origin}/admin/statistics`);
  await page
    .getByRole('button', { name: /엑셀 내려받기/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: '엑셀 내려받기' }).click();
  await hasFocus(dialog.getByLabel('다운로드 사유 (필수)'));
  await dialog.getByText('다운로드 사유를 적어 주세요.').waitFor();
  await page.context().close();
});
