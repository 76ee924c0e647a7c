/** The numbers that statistics answer, against counting one by one in a list of who watched what when. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { COUNTED_AUDIENCES, COUNTED_REGIONS } from '../../server/contract/statistics.ts';
import { addDays } from '../../server/progress/days.ts';
import { type Browser, testApp } from '../support/app.ts';
import { insertCourse, setCounters, setRetention, type Viewing } from '../support/counters.ts';

const platform = await testApp();
afterAll(platform.close);
const administrator = await platform.as('administrator');
const [staff, colleague] = [await platform.as('staff'), await platform.as('staff')];

const FIRST = '2026-09-20';
const DAYS = 45;
const { db } = platform.context;
const idOf = async (browser: Browser): Promise<string> =>
  (await browser('GET', '/api/session')).body.account.id;
const [own, other] = [await idOf(staff), await idOf(colleague)];
const { courseId, lectureIds: lectures } = await insertCourse(db, '가나다라', [own, own, other, own]);

/** Nobody ever opens the last lecture. */
const viewing: fc.Arbitrary<Viewing> = fc
  .record({
    person: fc.nat({ max: 7 }),
    lecture: fc.nat({ max: 2 }),
    day: fc.nat({ max: DAYS - 1 }),
    hour: fc.nat({ max: 23 }),
    views: fc.nat({ max: 2 }),
    watchedMs: fc.nat({ max: 500_000 }),
    completions: fc.constantFrom(0, 0, 1),
  })
  .map(({ person, lecture, day, ...rest }) => ({
    ...rest,
    viewerId: `00000000-0000-4000-8000-00000000000${person}`,
    staff: person === 7,
    audience: COUNTED_AUDIENCES[person % 3] ?? '',
    region: COUNTED_REGIONS[person % 2] ?? '',
    lectureId: lectures[lecture] ?? '',
    day: addDays(FIRST, day),
  }));

const days = fc.tuple(fc.nat({ max: DAYS }), fc.nat({ max: DAYS })).map(([a, b]) => ({
  from: addDays(FIRST, Math.min(a, b)),
  to: addDays(FIRST, Math.max(a, b)),
}));
type Days = { from: string; to: string };
type Asked = Days & { include: boolean };
const asked = fc.tuple(days, fc.boolean()).map(([days, include]): Asked => ({ ...days, include }));

const numbersOf = (rows: readonly Viewing[]) => ({
  views: rows.reduce((sum, { views }) => sum + views, 0),
  watchSeconds: expect.closeTo(rows.reduce((sum, { watchedMs }) => sum + watchedMs, 0) / 1000, 6),
  completions: rows.reduce((sum, { completions }) => sum + completions, 0),
  viewers: new Set(rows.map(({ viewerId }) => viewerId)).size,
});
const sumsOf = (rows: readonly Viewing[]) => {
  const { viewers: _, ...sums } = numbersOf(rows);
  return sums;
};
const between = (from: string, to: string) => (one: Viewing) => from <= one.day && one.day <= to;

/** Asks as somebody, and expects an answer. @param other days to compare with: before, after or among those */
const get = async (browser: Browser, path: string, { from, to, include }: Asked, other?: Days | null) => {
  const against = other ? `&compareFrom=${other.from}&compareTo=${other.to}` : '';
  const query = `from=${from}&to=${to}${include ? '&staff=include' : ''}${against}`;
  const { status, body } = await browser(
    'GET',
    `/api/statistics/${path}${path.includes('?') ? '&' : '?'}${query}`,
  );
  expect(status).toBe(200);
  return body;
};

const forAnyViewing = (check: (viewings: Viewing[], period: Asked, other: Days | null) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(
      fc.array(viewing, { maxLength: 60 }),
      asked,
      fc.option(days),
      async (viewings, period, other) => {
        await setCounters(db, viewings);
        const seen = viewings.filter((one) => period.include || !one.staff);
        await check(seen, period, other);
      },
    ),
    { numRuns: 25 },
  );

