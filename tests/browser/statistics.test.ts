/** What administrators read off the pages of statistics after viewing that is known, in real Chromium, in both languages. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayedReport, PlayedSegment } from '../../server/contract/progress.ts';
import { only } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { accessibilityFaults, faultsOf, launchBrowser } from '../support/browser.ts';
import { TITLES, WEEK, watchKnown } from '../support/known-viewing.ts';
import { type PublishedRecording, publishRecording } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { openSite } from '../support/site.ts';
import { cardsOf, tablesOf, undefinedOn } from '../support/statistics-pages.ts';
import { startWorker, until } from '../support/workers.ts';

let api: Awaited<ReturnType<typeof openSite>>;
let worker: ChildProcess;
let browser: Browser;
let origin: string;
let played: PublishedRecording;
let courseId: string;
let first: string;

const statisticsOf = (path: string) => `/admin/statistics${path}`;
const ofWeek = (path: string) => `${statisticsOf(path)}?from=${WEEK.from}&to=${WEEK.to}`;

beforeAll(async () => {
  api = await openSite();
  ({ origin } = api);
  const { data, databaseUrl } = api.context.config;
  worker = await startWorker({ data, url: databaseUrl ?? '' }, { WORKER_SLOTS: '1', WORKER_THREADS: '2' });
  played = await publishRecording(api.context, makeRecording(join(data, 'recording.mp4'), { seconds: 8 }));
  const today = api.time.now;
  const known = await watchKnown(api);
  api.time.now = today;
  ({ courseId } = known);
  first = known.lectureIds[0] ?? '';
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await api?.close();
});

/** A page of an administrator who reads that language. */
async function administrator(language: 'ko' | 'en', width: number): Promise<Page> {
  const context = await api.signedIn(browser, 'administrator', { viewport: { width, height: 800 } });
  await context.addInitScript((words) => localStorage.setItem('madang.language', words), language);
  return context.newPage();
}

const WORDS = {
  ko: {
    ...{ times: (n: string) => `${n}회`, people: (n: string) => `${n}명`, cases: (n: string) => `${n}건` },
    ...{
      time: (min: number, s: number) => [min && `${min}분`, s && `${s}초`].filter(Boolean).join(' ') || '0초',
    },
    ...{ up: (n: number, before: string) => `+${n}% 늘어남 비교 기간 ${before}` },
    ...{ same: (before: string) => `변화 없음 비교 기간 ${before}`, none: '비교 기간에는 없음' },
    ...{
      day: (date: number) => `2026. 11. ${date}.`,
      month: '2026. 11.',
      table: '표로 보기',
      retry: '다시 시도',
    },
    ...{ resident: '도민', official: '공무원', unknown: '알 수 없음', suwon: '수원', yongin: '용인' },
    ...{
      monday: '월',
      fewer: '1명 줄어듦',
      hour: '가장 많이 본 때: 월요일 9시, 2회',
      seconds: (n: string) => `${n}초`,
    },
    ...{ network: '서버가 답하지 않거나 잘못 답함', other: 'TV·기타', chapter: '여는 말' },
  },
  en: {
    ...{ times: (n: string) => n, people: (n: string) => n, cases: (n: string) => n },
    ...{
      time: (min: number, s: number) =>
        [min && `${min} min`, s && `${s} s`].filter(Boolean).join(' ') || '0 s',
    },
    ...{ up: (n: number, before: string) => `Up ${n}% ${before} in the other period` },
    ...{
      same: (before: string) => `No change ${before} in the other period`,
      none: 'None in the other period',
    },
    ...{
      day: (date: number) => `${date} Nov 2026`,
      month: 'Nov 2026',
      table: 'Show as table',
      retry: 'Try again',
    },
    ...{
      resident: 'Residents',
      official: 'Public officials',
      unknown: 'Unknown',
      suwon: 'Suwon',
      yongin: 'Yongin',
    },
    ...{
      monday: 'Mon',
      fewer: '1 fewer',
      hour: 'Most views: Mon, 9:00, 2',
      seconds: (n: string) => `${n} s`,
    },
    ...{ network: 'The server gave no answer, or a wrong one', other: 'TVs and others', chapter: 'Opening' },
  },
};

