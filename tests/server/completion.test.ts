import { describe, expect, test } from 'vitest';
import type { Rule } from '../../server/contract/completion.ts';
import { isComplete, missingOf, neededOf, watchedShare } from '../../server/progress/completion.ts';
import { longestGaps } from '../../server/progress/ranges.ts';

const rule = (share: number, elapsedShare = 0): Rule => ({ share, elapsedShare });
const done = (covered: number, elapsed = covered) => ({
  coveredMs: covered * 1000,
  elapsedMs: elapsed * 1000,
});

test.each<[name: string, covered: number, elapsed: number, duration: number, rule: Rule, complete: boolean]>([
  ['just under the share', 90.629, 0, 100.7, rule(0.9), false],
  ['the share to the millisecond', 90.63, 0, 100.7, rule(0.9), true],
  ['a share that no float is', 7, 0, 100, rule(0.07), true],
  ['all of it, half a second before the end', 99.5, 0, 100, rule(1), true],
  ['all of it, more than that before the end', 99.499, 0, 100, rule(1), false],
  ['at double speed where real time is asked', 100, 50, 100, rule(0.9, 0.6), false],
  ['at double speed where half of it is enough', 100, 50, 100, rule(0.9, 0.5), true],
  ['half of it twice', 50, 100, 100, rule(0.9, 0.9), false],
  ['all real time, half a second before the end', 99.5, 99.5, 100, rule(1, 1), true],
  ['nothing of a lecture of no length', 0, 0, 0.3, rule(0.9), false],
])('%s', (_name, covered, elapsed, duration, rule, complete) => {
  expect(isComplete(done(covered, elapsed), rule, duration)).toBe(complete);
  expect(missingOf(done(covered, elapsed), rule, duration)).toHaveLength(complete ? 0 : 1);
});

test('before the probe nothing is complete, and nothing can be said to be missing', () => {
  expect(isComplete(done(100), rule(0.9), null)).toBe(false);
  expect(missingOf(done(100), rule(0.9), null)).toEqual([]);
  expect(neededOf(rule(0.9), null)).toBeNull();
});

test('what is missing is said with what there is and what is asked, in seconds', () => {
  expect(missingOf(done(72, 36), rule(0.9, 0.6), 100)).toEqual([
    { what: 'covered', has: 72, needs: 90 },
    { what: 'elapsed', has: 36, needs: 60 },
  ]);
});

test('the share that was watched is all of it half a second before the end', () => {
  expect(watchedShare(50_000, 100)).toBe(0.5);
  expect(watchedShare(99_600, 100)).toBe(1);
  expect(watchedShare(50_000, null)).toBe(0);
});

describe('parts that were not watched', () => {
  test('are the longest five of a second and more, in order', () => {
    const spans = [1, 10, 12.5, 20, 40, 43, 60].map((from) => ({ from, to: from + 2 }));
    expect(longestGaps(spans, 62.5)).toEqual(
      [
        { from: 3, to: 10 },
        { from: 14.5, to: 20 },
        { from: 22, to: 40 },
        { from: 45, to: 60 },
        { from: 0, to: 1 },
      ].sort((a, b) => a.from - b.from),
    );
  });
  test('are all of it before it was begun', () => {
    expect(longestGaps([], 30)).toEqual([{ from: 0, to: 30 }]);
    expect(longestGaps([{ from: 0, to: 30 }], 30)).toEqual([]);
  });
});
