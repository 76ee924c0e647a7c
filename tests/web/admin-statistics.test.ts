import { describe, expect, it } from 'vitest';
import { dayInSeoul, daysOf, isDay, periodFault, periodIn, periodQuery } from '../../web/admin/period.ts';
import { tenthsOf } from '../../web/admin/tenths.ts';

describe('period', () => {
  it('begins the day at midnight in Seoul', () => {
    expect(dayInSeoul(new Date('2026-11-23T14:59:59Z'))).toBe('2026-11-23');
    expect(dayInSeoul(new Date('2026-11-23T15:00:00Z'))).toBe('2026-11-24');
  });

  it('is the last thirty days, today included, unless the URL says otherwise', () => {
    const now = new Date('2026-11-24T03:00:00Z');
    expect(periodIn({}, now)).toEqual({ from: '2026-10-26', to: '2026-11-24' });
    expect(daysOf(periodIn({}, now))).toHaveLength(30);
    expect(periodIn({ from: '2026-01-01', to: '2026-01-31' }, now)).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
    });
    expect(periodIn({ from: '2026-02-01', to: '2026-01-31' }, now).to).toBe('2026-11-24');
  });

  it('says which end is wrong', () => {
    expect(periodFault({ from: '', to: '2026-01-01' })).toBe('from');
    expect(periodFault({ from: '2026-01-01', to: '2026-02-30' })).toBe('to');
    expect(periodFault({ from: '2026-01-02', to: '2026-01-01' })).toBe('order');
    expect(periodFault({ from: '2026-01-01', to: '2026-01-01' })).toBeNull();
  });

  it('knows the days that exist', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-2-3')).toBe(false);
  });

  it('is written as a query', () => {
    expect(periodQuery({ from: '2026-01-01', to: '2026-01-31' })).toBe('from=2026-01-01&to=2026-01-31');
  });
});

describe('tenthsOf', () => {
  it('covers every second once', () => {
    for (const seconds of [10, 95, 101, 3600]) {
      const tenths = tenthsOf(Array(seconds).fill(3), Array(seconds).fill(6));
      expect(tenths).toHaveLength(10);
      expect(tenths[0]?.from).toBe(0);
      expect(tenths.at(-1)?.to).toBe(seconds);
      expect(tenths.every((tenth, index) => index === 0 || tenth.from === tenths[index - 1]?.to)).toBe(true);
      expect(tenths.every(({ viewers, plays }) => viewers === 3 && plays === 6)).toBe(true);
    }
  });

  it('is the mean of its seconds', () => {
    expect(tenthsOf([4, 2, 0], [8, 4, 2]).map(({ viewers }) => viewers)).toEqual([4, 2, 0]);
    expect(tenthsOf([], [])).toEqual([]);
  });
});
