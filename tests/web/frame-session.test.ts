import { describe, expect, it } from 'vitest';
import { secondsToWait, WARNING_SECONDS, warningOf } from '../../web/frame/session-watch.ts';

describe('the end of a session', () => {
  it('is told twenty seconds before at least', () => {
    expect(WARNING_SECONDS).toBeGreaterThanOrEqual(20);
  });

  it.each([
    [3600, 3480],
    [121, 1],
    // and is looked at again when it should be over
    [120, 121],
    [5, 6],
    [0, 1],
    [14 * 86_400, 86_400],
  ])('with %i s left is looked at in %i s', (left, wait) => {
    expect(secondsToWait(left)).toBe(wait);
  });

  it.each([
    [121, 1000, null],
    [120, 1000, { state: 'ending', at: 121_000, last: false }],
    // nothing that is done moves it: one cannot go on
    [90, 90, { state: 'ending', at: 91_000, last: true }],
  ])('with %i s left, %i in all, is said so', (idle, total, said) => {
    expect(warningOf({ idle, total }, 1000)).toEqual(said);
  });
});
