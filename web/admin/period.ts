/** The days that statistics are asked for: from–to in Asia/Seoul, both included, kept in the URL. */

export interface Period {
  /** `YYYY-MM-DD` */
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** The calendar day in Asia/Seoul, which has had no summer time since 1988: always UTC+9. */
export function dayInSeoul(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}

/** Whether it is a day that exists. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** What is wrong with a period; null when nothing is. */
export function periodFault({ from, to }: Period): 'from' | 'to' | 'order' | null {
  if (!isDay(from)) return 'from';
  if (!isDay(to)) return 'to';
  return from > to ? 'order' : null;
}

/** The period in the URL, or the thirty days up to today when there is none that makes sense. */
export function periodIn(query: { from?: string; to?: string }, now: Date): Period {
  const asked = { from: query.from ?? '', to: query.to ?? '' };
  if (periodFault(asked) === null) return asked;
  return { from: dayInSeoul(new Date(now.getTime() - (DEFAULT_DAYS - 1) * DAY_MS)), to: dayInSeoul(now) };
}

/** A period as a query string, without the question mark. */
export function periodQuery({ from, to }: Period): string {
  return new URLSearchParams({ from, to }).toString();
}

/** Every day of a period in order, so that days on which nobody watched are drawn too. */
export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
