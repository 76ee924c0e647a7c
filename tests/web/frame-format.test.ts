import { describe, expect, it } from 'vitest';
import {
  bytes,
  clock,
  day,
  dayAndTime,
  dayInYear,
  dayOfTime,
  duration,
  number,
  percent,
} from '../../web/ui/format.ts';

describe('days and times', () => {
  it('are written as in Korea', () => {
    expect(day('2026-11-04', 'ko')).toBe('2026.\u00a011.\u00a04.');
    expect(day('2026-11-04', 'en')).toBe('4\u00a0Nov\u00a02026');
    expect(dayInYear('2026-11-04', 'ko')).toBe('11.\u00a04.');
    expect(dayInYear('2026-11-04', 'en')).toBe('4\u00a0Nov');
  });

  it('are those of Seoul, whatever the machine thinks', () => {
    // 15:30 UTC is half past midnight of the next day in Seoul.
    expect(dayOfTime('2026-12-31T15:30:00Z', 'ko')).toBe('2027.\u00a01.\u00a01.');
    expect(dayAndTime('2026-12-31T15:30:00Z', 'ko')).toBe('2027.\u00a01.\u00a01. 00:30');
    expect(dayAndTime('2026-11-24T05:02:00Z', 'en')).toBe('24\u00a0Nov\u00a02026, 14:02');
  });
});

describe('durations', () => {
  const cases: [number, string, string, string][] = [
    [0, '0초', '0 s', '0:00'],
    [59.9, '59초', '59 s', '0:59'],
    [60, '1분', '1 min', '1:00'],
    [750, '12분 30초', '12 min 30 s', '12:30'],
    [3600, '1시간', '1 h', '1:00:00'],
    [3905, '1시간 5분', '1 h 5 min', '1:05:05'],
    [-3, '0초', '0 s', '0:00'],
  ];
  it.each(cases)('of %d s', (seconds, korean, english, asClock) => {
    expect(duration(seconds, 'ko')).toBe(korean);
    expect(duration(seconds, 'en')).toBe(english);
    expect(clock(seconds)).toBe(asClock);
  });
});

describe('numbers', () => {
  it('have their thousands separated', () => {
    expect(number(1234567)).toBe('1,234,567');
    expect(number(12.345, 1)).toBe('12.3');
  });

  it('say 100% only of all of it', () => {
    expect(percent(0.999)).toBe('99%');
    expect(percent(1)).toBe('100%');
    // 0.29 × 100 is 28.999… in floating point.
    expect(percent(0.29)).toBe('29%');
  });

  it('of bytes are in the unit that fits', () => {
    expect(bytes(0)).toBe('0B');
    expect(bytes(1023)).toBe('1,023B');
    expect(bytes(1024)).toBe('1KB');
    expect(bytes(1.5 * 1024 ** 3)).toBe('1.5GB');
    expect(bytes(10 * 1024 ** 3)).toBe('10GB');
  });
});
