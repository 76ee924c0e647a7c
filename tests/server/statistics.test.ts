import { afterAll, expect, test } from 'vitest';
import { csv } from '../../server/statistics/csv.ts';
import { periodOf } from '../../server/statistics/routes.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');

test('a table opens in a spreadsheet, and nothing in it is a formula', () => {
  expect(
    csv([
      ['강의', '조회'],
      ['=1+1', 3],
      ['말, "따옴표"', null],
    ]),
  ).toBe('\uFEFF강의,조회\r\n\'=1+1,3\r\n"말, ""따옴표""",\r\n');
});

test('a period is the last thirty days of Seoul unless asked otherwise', () => {
  const now = new Date('2026-11-23T15:00:00Z');
  expect(periodOf({}, now)).toEqual({ from: '2026-10-26', to: '2026-11-24' });
  expect(periodOf({ from: '2026-11-24', to: '2026-11-24' }, now)).toEqual({
    from: '2026-11-24',
    to: '2026-11-24',
  });
  expect(() => periodOf({ from: '2026-11-25', to: '2026-11-24' }, now)).toThrow();
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
  expect(overview.days.at(-1)).toEqual({ day: '2026-11-24', views: 2, watchSeconds: 80 });
  expect((await staff('GET', '/api/statistics/overview')).body).toMatchObject(expected);

  const others = await platform.as('staff');
  expect((await others('GET', '/api/statistics/overview')).body).toMatchObject({ views: 0, viewers: 0 });
  expect((await others('GET', `/api/statistics/lectures/${id}/retention`)).status).toBe(404);
  expect((await (await platform.as('resident'))('GET', '/api/statistics/overview')).status).toBe(403);

  const file = await administrator('GET', '/api/statistics/export?format=csv');
  expect(file.headers['content-type']).toContain('text/csv');
  expect(file.text).toContain('통계 강의,2,2,80,0,0.4');
});
