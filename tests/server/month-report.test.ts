import { afterAll, expect, test } from 'vitest';
import { monthOf } from '../../server/statistics/period.ts';
import { testApp } from '../support/app.ts';
import { insertCourse, setCounters, type Viewing } from '../support/counters.ts';

const platform = await testApp();
afterAll(platform.close);
const administrator = await platform.as('administrator');
const { db } = platform.context;
const { courseId, lectureIds } = await insertCourse(db, '가나다라마바', []);
const other = await insertCourse(db, '사', []);

const viewing = (person: number, day: string, lecture = 0, more: Partial<Viewing> = {}): Viewing => ({
  viewerId: `00000000-0000-4000-8000-0000000000${10 + person}`,
  staff: false,
  audience: person < 10 ? 'official' : 'resident',
  region: person < 6 ? 'suwon' : 'gapyeong',
  lectureId: [...lectureIds, ...other.lectureIds][lecture] ?? '',
  ...{ day, hour: 9, views: 1, watchedMs: 60_000, completions: 0 },
  ...more,
});
const people = (count: number, of: (person: number) => Viewing) =>
  Array.from({ length: count }, (_, person) => of(person));

const reportOf = async (month: string) => {
  const { status, body } = await administrator('GET', `/api/statistics/months/${month}`);
  expect(status).toBe(200);
  return body;
};

