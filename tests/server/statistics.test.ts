import { afterAll, expect, test } from 'vitest';
import { dropsOf } from '../../server/statistics/drops.ts';
import { monthsIn, periodBefore, periodOf } from '../../server/statistics/period.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');

test('a period is the last thirty days of Seoul unless asked otherwise', () => {
  const now = new Date('2026-11-23T15:00:00Z');
  expect(periodOf({}, now)).toEqual({ from: '2026-10-26', to: '2026-11-24' });
  expect(periodOf({ from: '2026-11-24', to: '2026-11-24' }, now)).toEqual({
    from: '2026-11-24',
    to: '2026-11-24',
  });
});

test.each([
  ['that ends before it begins', '2026-11-25', '2026-11-24'],
  ['of more than ten years', '2016-01-01', '2026-11-24'],
  ['before there was anything', '1969-12-31', '1969-12-31'],
])('a period %s is refused', async (_, from, to) => {
  expect((await administrator('GET', `/api/statistics/overview?from=${from}&to=${to}`)).status).toBe(400);
});

test.each([
  ['that ends before it begins', 'compareFrom=2026-11-02&compareTo=2026-11-01'],
  ['without an end', 'compareFrom=2026-11-02'],
  ['without a beginning', 'compareTo=2026-11-02'],
  ['of more than ten years', 'compareFrom=2016-01-01&compareTo=2026-11-24'],
])('a period to compare with %s is refused', async (_, query) => {
  const id = crypto.randomUUID();
  for (const path of ['overview', 'lectures', `lectures/${id}`]) {
    const { status, body } = await administrator('GET', `/api/statistics/${path}?${query}`);
    expect([status, body.details[0].field]).toEqual([400, 'compareFrom']);
  }
});

test.each(['2026-02-30', 'today', '20261124', ''])('%o is not a day', async (from) => {
  const { status, body } = await administrator('GET', `/api/statistics/overview?from=${from}`);
  expect([status, body.code]).toEqual([400, 'bad_request']);
});

test.each([
  ['2026-11-24', '2026-11-24', '2026-11-23', '2026-11-23'],
  ['2026-11-23', '2026-11-29', '2026-11-16', '2026-11-22'],
  ['2024-03-01', '2024-03-31', '2024-01-30', '2024-02-29'],
])('before %s to %s are as many days: %s to %s', (from, to, earlier, until) => {
  expect(periodBefore({ from, to })).toEqual({ from: earlier, to: until });
});

test('months are those a period touches', () => {
  expect(monthsIn({ from: '2025-12-31', to: '2026-02-01' })).toEqual([
    { month: '2025-12', from: '2025-12-31', to: '2025-12-31' },
    { month: '2026-01', from: '2026-01-01', to: '2026-01-31' },
    { month: '2026-02', from: '2026-02-01', to: '2026-02-01' },
  ]);
});

test('people left where the curve falls most within ten seconds', () => {
  const curve = [
    ...Array<number>(30).fill(100),
    ...Array<number>(5).fill(90),
    ...Array<number>(40).fill(40),
    ...Array<number>(25).fill(45),
    ...Array<number>(20).fill(44),
  ];
  expect(dropsOf(curve)).toEqual([
    { from: 25, to: 35, lost: 60 },
    { from: 90, to: 100, lost: 1 },
  ]);
  expect(dropsOf([9, 5, 1])).toEqual([]);
});

