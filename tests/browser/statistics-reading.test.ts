/** How pages of statistics speak in real Chromium: titles in the reader's language, what is wrong in an address, ways back. */
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { courses, lectures } from '../../server/database/schema/schema.ts';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { insertCourse, setCounters, setRetention, type Viewing } from '../support/counters.ts';
import { openSite } from '../support/site.ts';

const STATISTICS = '/admin/statistics';
const DAYS = 'from=2026-10-01&to=2026-10-31';
const KOREAN = ['협치 입문', '첫째 강의', '둘째 강의'];

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let courseId: string;
let lectureIds: string[];

beforeAll(async () => {
  api = await openSite();
  const { db } = api.context;
  ({ courseId, lectureIds } = await insertCourse(db, '가나', []));
  await db.update(courses).set({ titleEn: 'Co-governance' }).where(eq(courses.id, courseId));
  for (const [nth, id] of lectureIds.entries()) {
    const titles = { title: KOREAN[nth + 1] ?? '', titleEn: ['First talk', 'Second talk'][nth] ?? '' };
    await db.update(lectures).set(titles).where(eq(lectures.id, id));
  }
  const viewing = (person: number, lecture: number): Viewing => ({
    ...{ viewerId: `00000000-0000-4000-8000-0000000000${10 + person}`, staff: false, hour: 9, views: 1 },
    ...{ audience: 'official', region: 'suwon', watchedMs: 60_000, completions: 0, day: '2026-10-05' },
    lectureId: lectureIds[lecture] ?? '',
  });
  const people = Array.from({ length: 8 }, (_, person) => [viewing(person, 0), viewing(person, 1)]);
  await setCounters(db, people.flat());
  await setRetention(db, lectureIds[0] ?? '', [[0, 60]]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

async function administrator(language: 'ko' | 'en' = 'ko'): Promise<Page> {
  const context = await api.signedIn(browser, 'administrator', { viewport: { width: 1280, height: 800 } });
  await context.addInitScript((words) => localStorage.setItem('madang.language', words), language);
  return context.newPage();
}

test('titles are in English where there are any, in headings, tables and sentences', async () => {
  const page = await administrator('en');
  const faults = faultsOf(page);
  const [first, second] = lectureIds;
  const both = ['First talk', 'Second talk'];
  const pages: [path: string, words: string[]][] = [
    [`?${DAYS}`, both],
    [`/lectures/${first}?${DAYS}`, ['First talk']],
    [`/comparison?${DAYS}&first=${first}&second=${second}`, both],
    [`/courses?${DAYS}`, ['Co-governance']],
    [`/courses/${courseId}?${DAYS}`, ['Co-governance', ...both]],
    ['/months/2026-10', ['Co-governance', ...both]],
  ];
  for (const [path, words] of pages) {
    await page.goto(`${api.origin}${STATISTICS}${path}`);
    const main = page.getByRole('main');
    for (const word of words) await main.getByText(word).first().waitFor();
    await page.waitForLoadState('networkidle');
    const text = await main.innerText();
    for (const korean of KOREAN) expect(text, path).not.toContain(korean);
    expect(await page.title(), path).not.toMatch(/강의|협치 입문/u);
  }
  expect(faults).toEqual([]);
});

test('a deleted lecture is compared as before', async () => {
  const page = await administrator();
  const [first = '', second = ''] = lectureIds;
  const { db } = api.context;
  await db.update(lectures).set({ deletedAt: api.time.now }).where(eq(lectures.id, second));
  await page.goto(`${api.origin}${STATISTICS}/comparison?${DAYS}&first=${first}&second=${second}`);
  await page.getByRole('link', { name: '둘째 강의' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
  await db.update(lectures).set({ deletedAt: null }).where(eq(lectures.id, second));
});

test('a period in the address that makes no sense is said at its field, and what is shown instead', async () => {
  const page = await administrator();
  await page.goto(`${api.origin}${STATISTICS}?from=2026-11-20&to=2026-11-01`);
  const to = page.getByLabel('종료일', { exact: true });
  await to.waitFor();
  expect([await page.getByLabel('시작일', { exact: true }).inputValue(), await to.inputValue()]).toEqual([
    '2026-11-20',
    '2026-11-01',
  ]);
  expect(await to.getAttribute('aria-invalid')).toBe('true');
  await page.getByText('종료일이 시작일보다 빠릅니다.').waitFor();
  const instead = page.getByText(/주소에 적힌 기간을 볼 수 없어 최근 30일/u);
  await instead.waitFor();
  await to.fill('2026-11-21');
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await page.waitForURL(/from=2026-11-20&to=2026-11-21/u);
  expect(await instead.count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test.each([
  ['/lectures/00000000-0000-4000-8000-000000000000', STATISTICS],
  ['/lectures/no-such-thing', STATISTICS],
  ['/courses/no-such-thing', `${STATISTICS}/courses`],
])('at %s is the way back, and nothing to try again', async (path, back) => {
  const page = await administrator();
  await page.goto(`${api.origin}${STATISTICS}${path}?${DAYS}`);
  const note = page.getByRole('main').getByRole('alert');
  await note.waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('button', { name: '다시 시도' }).count()).toBe(0);
  expect(await note.count()).toBe(1);
  await note.getByRole('link').click();
  await page.waitForURL(`${api.origin}${back}?${DAYS}`);
});

test('the numbers of one day have no line from day to day', async () => {
  const page = await administrator();
  const lines = page.getByRole('main').locator('dl svg[viewBox="0 0 100 24"]');
  const empty = page
    .getByRole('main')
    .locator('dl dd')
    .filter({ hasNot: page.locator('*'), hasText: /^$/u });
  await page.goto(`${api.origin}${STATISTICS}?from=2026-10-05&to=2026-10-06`);
  await lines.nth(3).waitFor();
  await page.goto(`${api.origin}${STATISTICS}?from=2026-10-05&to=2026-10-05`);
  await page.getByText('16회').first().waitFor();
  expect(await lines.count()).toBe(0);
  expect(await empty.count()).toBe(0);
});

test('a course says how its numbers of the period changed, and since which days', async () => {
  const page = await administrator();
  await page.goto(`${api.origin}${STATISTICS}/courses/${courseId}?from=2026-10-06&to=2026-10-06`);
  const time = page.locator('dl > div').filter({ hasText: '시청 시간' }).first();
  await time.getByText('비교 기간 16분').waitFor();
  expect(await time.innerText()).toContain('100% 줄어듦');
  await page.getByText('2026. 10. 5.–2026. 10. 5.').waitFor();
  await page.getByLabel('비교 기간', { exact: true }).selectOption('week');
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await page.waitForURL(/compareFrom=2026-09-29/u);
  await time.getByText('변화 없음').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('this week and this month say with which days they are compared', async () => {
  const page = await administrator();
  await page.clock.setFixedTime(new Date('2026-11-24T03:00:00Z'));
  await page.goto(`${api.origin}${STATISTICS}`);
  const against = page.getByLabel('비교 기간', { exact: true });
  const chosen = () => against.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.text);
  for (const [quick, words] of [
    ['이번 주', '지난주 같은 요일'],
    ['이번 달', '지난달 같은 날짜'],
  ] as const) {
    await page.getByRole('link', { name: quick, exact: true }).click();
    await page.waitForURL(/compareFrom=/u);
    await expect.poll(chosen).toBe(words);
    expect(await page.getByLabel('비교 시작일').count()).toBe(0);
  }
});