test('a month begins on its first day and ends on its last', () => {
  expect(monthOf('2028-02-14')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(monthOf('2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
});

test('the report has the numbers of the month, and of the one before it', async () => {
  await setCounters(db, [
    // the last day before, and the first after
    ...people(7, (person) => viewing(person, '2026-09-30')),
    viewing(0, '2026-11-01'),
    // seven people who come back, and nine who are new
    ...people(16, (person) => viewing(person, '2026-10-01', 0, { completions: 1 })),
    ...people(16, (person) => viewing(person, '2026-10-31', 6, { views: 3 })),
    ...people(9, (person) => viewing(person, '2026-10-31', 1)),
    viewing(20, '2026-10-15', 0, { staff: true, views: 90 }),
  ]);
  const { days, audiences, regions, ...report } = await reportOf('2026-10');
  expect(report).toEqual({
    ...{ month: '2026-10', from: '2026-10-01', to: '2026-10-31', madeOn: '2026-11-24' },
    ...{ views: 73, viewers: 16, watchSeconds: 41 * 60, completions: 16 },
    previous: { month: '2026-09', views: 7, viewers: 7, watchSeconds: 420, completions: 0 },
    lectures: [
      {
        lectureId: other.lectureIds[0],
        title: '사',
        titleEn: '',
        views: 48,
        viewers: 16,
        watchSeconds: 960,
        completions: 0,
      },
      {
        lectureId: lectureIds[0],
        title: '가',
        titleEn: '',
        views: 16,
        viewers: 16,
        watchSeconds: 960,
        completions: 16,
      },
      {
        lectureId: lectureIds[1],
        title: '나',
        titleEn: '',
        views: 9,
        viewers: 9,
        watchSeconds: 540,
        completions: 0,
      },
    ],
    courses: [
      {
        ...{ courseId: other.courseId, title: '협치 입문', titleEn: '' },
        ...{ views: 48, watchSeconds: 960, completions: 0 },
      },
      { courseId, title: '협치 입문', titleEn: '', views: 25, watchSeconds: 1500, completions: 16 },
    ],
  });
  expect(days.map(({ views }: { views: number }) => views)).toEqual([16, ...Array(29).fill(0), 57]);
  expect(audiences.filter(({ views }: { views: number }) => views)).toEqual([
    { audience: 'resident', views: 24, viewers: 6 },
    { audience: 'official', views: 49, viewers: 10 },
  ]);
  expect(regions.slice(0, 2)).toEqual([
    { region: 'suwon', views: 30, viewers: 6 },
    { region: 'yongin', views: 0, viewers: 0 },
  ]);
  expect(regions).toHaveLength(33);
});

test('the report has five lectures, and small counts leave the house as such', async () => {
  const lectures = [9, 8, 7, 6, 5, 3];
  await setCounters(db, [
    ...people(3, (person) => viewing(person, '2026-09-11', 5)),
    ...lectures.flatMap((count, lecture) =>
      people(count, (person) => viewing(person, `2026-10-0${lecture + 1}`, lecture)),
    ),
  ]);
  const report = await reportOf('2026-10');
  expect(report).toMatchObject({ views: 38, viewers: 9, completions: 0 });
  expect(report.previous).toEqual({
    ...{ month: '2026-09', views: '<5', viewers: '<5', watchSeconds: '*', completions: 0 },
  });
  // the sixth has three views, which the total would tell: the fifth is withheld for it
  expect(report.lectures.map(({ title, views }: { title: string; views: number }) => [title, views])).toEqual(
    [...[...'가나다라'].map((title, nth) => [title, lectures[nth]]), ['마', '*']],
  );
  expect(report.days.map(({ views }: { views: unknown }) => views).slice(0, 7)).toEqual([
    9,
    8,
    7,
    6,
    '*',
    '<5',
    0,
  ]);
  expect(report.regions.filter(({ viewers }: { viewers: unknown }) => viewers)).toEqual([
    { region: 'suwon', views: 32, viewers: '*' },
    { region: 'gapyeong', views: 6, viewers: '<5' },
  ]);
});

test('how long few people watched is told of no lecture, however often they did', async () => {
  await setCounters(
    db,
    people(4, (person) => viewing(person, '2026-10-05', 0, { views: 9 })),
  );
  const report = await reportOf('2026-10');
  expect(report).toMatchObject({ views: 36, viewers: '<5', watchSeconds: '*' });
  expect(report.lectures[0]).toMatchObject({ views: 36, viewers: '<5', watchSeconds: '*' });
});

test('a course that few people ever began tells no watch time, and neither does another that would give it away', async () => {
  await setCounters(db, [
    ...people(4, (person) => viewing(person, '2026-10-05', 6, { views: 9 })),
    ...people(9, (person) => viewing(person, '2026-10-06', 0, { views: 9 })),
  ]);
  const { courses } = await reportOf('2026-10');
  expect(courses).toMatchObject([
    { courseId, views: 81, watchSeconds: '*' },
    { courseId: other.courseId, views: 36, watchSeconds: '*' },
  ]);
});

test('a month nobody watched is a report too', async () => {
  await setCounters(db, []);
  const report = await reportOf('2026-02');
  expect(report).toMatchObject({ views: 0, viewers: 0, lectures: [], courses: [] });
  expect(report.days).toHaveLength(28);
});

test.each([
  ['this month', '2026-11'],
  ['next year', '2027-01'],
])('%s is not over: that is said, and nothing is told', async (_, month) => {
  const { status, body } = await administrator('GET', `/api/statistics/months/${month}`);
  expect([status, body.code]).toEqual([409, 'month_not_over']);
  expect(body.message.ko).toMatch(/끝나지 않은 달/);
  expect(body.message.en).toMatch(/not over yet/);
});

test('a month is over when its last day is over in Seoul', async () => {
  platform.time.now = new Date('2026-11-30T14:59:59Z');
  expect((await administrator('GET', '/api/statistics/months/2026-11')).status).toBe(409);
  platform.time.now = new Date('2026-11-30T15:00:00Z');
  expect((await administrator('GET', '/api/statistics/months/2026-11')).body.madeOn).toBe('2026-12-01');
});

test.each(['2026-13', '2026-1', '2026-10-01', '1969-12', 'today'])('%s is no month', async (month) => {
  const { status, body } = await administrator('GET', `/api/statistics/months/${month}`);
  expect([status, body.code]).toEqual([400, 'bad_request']);
});

test('the report is the administrators’', async () => {
  for (const [role, status] of [
    ['staff', 403],
    ['resident', 403],
    [null, 401],
  ] as const) {
    expect((await (await platform.as(role))('GET', '/api/statistics/months/2026-10')).status).toBe(status);
  }
});
