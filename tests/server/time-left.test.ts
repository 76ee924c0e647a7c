import { describe, expect, test } from 'vitest';
import { type Sample, timeLeft, withSample } from '../../server/recordings/time-left.ts';

describe('the time left', () => {
  const at = (...points: [number, number][]) =>
    points.reduce<readonly Sample[]>(
      (samples, [seconds, done]) => withSample(samples, { at: seconds * 1000, done }),
      [],
    );
  test.each<[string, readonly Sample[], number, number | null]>([
    ['is the rest at the speed of the last minute', at([0, 10], [10, 30]), 10, 35],
    ['forgets what was before', at([0, 1], [20, 2], [40, 3], [60, 4], [80, 32]), 80, 136],
    ['is not known at first', at([0, 1], [9, 10]), 9, null],
    ['nor before a share of it is made, however slow ffmpeg began', at([0, 0.5], [12, 4]), 12, null],
    ['leaves out the time in which ffmpeg started', at([0, 0], [30, 0.1], [50, 8.1]), 50, 229.75],
    ['nor while other lectures have their turn', at([0, 1], [10, 20]), 31, null],
    ['nor does their turn count', at([0, 1], [10, 20], [300, 21], [310, 41]), 310, 29.5],
    ['nor of nothing', [], 0, null],
    ['begins anew when work was thrown away', at([0, 50], [10, 60], [20, 10]), 20, null],
    ['is none at the end', at([0, 1], [20, 100]), 20, 0],
  ])('%s', (_, samples, now, left) => {
    expect(timeLeft(samples, 100, now * 1000)).toBe(left);
  });

  test('of three hours is known once half a minute is made', () => {
    expect(timeLeft(at([0, 1], [20, 21]), 10_800, 20_000)).toBeNull();
    expect(timeLeft(at([0, 1], [20, 21], [30, 31]), 10_800, 30_000)).toBe(10_769);
  });
});
