/** Watch time in what leaves the house: that of few people is not found by taking what is shown from a total. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { published } from '../../server/statistics/suppression.ts';
import { audiencesTable, coursesTable, hoursTable, regionsTable } from '../../server/statistics/tables.ts';

const times = (rows: readonly (readonly unknown[])[], column: number) => rows.map((row) => row[column]);
const region = (region: 'suwon' | 'gapyeong' | 'yongin', viewers: number, watchSeconds: number) => ({
  ...{ region, viewers, views: viewers, watchSeconds, completions: 0 },
});
const period = { from: '2026-11-01', to: '2026-11-24' };

test('where a count is withheld, whether it is of few people or hides them, watch time is too', () => {
  const items = [region('suwon', 12, 780), region('gapyeong', 3, 120), region('yongin', 30, 900)];
  expect(regionsTable({ ...period, items }).rows).toEqual(
    [
      ['수원시', '*', '*', '*', 0],
      ['가평군', '<5', '<5', '*', 0],
      ['용인시', 30, 30, 900, 0],
    ].map(([name, ...rest]) => [expect.stringContaining(String(name).slice(0, 2)), ...rest]),
  );
});

test('people who began a course bound whose watch time it is', () => {
  const course = (title: string, started: number, watchSeconds: number) => ({
    ...{ courseId: title, title, titleEn: '', lectureCount: 2, started, finished: 0 },
    ...{ views: 40, watchSeconds, completions: 0 },
  });
  const { rows } = coursesTable([course('가', 4, 99), course('나', 9, 500), course('다', 20, 700)]);
  expect(times(rows, 2)).toEqual(['<5', '*', 20]);
  expect(times(rows, 4)).toEqual([40, 40, 40]);
  expect(times(rows, 5)).toEqual(['*', '*', 700]);
});

test('watch time of an hour in which nobody came, but somebody went on watching, is that of few', () => {
  const hour = (hour: number, views: number, watchSeconds: number) => ({
    ...{ weekday: 1, hour, views, watchSeconds },
  });
  const items = [hour(8, 6, 300), hour(9, 0, 60), hour(10, 9, 500), hour(11, 0, 0)];
  expect(times(hoursTable({ ...period, items }).rows, 3)).toEqual(['*', '*', 500, 0]);
});

describe('whatever the numbers', () => {
  const row = fc.record({
    views: fc.nat({ max: 12 }),
    viewers: fc.nat({ max: 12 }),
    watchSeconds: fc.nat({ max: 9 }),
    completions: fc.constant(0),
  });
  type Row = { views: number; viewers: number; watchSeconds: number };

  /** What taking the shown from the total tells of is of nobody, of several rows of enough people, or of all. */
  function expectSafe(rows: readonly Row[], shown: readonly unknown[]) {
    const few = rows.filter(
      ({ views, viewers, watchSeconds }) => watchSeconds && Math.min(views, viewers) < 5,
    );
    const hidden = rows.filter((_, at) => shown[at] === '*');
    for (const one of few) expect(hidden).toContain(one);
    const others = rows.filter((one) => one.watchSeconds > 0 && !hidden.includes(one));
    if (hidden.length === 0 || others.length === 0) return;
    expect(hidden.length).toBeGreaterThan(1);
    for (const name of ['views', 'viewers'] as const) {
      expect(hidden.reduce((sum, one) => sum + one[name], 0)).toBeGreaterThanOrEqual(5);
    }
  }

  test('in a table', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const items = rows.map((one) => ({ ...one, audience: 'official' as const }));
        expectSafe(rows, times(audiencesTable({ ...period, items }).rows, 3));
      }),
    );
  });

  test('on the sheet of a month, with what is on none of its lines', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), ([rest, ...rows]) => {
        if (!rest) return;
        const shown = published(rows, rest).map(({ watchSeconds }) => watchSeconds);
        const isFew = rest.watchSeconds > 0 && Math.min(rest.views, rest.viewers) < 5;
        // on no line, it hides with whatever is withheld
        expectSafe([rest, ...rows], [isFew || shown.includes('*') ? '*' : 0, ...shown]);
      }),
    );
  });
});
