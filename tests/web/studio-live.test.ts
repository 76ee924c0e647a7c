import { describe, expect, it } from 'vitest';
import { isFinal, waysToFollow } from '../../web/studio/live.ts';

describe('waysToFollow', () => {
  it('leaves connections for everything else', () => {
    const ids = ['a', 'b', 'c', 'd'];
    expect(waysToFollow(ids)).toEqual({ streamed: ['a', 'b'], polled: ['c', 'd'] });
    expect(waysToFollow([])).toEqual({ streamed: [], polled: [] });
  });
});

describe('isFinal', () => {
  it('is false while something still happens by itself', () => {
    expect(isFinal('transcoding')).toBe(false);
    expect(isFinal('failed')).toBe(true);
  });
});