test('what was really played in a browser is what its page of statistics says', async () => {
  await until(async () => {
    const rows = await api.context.db.select().from(recordings).where(eq(recordings.id, played.id));
    return only(rows).state === 'ready';
  }, 120);
  const viewer = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const segments = new Map<number, PlayedSegment>();
  viewer.on('request', (request) => {
    if (!request.url().endsWith('/played')) return;
    for (const one of (request.postDataJSON() as PlayedReport).segments) segments.set(one.seq, one);
  });
  await viewer.goto(origin + played.path);
  const told = viewer.waitForResponse(
    async (reply) => reply.url().endsWith('/played') && (await reply.json()).completed,
  );
  await viewer.getByRole('button', { name: '강의 재생' }).click();
  await told;
  await viewer.context().close();
  const seconds = [...segments.values()].reduce((sum, { from, to }) => sum + to - from, 0);
  expect(seconds).toBeGreaterThan(7);

  const page = await administrator('ko', 1280);
  const today = '2026-11-24';
  await page.goto(`${origin}${statisticsOf(played.path)}?from=${today}&to=${today}`);
  await page.locator('main [aria-busy="false"]').first().waitFor();
  await page.waitForLoadState('networkidle');
  expect((await cardsOf(page)).slice(0, 4).map(([name, number]) => [name, number])).toEqual([
    ['조회', '1회'],
    ['시청자', '1명'],
    ['시청 시간', `${Math.floor(seconds)}초`],
    ['이수', '1건'],
  ]);
  // the frame of the second that is read comes out of the storyboard
  await page.getByRole('slider').last().press('End');
  const frame = page.locator('main svg image').first();
  await expect
    .poll(() => frame.evaluate((image: SVGImageElement) => image.getBBox().width))
    .toBeGreaterThan(0);
  await page.context().close();
}, 180_000);

