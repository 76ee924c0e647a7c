import { expect, test } from 'vitest';
import { type Measured, signinFigures, signinText } from '../../scripts/bench/signin/signin-figures.ts';
import { goalsKept } from '../support/goals.ts';

/** 200 segments, the slowest three of which took so long. @param p99 ms */
const segments = (p99: number) => [...Array(197).fill(2), ...Array(3).fill(p99)];
const measured = (busy: number, given: Partial<Measured> = {}): Measured => ({
  ...{ rounds: 6, seconds: 10, idle: segments(10), attacked: segments(busy) },
  answers: new Map([
    [401, 3000],
    [503, 60],
  ]),
  ...given,
});

test.each([
  ['twice as slow at most', measured(20), true],
  ['slower', measured(21), false],
  ['a trial says nothing', measured(10, { rounds: 1 }), false],
  ['an attack that was sent away says nothing', measured(10, { answers: new Map([[429, 3000]]) }), false],
  ['nothing played', measured(10, { idle: [], attacked: [] }), null],
])('the goal: %s', (_, run, met) => {
  expect(goalsKept(signinFigures(run))).toEqual([met]);
});

test('is told in tables', () => {
  const text = signinText(measured(15));
  expect(text).toMatch(/passwords compared +50\.0 \/s/);
  expect(text).toMatch(/sent away +1\.00 \/s/);
  expect(text).toMatch(/p99 under attack ÷ idle +1\.50 +≤ 2 +met/);
});