test('the overview counts every period, the one it is compared with and each day as a list of people would', () =>
  forAnyViewing(async (viewings, period, other) => {
    for (const [browser, own] of [
      [administrator, viewings],
      [staff, viewings.filter(({ lectureId }) => lectureId !== lectures[2])],
    ] as const) {
      const { compared, ...overview } = await get(browser, 'overview', period, other);
      const length = overview.days.length;
      const before = { from: addDays(period.from, -length), to: addDays(period.from, -1) };
      for (const [{ days, ...report }, { from, to }] of [
        [overview, period],
        [compared, other ?? before],
      ]) {
        expect(report).toEqual({ from, to, ...numbersOf(own.filter(between(from, to))) });
        expect(days.map(({ day }: { day: string }) => day)).toEqual(
          Array.from({ length: days.length }, (_, nth) => addDays(from, nth)),
        );
        expect(days.at(-1).day).toBe(to);
        for (const { day, ...numbers } of days)
          expect(numbers).toEqual(numbersOf(own.filter(between(day, day))));
      }
    }
  }));

test('lectures, and one of them, count so too; those nobody opened have zeros', () =>
  forAnyViewing(async (viewings, period, other) => {
    const [id] = lectures;
    const of = (id: unknown, { from, to }: Days) =>
      viewings.filter(({ lectureId }) => lectureId === id).filter(between(from, to));
    const { items, total } = await get(administrator, 'lectures?sort=viewers', period, other);
    expect(total).toBe(4);
    for (const one of items) {
      const { lectureId, title, titleEn, publishedAt, deleted, averageShare, compared, ...numbers } = one;
      expect(numbers).toEqual(numbersOf(of(lectureId, period)));
      expect(compared).toEqual(other && numbersOf(of(lectureId, other)));
    }
    const viewers = items.map((item: { viewers: number }) => item.viewers);
    expect(viewers).toEqual(viewers.toSorted((a: number, b: number) => b - a));
    expect((await get(staff, 'lectures', period)).total).toBe(3);

    const report = await get(staff, `lectures/${id}`, period, other);
    const ever = numbersOf(viewings.filter(({ lectureId }) => lectureId === id));
    expect(report.allTime).toMatchObject({ viewers: ever.viewers, completions: ever.completions });
    expect(report.allTime.completionRate).toBe(ever.viewers ? ever.completions / ever.viewers : null);
    for (const part of [report, report.compared]) {
      const rows = of(id, part);
      expect(part).toMatchObject(numbersOf(rows));
      for (const { audience, ...sums } of part.audiences)
        expect(sums).toEqual(sumsOf(rows.filter((one) => one.audience === audience)));
      for (const { region, ...sums } of part.regions)
        expect(sums).toEqual(sumsOf(rows.filter((one) => one.region === region)));
    }
    expect(report).toMatchObject({ from: period.from, to: period.to, ...(other && { compared: other }) });
  }));

test('audiences, 시·군, months and hours count so too', () =>
  forAnyViewing(async (viewings, period) => {
    const within = viewings.filter(between(period.from, period.to));
    const audiences = (await get(administrator, 'audiences', period)).items;
    expect(audiences).toHaveLength(7);
    for (const { audience, ...numbers } of audiences) {
      expect(numbers).toEqual(numbersOf(within.filter((one) => one.audience === audience)));
    }
    const regions = (await get(administrator, 'regions', period)).items;
    expect(regions.map(({ region }: { region: string }) => region)).toEqual([...COUNTED_REGIONS]);
    for (const { region, ...numbers } of regions) {
      expect(numbers).toEqual(numbersOf(within.filter((one) => one.region === region)));
    }
    const months = (await get(administrator, 'months', period)).items;
    expect(months.map(({ month }: { month: string }) => month)).toEqual(
      ['2026-09', '2026-10', '2026-11'].filter(
        (month) => period.from.slice(0, 7) <= month && month <= period.to.slice(0, 7),
      ),
    );
    for (const { month, ...numbers } of months) {
      expect(numbers).toEqual(numbersOf(within.filter(({ day }) => day.startsWith(month))));
    }
    const hours = (await get(administrator, 'hours', period)).items;
    expect(hours).toHaveLength(168);
    for (const { weekday, hour, ...numbers } of hours) {
      const then = within.filter(
        (one) => one.hour === hour && (new Date(`${one.day}T00:00:00Z`).getUTCDay() || 7) === weekday,
      );
      const { views, watchSeconds } = numbersOf(then);
      expect(numbers).toEqual({ views, watchSeconds });
    }
  }));

