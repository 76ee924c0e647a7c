/** A course's survey in real Chromium: staff make it and require it, somebody answers by keyboard, staff read what it comes to. */
import type { Locator } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { Browser as Visitor } from '../support/app.ts';
import { faultsOf } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openStage } from '../support/site.ts';

const { site, browser, close } = await openStage();
afterAll(close);
const { origin } = site;
const owner = await site.as('staff');
const courseId: string = (await owner('POST', '/api/courses', { title: '협치 입문' })).body.id;
const lectureId = await watchableLecture(site.context, owner, { courseId });

/** Somebody new who watched the lecture to its end. */
async function learner(): Promise<Visitor> {
  const visitor = await site.as('resident');
  const { body } = await visitor('POST', '/api/playback-sessions', { lectureId });
  site.time.now = new Date(site.time.now.getTime() + 100_000);
  const segments = [{ seq: 0, from: 0, to: 100, rate: 1, elapsedMs: 100_000 }];
  await visitor('POST', `/api/playback-sessions/${body.id}/played`, { segments, position: 100 });
  return visitor;
}

const expectFocus = (element: Locator) =>
  expect.poll(() => element.evaluate((one) => one === document.activeElement)).toBe(true);

test('staff make a survey from the usual questions, and the rule asks for it', async () => {
  const page = await (await site.signedIn(browser, 'staff')).newPage();
  const faults = faultsOf(page);
  await page.goto(`${origin}/studio/courses/${courseId}/rule`);
  expect(await page.getByRole('checkbox', { name: /만족도 조사/ }).isDisabled()).toBe(true);
  await page.getByRole('link', { name: '만족도 조사 만들기' }).click();
  await page.getByRole('button', { name: '기본 질문 넣기' }).click();
  await page.getByRole('button', { name: '질문 추가' }).click();
  const added = page.getByRole('group', { name: '질문 7' });
  await added.getByLabel('답하는 방법').selectOption('하나 고르기');
  await page.getByRole('button', { name: '저장하고 조사 시작' }).click();
  await added.getByText('질문 내용을 적어 주세요.').waitFor();
  await page.keyboard.type('어떻게 알고 오셨나요?');
  await added.getByLabel('보기 1', { exact: true }).fill('누리집');
  await page.getByRole('button', { name: '저장하고 조사 시작' }).click();
  await added.getByText('보기를 두 개 이상 적어 주세요.').waitFor();
  await expectFocus(added.getByLabel('보기 1', { exact: true }));
  await expectFitting(page, 'editor');
  await added.getByLabel('보기 2', { exact: true }).fill('이웃');
  await page.getByRole('button', { name: '질문 7: 위로' }).press('Enter');
  await expectFocus(page.getByRole('button', { name: '질문 6: 위로' }));
  // what is not saved yet is still there after a look at the results
  await page.getByText('저장하지 않은 내용이 있습니다.').waitFor();
  await page.getByRole('tab', { name: '결과' }).click();
  await page.getByText('아직 응답한 사람이 없습니다.').waitFor();
  await page.getByRole('tab', { name: '질문' }).click();
  await page.getByRole('button', { name: '저장하고 조사 시작' }).click();
  await page.getByText('받는 중').waitFor();
  expect(await page.getByText('저장하지 않은 내용이 있습니다.').count()).toBe(0);

  await page.getByRole('link', { name: '이수 기준' }).click();
  await page.getByRole('checkbox', { name: /만족도 조사/ }).check();
  await expectFitting(page, 'rule');
  await page.getByRole('button', { name: '바뀌는 내용 확인' }).click();
  await page.getByRole('button', { name: '이 기준으로 저장' }).click();
  await page.getByRole('row', { name: /^2/ }).getByText('90% 시청 · 만족도 조사').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('questions that are left by a link are there again, and those of somebody else are chosen between', async () => {
  const staff = await site.as('staff');
  const { id } = (await staff('POST', '/api/courses', { title: '두 사람의 과정' })).body;
  const page = await (await site.signedIn(browser, 'staff')).newPage();
  await page.goto(`${origin}/studio/courses`);
  const course = page.getByRole('listitem').filter({ hasText: '두 사람의 과정' });
  await course.getByRole('link', { name: '만족도 조사' }).click();
  await page.getByRole('button', { name: '기본 질문 넣기' }).click();
  const first = page.getByRole('group', { name: '질문 1' }).getByLabel('질문 내용 (필수)', { exact: true });
  await first.fill('어떠셨나요?');
  await page.getByRole('navigation', { name: '현재 경로' }).getByRole('link', { name: '과정' }).click();
  await course.waitFor();
  await page.goBack();
  await page.getByText('지난번에 저장하지 못한 내용을 이 브라우저에서 되살렸습니다.').waitFor();
  expect(await first.inputValue()).toBe('어떠셨나요?');
  expect(await page.getByRole('group', { name: /^질문 \d$/ }).count()).toBe(6);
  await expectFitting(page, 'brought');

  const path = `/api/courses/${id}/survey`;
  const asked = { kind: 'text', text: '바라는 점은?', textEn: '', required: false, options: [] };
  const saved = await staff('PUT', path, { questions: [asked], from: 0 });
  expect(saved.status).toBe(200);
  await page.getByRole('button', { name: '저장하고 조사 시작' }).click();
  const choice = page.getByRole('group', { name: '질문: 다른 사람이 고친 내용' });
  await choice.getByText('1. 바라는 점은?').waitFor();
  await expectFitting(page, 'theirs');
  await choice.getByRole('button', { name: '내 내용으로 저장' }).click();
  await choice.waitFor({ state: 'detached' });
  const stored = async () =>
    (await staff('GET', `${path}/settings`)).body.questions.map(({ text }: { text: string }) => text);
  await expect.poll(stored).toHaveLength(6);
  expect(await stored()).toContain('어떠셨나요?');
  await page.getByText('저장하지 않은 내용이 있습니다.').waitFor({ state: 'detached' });

  // what is not wanted any more is let go
  await first.fill('아니요');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole('button', { name: '저장된 질문으로 되돌리기' }).click();
  expect(await first.inputValue()).toBe('어떠셨나요?');
  await page.context().close();
});

test('somebody who watched all of it answers by keyboard, and has completed the course', async () => {
  const page = await (await site.withCookies(browser, (await learner()).cookies)).newPage();
  const faults = faultsOf(page);
  await page.goto(`${origin}/courses/${courseId}`);
  await page.getByText('왜 아직 이수가 아닌가요?').click();
  await page.getByText('과정을 이수하려면 답해야 합니다.').waitFor();
  await expectFitting(page, 'course');
  await page.getByRole('link', { name: '만족도 조사 답하기' }).waitFor();
  // 나의 강의실 names it as the one thing that is left
  await page.goto(`${origin}/my?tab=certificates`);
  await page.getByRole('link', { name: /만족도 조사/ }).press('Enter');

  const [first, choice] = [
    page.getByRole('group', { name: /^1\. 강의 내용/ }),
    page.getByRole('group', { name: /^6\. / }),
  ];
  await first.waitFor();
  await page.getByRole('button', { name: '답 보내기' }).press('Enter');
  const summary = page.getByRole('alert');
  await summary.getByText('아직 답하지 않은 필수 질문이 있습니다').waitFor();
  await expectFocus(summary);
  expect(await summary.getByRole('link').count()).toBe(6);
  await expectFitting(page, 'missing');

  await summary.getByRole('link').first().press('Enter');
  await page.keyboard.press('Space');
  expect(await first.getByRole('radio', { name: '매우 그렇다' }).isChecked()).toBe(true);
  for (let nth = 0; nth < 4; nth++) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await choice.getByRole('radio', { name: '누리집' }).isChecked()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.type('더 자주 열어 주세요');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('답해 주셔서 고맙습니다').waitFor();

  await page.getByRole('link', { name: '과정으로 가기' }).press('Enter');
  await page.getByText('모든 강의를 수강했습니다.').waitFor();
  await page.getByRole('button', { name: '이수증 발급' }).waitFor();
  await page.goto(`${origin}/courses/${courseId}/survey`);
  await page.getByText('이미 답하셨습니다').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('staff read the answers once five people gave theirs, in both languages', async () => {
  const page = await (await site.signedIn(browser, 'staff')).newPage();
  const faults = faultsOf(page);
  const results = `${origin}/studio/courses/${courseId}/survey?tab=results`;
  await page.goto(results);
  await page.getByText('이 질문을 받고 응답한 사람 1명').first().waitFor();
  expect(await page.getByText('더 자주 열어 주세요').count()).toBe(0);

  for (let nth = 0; nth < 4; nth++) {
    const visitor = await learner();
    const path = `/api/courses/${courseId}/survey`;
    const { id: surveyId } = (await visitor('GET', path)).body;
    const answers = [
      4,
      3,
      5,
      2,
      4,
      1,
      nth === 0 ? '주차가 어려웠습니다.\n다음에는 온라인도 함께 해 주세요.' : null,
    ];
    expect((await visitor('POST', `${path}/responses`, { surveyId, answers })).status).toBe(204);
  }
  await page.reload();
  const first = page.getByRole('main').locator('section').filter({ hasText: '강의 내용이' });
  await first.getByText('응답한 5명 가운데 5명이 답함 · 평균 4.20 / 5').waitFor();
  await first.getByText('4명 (80%)').waitFor();
  await page.getByText('더 자주 열어 주세요').waitFor();
  await expectFitting(page, 'results');
  await page.getByRole('button', { name: '만족도 조사: CSV 내려받기' }).click();
  await page.getByLabel('다운로드 사유').fill('운영위원회 보고');
  const file = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'CSV 내려받기' }).click();
  expect((await file).suggestedFilename()).toMatch(/^madang-survey-2026-11-\d\d\.csv$/);

  await page.evaluate(() => localStorage.setItem('madang.language', 'en'));
  await page.reload();
  await page.getByText('5 of 5 people answered this · mean 4.20 of 5').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});
