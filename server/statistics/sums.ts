/** Adding up what the counters hold of days, and filling in what nobody watched. Pure. */
import type { DayNumbers } from '../contract/statistics.ts';
import { daysIn, type Period } from './period.ts';

/** Counters of one day, or of anything else: only what was watched has any. */
export type Sums = { views: number; watchedMs: number; completions: number };

/**
 * Viewers of one day.
 * `fresh` are those whose first day within their period it is: their sum over the period's days is
 * the number of its different viewers.
 */
export type Visits = { viewers: number; fresh: number };

type OfDay<T> = T & { day: string };

export const NO_SUMS: Sums = { views: 0, watchedMs: 0, completions: 0 };

/** As the contract has them. */
export const shown = ({ views, watchedMs, completions }: Sums) => ({
  views,
  watchSeconds: watchedMs / 1000,
  completions,
});

/** The numbers of those rows' days that lie in a period. */
export function periodNumbers(
  period: Period,
  sums: readonly OfDay<Sums>[],
  visits: readonly OfDay<Visits>[],
) {
  const within = <T>(rows: readonly OfDay<T>[]) =>
    rows.filter(({ day }) => period.from <= day && day <= period.to);
  const viewers = within(visits).reduce((sum, { fresh }) => sum + fresh, 0);
  return { ...shown(totalOf(within(sums))), viewers };
}

/** Every day of the period, with zeros where nothing was watched. */
export function dayNumbers(
  period: Period,
  sums: readonly OfDay<Sums>[],
  visits: readonly OfDay<Visits>[],
): DayNumbers[] {
  const sumsOf = new Map(sums.map((row) => [row.day, row]));
  const visitsOf = new Map(visits.map((row) => [row.day, row]));
  return daysIn(period).map((day) => ({
    day,
    ...shown(sumsOf.get(day) ?? NO_SUMS),
    viewers: visitsOf.get(day)?.viewers ?? 0,
  }));
}

const totalOf = (rows: readonly Sums[]): Sums =>
  rows.reduce(
    (total, row) => ({
      views: total.views + row.views,
      watchedMs: total.watchedMs + row.watchedMs,
      completions: total.completions + row.completions,
    }),
    NO_SUMS,
  );
