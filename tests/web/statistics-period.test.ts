import { describe, expect, it } from 'vitest';
import { againstOf, comparedBy } from '../../web/statistics/against.ts';
import { wrongIn } from '../../web/statistics/asked.ts';
import {
  addMonths,
  dayInSeoul,
  isDay,
  isMonth,
  lastMonth,
  periodFault,
  quickPeriods,
} from '../../web/statistics/period.ts';

describe('period', () => {
  it('begins the day at midnight in Seoul', () => {
    expect(dayInSeoul(new Date('2026-11-23T14:59:59Z'))).toBe('2026-11-23');
    expect(dayInSeoul(new Date('2026-11-23T15:00:00Z'))).toBe('2026-11-24');
  });

  it.each([
    // A Tuesday, a Sunday, and a Monday that is the first of a month.
    ['2026-11-24T03:00:00Z', '2026-11-23', '2026-11-01', '2026-10-26'],
    ['2026-11-29T03:00:00Z', '2026-11-23', '2026-11-01', '2026-10-31'],
    ['2027-02-01T03:00:00Z', '2027-02-01', '2027-02-01', '2027-01-03'],
  ])('at %s the week began on %s, the month on %s, thirty days on %s', (now, week, month, last30) => {
    const { today, ...others } = quickPeriods(new Date(now));
    expect(today).toEqual({ from: now.slice(0, 10), to: now.slice(0, 10), compared: null });
    expect([others.week.from, others.month.from, others.last30.from]).toEqual([week, month, last30]);
    expect(Object.values(others).every(({ to }) => to === today.to)).toBe(true);
  });

  it.each([
    // A Tuesday with the Monday and Tuesday before, a month with as much of the month before.
    ['2026-11-24', ['2026-11-16', '2026-11-17'], ['2026-10-01', '2026-10-24']],
    ['2026-11-30', ['2026-11-23', '2026-11-23'], ['2026-10-01', '2026-10-30']],
    ['2027-01-03', ['2026-12-21', '2026-12-27'], ['2026-12-01', '2026-12-03']],
    ['2027-03-31', ['2027-03-22', '2027-03-24'], ['2027-02-01', '2027-02-28']],
  ])('on %s this week is compared with %o, this month with %o', (day, week, month) => {
    const quick = quickPeriods(new Date(`${day}T12:00:00+09:00`));
    const days = [quick.week, quick.month].map(({ compared }) => [compared.from, compared.to]);
    expect(days).toEqual([week, month]);
    expect([quick.today.compared, quick.last30.compared]).toEqual([null, null]);
  });

  it('says what is wrong', () => {
    expect(periodFault({ from: '', to: '2026-01-01' })).toBe('from');
    expect(periodFault({ from: '2026-01-01', to: '2026-02-30' })).toBe('to');
    expect(periodFault({ from: '1969-12-31', to: '1970-01-01' })).toBe('early');
    expect(periodFault({ from: '1970-01-01', to: '1970-01-01' })).toBeNull();
    expect(periodFault({ from: '2026-01-02', to: '2026-01-01' })).toBe('order');
    expect(periodFault({ from: '2026-01-01', to: '2026-01-01' })).toBeNull();
    // The server answers for 3660 days.
    expect(periodFault({ from: '2016-01-01', to: '2026-01-07' })).toBeNull();
    expect(periodFault({ from: '2016-01-01', to: '2026-01-08' })).toBe('long');
  });

  it('knows the days that exist', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-2-3')).toBe(false);
  });
});

describe('what a period is compared with', () => {
  const days = (from: string, to: string) => ({ from, to });
  it.each([
    ['week', days('2026-11-23', '2026-11-24'), days('2026-11-16', '2026-11-17')],
    ['month', days('2027-03-01', '2027-03-31'), days('2027-02-01', '2027-02-28')],
    ['year', days('2028-02-29', '2028-03-01'), days('2027-02-28', '2027-03-01')],
  ] as const)('the same days of the %s before are known again by their days', (against, period, compared) => {
    expect(comparedBy(against, period, days('', ''))).toEqual(compared);
    expect(againstOf({ ...period, staff: false, compared })).toBe(against);
  });

  it('this week and this month are not days that somebody chose', () => {
    const { week, month, last30 } = quickPeriods(new Date('2026-11-24T03:00:00Z'));
    const of = [week, month, last30].map((quick) => againstOf({ ...quick, staff: false }));
    expect(of).toEqual(['week', 'month', 'before']);
    const own = { ...last30, staff: false, compared: days('2026-01-01', '2026-01-02') };
    expect(againstOf(own)).toBe('other');
  });
});

describe('days of the URL', () => {
  it('that make no sense are told apart from those that are not there', () => {
    const period = { from: '2026-11-20', to: '2026-11-01' };
    expect(wrongIn({})).toEqual({});
    expect(wrongIn(period)).toEqual({ period });
    expect(wrongIn({ from: '2026-11-01', to: '2026-11-20', compareFrom: 'x' })).toEqual({
      compared: { from: 'x', to: '' },
    });
  });
});

describe('month', () => {
  it('is one that exists', () => {
    expect(['2026-12', '2026-13', '2026-1', '2026', ''].map(isMonth)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is counted over the turn of a year', () => {
    expect([addMonths('2026-01', -1), addMonths('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  });

  it('ended last in Seoul', () => {
    expect(lastMonth(new Date('2026-12-31T14:59:59Z'))).toBe('2026-11');
    expect(lastMonth(new Date('2026-12-31T15:00:00Z'))).toBe('2026-12');
  });
});
