import { expect, test } from 'vitest';
import { median, playerFigures, playerText } from '../../scripts/bench/player/player-figures.ts';
import { goalsKept } from '../support/goals.ts';

const times = (...atRest: number[]) => atRest.map((ms) => ({ atRest: ms, fromOpening: 10 * ms }));

test('one slow press is not the median', () => {
  expect(median([5, 900, 4])).toBe(5);
  expect(median([4, 1])).toBe(1);
  expect(median([])).toBe(undefined);
});

test.each([
  ['as quick', times(100, 100, 900), true],
  ['a little slower', times(114, 110, 120), true],
  ['too slow', times(116, 117, 118), false],
])('a page that is %s than the barest', (_, ours, met) => {
  const measured = { bare: times(100, 90, 120), ours };
  expect(goalsKept(playerFigures(measured))).toEqual([met]);
  expect(playerText(measured)).toContain(met ? 'met' : 'NOT MET');
});
