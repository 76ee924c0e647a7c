/** The hours of a week as a table of 24 rows and 7 columns. */
import type { HourStatistics } from '../../server/contract/statistics.ts';

type Hour = HourStatistics['items'][number];

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Rows of hours, each with its seven days from Monday; `items` are in the contract's order. */
export function hourRows(items: readonly Hour[]): Hour[][] {
  return Array.from({ length: 24 }, (_, hour) => items.filter((item) => item.hour === hour));
}

/** The hour with most views, the earliest of them; undefined when nobody watched. */
export function peakOf(items: readonly Hour[]): Hour | undefined {
  const most = Math.max(0, ...items.map(({ views }) => views));
  return most === 0 ? undefined : items.find(({ views }) => views === most);
}

/** How strongly a cell is tinted, 0–1; not so strong at 1 that its text could not be read. */
export const tintOf = (views: number, most: number): number => (most === 0 ? 0 : (views / most) * 0.35);
