/** The days that statistics are asked for, and those they are compared with. Pure. */
import type { ComparedQuery, StatisticsQuery } from '../contract/statistics.ts';
import { Refusal } from '../errors.ts';
import { addDays, seoulDay } from '../progress/days.ts';

/** Days of Asia/Seoul as `YYYY-MM-DD`, both included. */
export type Period = { from: string; to: string };

/** Days shown when none are named. */
const DEFAULT_DAYS = 30;
const MOST_DAYS = 3660;
/** Nothing was watched before; the period before it still has a year of four digits. A missing day is before it. */
const EARLIEST = '1970-01-01';

/**
 * The days asked for; the last thirty without a wish.
 * @throws {Refusal} bad_request when they end before they begin, or are too many, or too long ago
 */
export function periodOf(query: Pick<StatisticsQuery, 'from' | 'to'>, now: Date): Period {
  const to = query.to ?? seoulDay(now);
  return checked({ from: query.from ?? addDays(to, 1 - DEFAULT_DAYS), to }, 'from');
}

/**
 * The days that are to be compared with; undefined when none are named.
 * @throws {Refusal} bad_request as `periodOf`, and when only one end is named
 */
export function comparedIn({ compareFrom: from, compareTo: to }: ComparedQuery): Period | undefined {
  if (from === undefined && to === undefined) return undefined;
  return checked({ from: from ?? '', to: to ?? '' }, 'compareFrom');
}

function checked(period: Period, field: string): Period {
  const { from, to } = period;
  if (from > to || from < EARLIEST || addDays(from, MOST_DAYS) <= to)
    throw new Refusal('bad_request', [{ field, message: `${from} … ${to}` }]);
  return period;
}

/** The equally many days right before. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -daysIn(period).length), to: addDays(period.from, -1) };
}

/** The month in which a day lies, from its first day to its last. */
export function monthOf(day: string): Period {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

/**
 * A month that has ended, and the one before it.
 * @param month `YYYY-MM`
 * @throws {Refusal} month_not_over; bad_request for one that is too long ago
 */
export function periodsOfMonth(month: string, now: Date): { period: Period; earlier: Period } {
  const period = monthOf(`${month}-01`);
  if (period.to >= seoulDay(now)) throw new Refusal('month_not_over', [{ field: 'month', message: month }]);
  if (period.from < EARLIEST) throw new Refusal('bad_request', [{ field: 'month', message: month }]);
  return { period, earlier: monthOf(addDays(period.from, -1)) };
}

/** Every day of a period, in order. */
export function daysIn({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Every calendar month (`YYYY-MM`) that a period touches, in order, with its days within the period. */
export function monthsIn(period: Period): (Period & { month: string })[] {
  const months = Map.groupBy(daysIn(period), (day) => day.slice(0, 7));
  return [...months].map(([month, days]) => ({
    ...{ month, from: days[0] ?? period.from, to: days.at(-1) ?? period.to },
  }));
}

/**
 * A period as what counters of days and of months hold of it.
 * @returns days before and after the whole months, and the first days of the first and last of these
 */
export function inMonths({ from, to }: Period): { days: Period[]; months: Period | null } {
  const whole = monthsIn({ from, to }).filter(
    (month) => month.from.endsWith('-01') && addDays(month.to, 1).endsWith('-01'),
  );
  const [first, last] = [whole[0], whole.at(-1)];
  if (!first || !last) return { days: [{ from, to }], months: null };
  const around = [
    { from, to: addDays(first.from, -1) },
    { from: addDays(last.to, 1), to },
  ];
  return {
    days: around.filter((part) => part.from <= part.to),
    months: { from: first.from, to: last.from },
  };
}
