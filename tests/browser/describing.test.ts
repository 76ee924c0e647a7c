/** All that can be said of a lecture, in Korean and English: typed by keyboard, saved by itself, read by residents. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';

const TYPED = {
  '제목 (필수)': '마을과 자치',
  '제목 (영어)': 'Villages and self-government',
  소개: '마을이 스스로 정하는 법을 배웁니다.',
  '소개 (영어)': 'How a village decides for itself.',
  강사: '김도민',
  '강사 (영어)': 'Domin Kim',
  장소: '수원 111CM',
  '장소 (영어)': '111CM, Suwon',
  '교육한 날': '2026-11-20',
  분야: '자치',
  '분야 (영어)': 'Self-government',
  태그: '마을, 주민자치',
  '태그 (영어)': 'village, council',
  '과정에서의 순서': '2',
} as const;

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
beforeAll(async () => {
  api = await openSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

test('what is typed is there after a reload, and residents read it in their language', async () => {
  const staff = await api.as('administrator');
  const course = (await staff('POST', '/api/courses', { title: '주민자치 입문', titleEn: 'Local democracy' }))
    .body.id;
  await watchableLecture(api.context, staff, { title: '첫 강의', courseId: course, courseOrder: 1 });
  const id = await watchableLecture(api.context, staff, { title: '이름 없는 강의' });
  const page = await (await api.signedIn(browser, 'administrator')).newPage();
  const faults = faultsOf(page);
  await page.goto(`${api.origin}/studio/lectures/${id}?tab=info`);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  for (const [label, text] of Object.entries(TYPED)) await field(label).fill(text);
  await field('교육 대상').selectOption({ label: '공무원' });
  await field('과정').selectOption({ label: '주민자치 입문' });
  await page.getByText(/^\d\d:\d\d 저장됨$/).waitFor();
  await expect
    .poll(async () => (await staff('GET', `/api/lectures/${id}`)).body)
    .toMatchObject({
      ...{ title: '마을과 자치', titleEn: 'Villages and self-government', audience: 'official' },
      ...{
        tags: ['마을', '주민자치'],
        tagsEn: ['village', 'council'],
        field: '자치',
        fieldEn: 'Self-government',
      },
      ...{ sessionDate: '2026-11-20', courseId: course, courseOrder: 2 },
    });

  // what makes no sense is said beside it, and is not saved
  await field('과정에서의 순서').fill('둘');
  await page.getByText('1에서 10000 사이의 숫자를 넣어 주세요.').waitFor();
  await field('제목 (필수)').fill(' ');
  await page.getByText('필수 입력 항목입니다.').waitFor();
  await expectFitting(page);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('지난번에 저장하지 못한 내용을 이 브라우저에서 되살렸습니다.').waitFor();
  await field('과정에서의 순서').fill(TYPED['과정에서의 순서']);
  await field('제목 (필수)').fill(TYPED['제목 (필수)']);
  await page.getByText('고친 내용은 저절로 저장됩니다.').locator('visible=true').waitFor();
  for (const [label, text] of Object.entries(TYPED))
    await expect.poll(() => field(label).inputValue(), { message: label }).toBe(text);

  for (const [language, words] of [
    ['ko', ['마을과 자치', '마을이 스스로 정하는 법을 배웁니다.', '김도민', '수원 111CM', '2026. 11. 20.']],
    [
      'en',
      ['Villages and self-government', 'How a village decides for itself.', 'Domin Kim', '111CM, Suwon'],
    ],
  ] as const) {
    const resident = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
    await resident.addInitScript((words) => localStorage.setItem('madang.language', words), language);
    await resident.goto(`${api.origin}/lectures/${id}`);
    for (const text of words) await resident.getByRole('main').getByText(text).first().waitFor();
    await resident.goto(`${api.origin}/courses/${course}`);
    const listed = resident.getByRole('main').getByRole('link', { name: words[0] });
    await listed.first().waitFor();
    expect(await resident.getByRole('main').innerText()).toMatch(new RegExp(`첫 강의[^]*${words[0]}`));
    await resident.context().close();
  }
  expect(faults).toEqual([]);
});