test('numbers rise with viewing, by day, for those who may see them', async () => {
  const id = await watchableLecture(platform.context, staff, { title: '통계 강의' });
  const viewers = [await platform.as(null), await platform.as('resident')];
  for (const viewer of viewers) {
    const { body: session } = await viewer('POST', '/api/playback-sessions', { lectureId: id });
    platform.time.now = new Date(platform.time.now.getTime() + 60_000);
    const segments = [{ seq: 0, from: 0, to: 40, rate: 1, elapsedMs: 40_000 }];
    await viewer('POST', `/api/playback-sessions/${session.id}/played`, { segments, position: 40 });
  }
  const expected = { views: 2, viewers: 2, watchSeconds: 80, completions: 0 };
  const overview = (await administrator('GET', '/api/statistics/overview')).body;
  expect(overview).toMatchObject(expected);
  expect(overview.days).toHaveLength(30);
  expect(overview.days.at(-1)).toEqual({ day: '2026-11-24', ...expected });
  expect((await staff('GET', '/api/statistics/overview')).body).toMatchObject(expected);

  const others = await platform.as('staff');
  expect((await others('GET', '/api/statistics/overview')).body).toMatchObject({ views: 0, viewers: 0 });
  expect((await others('GET', `/api/statistics/lectures/${id}/retention`)).status).toBe(404);
  expect((await (await platform.as('resident'))('GET', '/api/statistics/overview')).status).toBe(403);

  const { items } = (await administrator('GET', '/api/statistics/lectures')).body;
  expect(items).toMatchObject([{ lectureId: id, ...expected, averageShare: 0.4 }]);
});

test('two lectures are compared as each is by itself, by whoever may see both', async () => {
  const [one, other] = [
    await watchableLecture(platform.context, staff, { title: '하나', duration: 60 }),
    await watchableLecture(platform.context, staff, { title: '둘' }),
  ];
  const colleague = await platform.as('staff');
  const foreign = await watchableLecture(platform.context, colleague);
  const viewer = await platform.as(null);
  const { body: session } = await viewer('POST', '/api/playback-sessions', { lectureId: one });
  platform.time.now = new Date(platform.time.now.getTime() + 60_000);
  const segments = [{ seq: 0, from: 0, to: 30, rate: 1, elapsedMs: 30_000 }];
  await viewer('POST', `/api/playback-sessions/${session.id}/played`, { segments, position: 30 });

  const days = 'from=2026-11-01&to=2026-11-24';
  const compare = (first: string, second: string) =>
    staff('GET', `/api/statistics/comparison?${days}&first=${first}&second=${second}`);
  const { body } = await compare(one, other);
  for (const [side, id] of [
    ['first', one],
    ['second', other],
  ] as const) {
    const report = (await staff('GET', `/api/statistics/lectures/${id}?${days}`)).body;
    const retention = (await staff('GET', `/api/statistics/lectures/${id}/retention`)).body;
    expect(body[side]).toEqual({ report, retention });
  }
  expect(body.first).toMatchObject({ report: { views: 1 }, retention: { viewerCount: 1, duration: 60 } });
  expect((await compare(one, foreign)).status).toBe(404);
  expect((await compare(foreign, one)).status).toBe(404);
  expect((await compare(one, '')).status).toBe(400);
  expect((await staff('GET', `/api/statistics/comparison?first=${one}`)).status).toBe(400);
});

test('a deleted lecture stays in lists and files, has its own numbers, and can be compared', async () => {
  const [id, other] = [
    await watchableLecture(platform.context, staff, { title: '지울 강의' }),
    await watchableLecture(platform.context, staff, { title: '남을 강의' }),
  ];
  const seen = async (browser: Browser) => {
    const paths = [
      'lectures?pageSize=100',
      ...['', '/retention', '/quality'].map((part) => `lectures/${id}${part}`),
      `comparison?first=${id}&second=${other}`,
    ];
    const answers = await Promise.all(paths.map((path) => browser('GET', `/api/statistics/${path}`)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    const file = await browser('GET', '/api/statistics/export?table=lectures&format=csv&reason=x');
    const [list, ...rest] = answers.map(({ body }) => body);
    const { deleted, ...row } = list.items.find(({ lectureId }: { lectureId: string }) => lectureId === id);
    return { deleted, alike: { row, rest, inFile: file.text.includes('지울 강의') } };
  };
  for (const browser of [administrator, staff]) {
    const before = await seen(browser);
    await staff('DELETE', `/api/lectures/${id}`);
    expect(await seen(browser)).toEqual({ ...before, deleted: true });
    await staff('POST', '/api/lectures/restore', { ids: [id] });
    expect(await seen(browser)).toEqual(before);
  }
});
