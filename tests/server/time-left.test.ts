import { describe, expect, test } from 'vitest';
import { type Sample, timeLeft, withSample } from '../../server/recordings/time-left.ts';

describe('the time left', () => {
  const at = (...points: [number, number][]) =>
    points.reduce<readonly Sample[]>(
      (samples, [seconds, done]) => withSample(samples, { at: seconds * 1000, done }),
      [],
    );
  test.each<[string, readonly Sample[], number, number | null]>([
    ['is the rest at the speed of the last minute', at([0, 0], [10, 20]), 10, 40],
    ['forgets what was before', at([0, 0], [20, 1], [40, 2], [60, 3], [80, 31]), 80, 138],
    ['is not known at first', at([0, 0], [2, 10]), 2, null],
    ['nor while other lectures have their turn', at([0, 0], [10, 20]), 31, null],
    ['nor does their turn count', at([0, 0], [10, 20], [300, 21], [310, 41]), 310, 29.5],
    ['nor of nothing', [], 0, null],
    ['begins anew when work was thrown away', at([0, 50], [10, 60], [20, 10]), 20, null],
    ['is none at the end', at([0, 0], [20, 100]), 20, 0],
  ])('%s', (_, samples, now, left) => {
    expect(timeLeft(samples, 100, now * 1000)).toBe(left);
  });
});
