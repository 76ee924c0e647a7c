/** Adding up what the counters hold of days, and filling in what nobody watched. Pure. */
import type { DayNumbers } from '../contract/statistics.ts';
import { daysIn, type Period } from './period.ts';

/** Counters of one day, or of anything else: only what was watched has any. */
export type Sums = { views: number; watchedMs: number; completions: number };

/** Viewers of one day; `newcomers` of them had never come before. */
type Visits = { viewers: number; newcomers: number };
export type DayRow = Sums & Visits & { day: string };

export const NO_SUMS: Sums = { views: 0, watchedMs: 0, completions: 0 };

/** As the contract has them. */
export const shown = ({ views, watchedMs, completions }: Sums) => ({
  views,
  watchSeconds: watchedMs / 1000,
  completions,
});

/**
 * The numbers of those rows' days that lie in a period.
 * @param returned viewers who had come before the period, and came back within it
 */
export function periodNumbers({ from, to }: Period, rows: readonly DayRow[], returned = 0) {
  const within = rows.filter(({ day }) => from <= day && day <= to);
  return { ...shown(totalOf(within)), viewers: within.reduce((sum, row) => sum + row.newcomers, returned) };
}

/** Every day of the period, with zeros where nothing was watched. */
export function dayNumbers(period: Period, rows: readonly DayRow[]): DayNumbers[] {
  const found = new Map(rows.map((row) => [row.day, row]));
  return daysIn(period).map((day) => {
    const row = found.get(day);
    return { day, ...shown(row ?? NO_SUMS), viewers: row?.viewers ?? 0 };
  });
}

/** What is left of all when those of whom something is known are taken away: of nobody knows whom. */
export const remainderOf = (all: Sums, known: readonly Sums[]): Sums => {
  const sum = totalOf(known);
  return {
    views: all.views - sum.views,
    watchedMs: all.watchedMs - sum.watchedMs,
    completions: all.completions - sum.completions,
  };
};

export const totalOf = (rows: readonly Sums[]): Sums =>
  rows.reduce(
    (total, row) => ({
      views: total.views + row.views,
      watchedMs: total.watchedMs + row.watchedMs,
      completions: total.completions + row.completions,
    }),
    NO_SUMS,
  );
