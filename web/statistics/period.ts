/** The days that statistics are asked for: from–to in Asia/Seoul, both included. */

export interface Period {
  /** `YYYY-MM-DD` */
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
/** As many as the server answers for. */
const MOST_DAYS = 3660;
/** Nothing was watched before; the server refuses it. */
const EARLIEST = '1970-01-01';
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** The calendar day in Asia/Seoul, which has had no summer time since 1988: always UTC+9. */
export function dayInSeoul(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}

/** A day so many days later; earlier when `days` is negative. */
function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether it is a day that exists. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Whether it is a month that exists, `YYYY-MM`. */
export const isMonth = (text: string): boolean => isDay(`${text}-01`);

/** The month so many months later, `YYYY-MM`; earlier when `months` is negative. */
export function addMonths(month: string, months: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 1 + months)).toISOString().slice(0, 7);
}

/** The month in Seoul that ended last. */
export const lastMonth = (now: Date): string => addMonths(dayInSeoul(now).slice(0, 7), -1);

/** What is wrong with a period; null when nothing is. */
export function periodFault({ from, to }: Period): 'from' | 'to' | 'early' | 'order' | 'long' | null {
  if (!isDay(from)) return 'from';
  if (!isDay(to)) return 'to';
  if (from < EARLIEST) return 'early';
  if (from > to) return 'order';
  return lengthOf({ from, to }) > MOST_DAYS ? 'long' : null;
}

/** How many days it has. */
export const lengthOf = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** The same days of the week before. */
export const weekBefore = ({ from, to }: Period): Period => ({
  from: addDays(from, -7),
  to: addDays(to, -7),
});

/** The same days so many months before; its last one where a month has no such day. */
export const monthsBefore = ({ from, to }: Period, months: number): Period => ({
  from: dayMonthsBefore(from, months),
  to: dayMonthsBefore(to, months),
});

function dayMonthsBefore(day: string, months: number): string {
  const month = addMonths(day.slice(0, 7), -months);
  const same = `${month}${day.slice(7)}`;
  return isDay(same) ? same : addDays(`${addMonths(month, 1)}-01`, -1);
}

/** A period, and what it is compared with; null = the equally many days right before. */
interface Quick extends Period {
  compared: Period | null;
}

/**
 * The periods that are one press away. Those of the calendar end today, and are compared with as much of the week or
 * month before: a Monday and a Tuesday with a Monday and a Tuesday, not with a weekend.
 */
export function quickPeriods(now: Date) {
  const today = dayInSeoul(now);
  const monday = addDays(today, -((new Date(today).getUTCDay() + 6) % 7));
  const week = { from: monday, to: today };
  const month = { from: `${today.slice(0, 7)}-01`, to: today };
  return {
    today: { from: today, to: today, compared: null },
    week: { ...week, compared: weekBefore(week) },
    month: { ...month, compared: monthsBefore(month, 1) },
    last30: { from: addDays(today, 1 - DEFAULT_DAYS), to: today, compared: null },
  } satisfies Record<string, Quick>;
}
