/** What statistics are asked for, kept in the URL. */
import type { ComparedQuery, StatisticsQuery } from '../../server/contract/statistics.ts';
import { type Period, periodFault, quickPeriods } from './period.ts';

export interface Asked extends Period {
  /** staff viewing is counted too */
  staff: boolean;
  /** what numbers are compared with; null = the equally many days right before */
  compared: Period | null;
}

type Query = Readonly<Record<string, string>>;

const daysIn = (query: Query) => ({
  period: { from: query.from ?? '', to: query.to ?? '' },
  compared: { from: query.compareFrom ?? '', to: query.compareTo ?? '' },
});

/** The days in the URL that make no sense. */
export function wrongIn(query: Query): Partial<Record<'period' | 'compared', Period>> {
  const named = Object.entries(daysIn(query)).filter(([, { from, to }]) => from || to);
  return Object.fromEntries(named.filter(([, days]) => periodFault(days) !== null));
}

/** What the URL asks for; the thirty days up to today when it has no period that makes sense. */
export function askedIn(query: Query, now: Date): Asked {
  const { period, compared } = daysIn(query);
  const { from, to } = periodFault(period) === null ? period : quickPeriods(now).last30;
  return {
    ...{ from, to, staff: query.staff === 'include' },
    compared: periodFault(compared) === null ? compared : null,
  };
}

/** The same, as the API is asked. */
export function apiQuery({ from, to, staff }: Asked): StatisticsQuery & { from: string; to: string } {
  return { from, to, ...(staff && { staff: 'include' as const }) };
}

/** The same, where numbers are compared. */
export function comparedQuery(asked: Asked): ComparedQuery & { from: string; to: string } {
  const { compared } = asked;
  return { ...apiQuery(asked), ...(compared && { compareFrom: compared.from, compareTo: compared.to }) };
}

/** All of it as a query string, without the question mark. */
export const askedQuery = (asked: Asked): string => new URLSearchParams(comparedQuery(asked)).toString();

/**
 * The address of the same page, asked otherwise. Other wishes in the URL, such as an order, stay; a list begins
 * at its first page.
 */
export function addressOf(path: string, query: Query, asked: Asked): string {
  const { page: _page, staff: _staff, compareFrom: _from, compareTo: _to, ...others } = query;
  return `${path}?${new URLSearchParams({ ...others, ...comparedQuery(asked) })}`;
}
