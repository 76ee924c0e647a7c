/** Periods and lectures compared in real Chromium: chosen on a page, kept in its address, read off its charts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lectures } from '../../server/database/schema/schema.ts';
import { faultsOf, launchBrowser } from '../support/browser.ts';
import { insertCourse, setCounters, setRetention, type Viewing } from '../support/counters.ts';
import { expectFitting } from '../support/expect-fitting.ts';
import { openSite } from '../support/site.ts';

const OVERVIEW = '/admin/statistics?from=2026-11-01&to=2026-11-03';

let api: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let page: Page;
let faults: string[];
let origin: string;
let lectureIds: string[];

beforeAll(async () => {
  api = await openSite();
  ({ origin } = api);
  const { db } = api.context;
  ({ lectureIds } = await insertCourse(db, '가나', []));
  await db.update(lectures).set({ searchText: lectures.title });
  const viewing = (person: number, day: string, views: number): Viewing => ({
    ...{ viewerId: `00000000-0000-4000-8000-00000000000${person}`, staff: false, hour: 9, day, views },
    ...{ audience: 'official', region: 'suwon', watchedMs: 60_000, completions: 0 },
    lectureId: lectureIds[0] ?? '',
  });
  await setCounters(db, [
    ...[1, 2, 3, 4].map((person) => viewing(person, '2026-11-02', 3)),
    viewing(1, '2026-10-30', 6),
    ...[1, 2].map((person) => viewing(person, '2025-11-01', 2)),
  ]);
  // of four viewers: all watched the first half, one the second
  await setRetention(db, lectureIds[0] ?? '', [
    [0, 100],
    [0, 50],
    [0, 50],
    [0, 50],
  ]);
  browser = await launchBrowser();
  const context = await api.signedIn(browser, 'administrator');
  page = await context.newPage();
  faults = faultsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

/** What the page says of a number. */
const figure = (name: string) => page.locator('dl > div').filter({ hasText: name }).first();
/** What a chart says of a point, as it is read to somebody. */
const reading = (chart: RegExp) => page.getByRole('slider', { name: chart }).getAttribute('aria-valuetext');

test('numbers are compared with the days before, with those a year before, and with any others', async () => {
  await page.goto(origin + OVERVIEW);
  await figure('조회').getByText('비교 기간 6회').waitFor();
  await page.getByLabel('비교 기간').selectOption('지난해 같은 기간');
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await page.waitForURL(/compareFrom=2025-11-01&compareTo=2025-11-03/);
  await figure('조회').getByText('비교 기간 4회').waitFor();
  await figure('조회').getByText('+200% 늘어남').waitFor();
  expect(await reading(/하루에 몇 번/)).toMatch(/^2026.+ \/ 2025.+ 0회, .+ 4회$/u);

  await page.getByLabel('비교 기간').selectOption('직접 정하기');
  await page.getByLabel('비교 시작일').fill('2026-10-26');
  await page.getByLabel('비교 종료일').fill('2026-10-20');
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await page.getByText('종료일이 시작일보다 빠릅니다.').waitFor();
  await page.getByLabel('비교 종료일').fill('2026-10-30');
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await page.getByText('두 기간의 길이가 다릅니다: 3일과 5일').waitFor();
  await figure('조회').getByText('비교 기간 6회').waitFor();
  const slider = page.getByRole('slider', { name: /하루에 몇 번/ });
  await slider.press('End');
  expect(await reading(/하루에 몇 번/)).toMatch(/^– \/ 2026.+30\. · .+ –, .+ 6회$/u);
  await page.getByRole('button', { name: '표로 보기' }).click();
  await page.getByRole('row', { name: /^–.+30\. 6$/u }).waitFor();
  await expectFitting(page);

  await page.getByRole('link', { name: '가', exact: true }).click();
  await page.waitForURL(/lectures\/.+compareFrom=2026-10-26&compareTo=2026-10-30/);
  await page.getByRole('row', { name: '공무원 12 비교 6' }).waitFor();
  await expectFitting(page);
  expect(faults).toEqual([]);
});

test('two lectures are laid side by side on one axis', async () => {
  await page.goto(`${origin}/admin/statistics/lectures/${lectureIds[0]}?from=2026-11-01&to=2026-11-03`);
  await page.getByRole('link', { name: '다른 강의와 견주기' }).click();
  await page.getByRole('heading', { name: 'A. 가' }).waitFor();
  await page.getByLabel('강의 찾기').fill('나');
  await page.getByRole('button', { name: '찾기', exact: true }).click();
  await page.getByRole('link', { name: '나', exact: true }).click();
  await page.getByRole('heading', { name: 'B. 나' }).waitFor();
  expect(new URL(page.url()).searchParams.get('second')).toBe(lectureIds[1]);
  const slider = page.getByRole('slider', { name: /어느 부분을 시청자 가운데/ });
  expect(await reading(/어느 부분을/)).toBe('길이의 0–1% · A. 가 100%, B. 나 0%');
  await slider.press('End');
  expect(await reading(/어느 부분을/)).toBe('길이의 99–100% · A. 가 25%, B. 나 0%');
  await page.getByRole('row', { name: '조회 12회 0회' }).waitFor();
  await page.getByRole('row', { name: '강의 길이 1분 40초 1분 40초' }).waitFor();
  await page.getByRole('button', { name: '표로 보기' }).click();
  await page.getByRole('row', { name: '길이의 50–60% 25% 0% 1 0' }).waitFor();
  await expectFitting(page);
  await page.getByRole('link', { name: '다른 강의 고르기' }).last().click();
  await page.getByRole('heading', { name: 'B 강의를 골라 주세요.' }).waitFor();
  await expectFitting(page);
  expect(faults).toEqual([]);
});

test('this week is compared with as much of the week before', async () => {
  const wednesday = await page.context().newPage();
  await wednesday.clock.setFixedTime('2026-11-04T12:00:00+09:00');
  await wednesday.goto(origin + OVERVIEW);
  const week = wednesday.getByRole('link', { name: '이번 주' });
  await week.click();
  await wednesday.waitForURL(/from=2026-11-02&to=2026-11-04&compareFrom=2026-10-26&compareTo=2026-10-28/);
  await wednesday.getByText('비교 기간(2026. 10. 26.–2026. 10. 28.)과 견줍니다.').waitFor();
  expect(await week.getAttribute('aria-current')).toBe('true');
  await wednesday.close();
});