test.each([
  ['ko', 1280],
  ['en', 360],
] as const)('the numbers of a known week are read off every page: %s at %s px', async (language, width) => {
  const page = await administrator(language, width);
  const faults = faultsOf(page);
  const w = WORDS[language];
  /** Opens a page whose numbers are read; it has no fault, and no number without a definition. */
  const open = async (path: string, tables = 0) => {
    await page.goto(origin + path);
    await page.locator('main [aria-busy="false"]').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await undefinedOn(page), path).toEqual([]);
    expect(await accessibilityFaults(page), path).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${path} is wider than ${width} px`).toBeLessThanOrEqual(0);
    for (let nth = 0; nth < tables; nth++) await page.getByRole('button', { name: w.table }).first().click();
    const cards = (await page.locator('dt button').count()) ? await cardsOf(page) : [];
    return { cards: cards.map(([, ...texts]) => texts), tables: await tablesOf(page) };
  };
  const bars = () => page.getByRole('main').locator('li').allInnerTexts();

  const overview = await open(ofWeek(''), 1);
  expect(overview.cards).toEqual([
    [w.times('5'), w.up(400, w.times('1'))],
    [w.people('3'), w.up(200, w.people('1'))],
    [w.time(4, 50), w.up(190, w.time(1, 40))],
    [w.cases('1'), w.same(w.cases('1'))],
  ]);
  const quiet = (date: number) => [w.day(date), '0', '0', w.time(0, 0), '0'];
  expect(overview.tables[0]).toEqual([
    [w.day(16), '2', '2', w.time(2, 40), '1'],
    quiet(17),
    [w.day(18), '3', '2', w.time(2, 10), '0'],
    ...[19, 20, 21, 22].map(quiet),
  ]);
  expect(overview.tables[1]?.slice(0, 2).map((row) => row.slice(0, 6))).toEqual([
    [TITLES[0], '4', '3', w.time(4, 0), '1', '66%'],
    [TITLES[1], '1', '1', w.time(0, 50), '0', '75%'],
  ]);
  const { cards: withStaff } = await open(`${ofWeek('')}&staff=include`);
  expect(withStaff.map(([number]) => number)).toEqual([
    ...[w.times('6'), w.people('4'), w.time(6, 30), w.cases('2')],
  ]);

  const lecture = await open(ofWeek(`/lectures/${first}`));
  expect(lecture.cards.slice(0, 4)).toEqual([
    ...[w.times('4'), w.people('3'), w.time(4, 0), w.cases('1')].map((number) => [number, w.none]),
  ]);
  expect(lecture.cards.slice(4, 8)).toEqual([[w.people('3')], [w.cases('1')], ['33%'], ['66%']]);
  const [regions = [], audiences = []] = lecture.tables.toReversed();
  const watched = (rows: readonly string[][]) => rows.filter(([, views]) => views !== '0');
  expect(watched(audiences)).toEqual([
    [w.resident, '2', w.time(2, 0), '1'],
    [w.official, '1', w.time(1, 0), '0'],
    [w.unknown, '1', w.time(1, 0), '0'],
  ]);
  expect(audiences).toHaveLength(7);
  expect(watched(regions).map(([name]) => name)).toEqual([w.suwon, w.yongin, w.unknown]);
  expect(regions).toHaveLength(33);
  const drops = page.getByRole('listitem').filter({ hasText: w.fewer });
  expect((await drops.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
    '0:30–0:40',
    '0:50–1:00',
  ]);

  // the curve, by keyboard and by pointing
  const curve = page.getByRole('slider').last();
  for (const key of ['Home', 'PageUp', 'PageUp', 'PageUp', 'ArrowRight']) await curve.press(key);
  const sentence = '“혼자서는 풀 수 없습니다.”';
  const said = await curve.getAttribute('aria-valuetext');
  expect(said).toMatch(/^0:31 · /);
  expect(said).toContain(`${w.people('3')}, `);
  expect(said).toContain(`${w.times('4')}. ${w.chapter} · ${sentence}`);
  await page.getByText(sentence).first().waitFor();
  await curve.locator('.u-over').hover({ position: { x: 2, y: 60 } });
  await page.getByText('“공공은 누구의 것일까요?”').first().waitFor();
  await page.getByRole('button', { name: w.table }).nth(1).click();
  const tenths = (await tablesOf(page))[0] ?? [];
  expect(tenths.map((row) => row.slice(1).join(' '))).toEqual([
    ...['3 3', '3 4', '3 5', '3 4', '2 2', '2 2', '1 1', '1 1', '1 1', '1 1'],
  ]);

  const courses = await open(ofWeek('/courses'));
  expect(courses.tables).toEqual([[['협치 입문', '2', '3', '1', '5', w.time(4, 50), '1']]]);
  const course = await open(ofWeek(`/courses/${courseId}`));
  expect(course.cards).toEqual([
    [w.people('3')],
    [w.people('1')],
    [w.time(4, 50), w.up(190, w.time(1, 40))],
    [w.cases('1'), w.same(w.cases('1'))],
  ]);
  expect(await bars()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(`^1. ${TITLES[0]}\\s+${w.people('3')}$`),
      expect.stringMatching(`^2. ${TITLES[1]}\\s+${w.people('1')}$`),
    ]),
  );
  for (const [path, one, other] of [
    ['/audiences', w.resident, w.official],
    ['/regions', w.suwon, w.yongin],
  ] as const) {
    const { tables } = await open(ofWeek(path));
    expect(watched(tables[0] ?? [])).toEqual([
      [one, '2', '1', w.time(2, 0), '1'],
      [other, '2', '1', w.time(1, 50), '0'],
      [w.unknown, '1', '1', w.time(1, 0), '0'],
    ]);
  }
  expect((await open(ofWeek('/months'))).tables).toEqual([[[w.month, '5', '3', w.time(4, 50), '1']]]);

  const [hours = []] = (await open(ofWeek('/hours'))).tables;
  expect(hours).toHaveLength(24);
  const busy = hours.filter((row) => row.slice(1).some((views) => views !== '0'));
  expect(busy).toEqual([
    ['9', '2', '0', '0', '0', '0', '0', '0'],
    ['20', '0', '0', '2', '0', '0', '0', '0'],
    ['21', '0', '0', '1', '0', '0', '0', '0'],
  ]);
  await page.getByText(w.hour).waitFor();

  const quality = await open(ofWeek('/quality'));
  const numbers = ['1', w.seconds('0.6'), w.seconds('0.7'), '0.0%', '100.0%', w.seconds('324.0'), '100.0%'];
  expect(quality.cards).toEqual(numbers.map((number) => [number]));
  expect(quality.tables[0]?.find(([device]) => device === w.other)).toEqual([w.other, ...numbers]);
  expect(quality.tables.at(-1)).toContainEqual([w.network, '1,234']);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('without an answer a page says why, and the numbers come when it is asked again', async () => {
  const page = await administrator('ko', 1280);
  await page.route('**/api/statistics/**', (route) => route.abort('internetdisconnected'));
  await page.goto(origin + ofWeek('/audiences'));
  await page.getByRole('alert').getByText('서버에 연결하지 못했습니다.').waitFor();
  await page.unroute('**/api/statistics/**');
  await page.getByRole('button', { name: WORDS.ko.retry }).click();
  await page.getByRole('row', { name: `${WORDS.ko.resident} 2 1` }).waitFor();
  await page.context().close();
});