test('a course counts who started it, who completed all of it, and how many came how far', () =>
  forAnyViewing(async (viewings, period, other) => {
    const residents = viewings.filter((one) => !one.staff);
    const within = viewings.filter(between(period.from, period.to));
    const own = (rows: Viewing[]) => rows.filter(({ lectureId }) => lectureId === lectures[2]);
    const started = (rows: Viewing[]) => new Set(rows.map(({ viewerId }) => viewerId)).size;

    const [course] = (await get(administrator, 'courses', period)).items;
    expect(course).toEqual({
      courseId,
      title: '협치 입문',
      titleEn: '',
      lectureCount: 4,
      started: started(residents),
      finished: 0,
      ...sumsOf(within),
    });
    const [ofColleague] = (await get(colleague, 'courses', period)).items;
    const completed = own(residents).filter(({ completions }) => completions > 0);
    expect(ofColleague).toMatchObject({
      lectureCount: 1,
      started: started(own(residents)),
      finished: started(completed),
      ...sumsOf(own(within)),
    });
    const report = await get(administrator, `courses/${courseId}`, period, other);
    expect(report).toMatchObject(course);
    const length = 1 + (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000;
    const before = { from: addDays(period.from, -length), to: addDays(period.from, -1) };
    const compared = other ?? before;
    const inOther = viewings.filter(between(compared.from, compared.to));
    expect(report.compared).toEqual({ ...compared, ...sumsOf(inOther) });
    expect(report.lectures).toEqual(
      lectures.map((lectureId, nth) => ({
        lectureId,
        title: '가나다라'.charAt(nth),
        titleEn: '',
        ...numbersOf(within.filter((one) => one.lectureId === lectureId)),
      })),
    );
  }));

const stretch = fc
  .tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 }))
  .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

test('the average share is the mean of what each viewer watched, and the curve who watched each second', () =>
  fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 6 }), async (stretches) => {
      const lectureId = lectures[0] ?? '';
      await setCounters(
        db,
        stretches.map((_, person) => ({
          viewerId: `00000000-0000-4000-8000-00000000000${person}`,
          ...{ staff: false, audience: 'unknown', region: 'unknown', lectureId, day: FIRST, hour: 9 },
          ...{ views: 1, watchedMs: 1000, completions: 0 },
        })),
      );
      await setRetention(db, lectureId, stretches);
      const { items } = (await administrator('GET', '/api/statistics/lectures?sort=averageShare')).body;
      const shares = stretches.map(([from, to]) => (to - from) / 100);
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      expect(items[0]).toMatchObject({ lectureId, averageShare: expect.closeTo(mean, 9) });
      expect(items[1].averageShare).toBeNull();
      const curve = (await staff('GET', `/api/statistics/lectures/${lectureId}/retention`)).body;
      expect(curve.viewers).toEqual(
        Array.from(
          { length: 100 },
          (_, at) => stretches.filter(([from, to]) => from <= at && at < to).length,
        ),
      );
      expect(curve.viewerCount).toBe(stretches.length);
      expect(curve.plays).toEqual(curve.viewers.map((viewers: number) => 2 * viewers));
    }),
    { numRuns: 25 },
  ));

test.each([
  ['title', '가나다라'],
  ['title&order=desc', '라다나가'],
  ['publishedAt', '라다나가'],
  ['publishedAt&order=asc', '가나다라'],
  ['views', '나가다라'],
  ['views&order=asc', '다라가나'],
  ['completions', '가나다라'],
])('lectures by %s come in that order, page by page', async (sort, titles) => {
  const watching = (lecture: number, views: number, completions: number): Viewing => ({
    viewerId: '00000000-0000-4000-8000-000000000000',
    lectureId: lectures[lecture] ?? '',
    ...{ staff: false, audience: 'unknown', region: 'unknown', day: '2026-11-20', hour: 9, watchedMs: 0 },
    ...{ views, completions },
  });
  await setCounters(db, [watching(0, 2, 1), watching(1, 5, 0)]);
  const pages = [1, 2].map(async (page) => {
    const { body } = await administrator(
      'GET',
      `/api/statistics/lectures?sort=${sort}&page=${page}&pageSize=3`,
    );
    expect(body).toMatchObject({ total: 4, page, pageSize: 3 });
    return body.items.map(({ title }: { title: string }) => title);
  });
  expect((await Promise.all(pages)).flat().join('')).toBe(titles);
});

test('what is another’s or is not there is not found', async () => {
  for (const path of [`lectures/${lectures[2]}`, `lectures/${lectures[2]}/retention`, `courses/${own}`]) {
    expect((await staff('GET', `/api/statistics/${path}`)).status).toBe(404);
  }
});
