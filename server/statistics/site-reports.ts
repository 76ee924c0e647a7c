/** What is answered about the site as a whole. Each reads within the snapshot it is handed. */
import { sql } from 'drizzle-orm';
import {
  type AudienceStatistics,
  COUNTED_AUDIENCES,
  COUNTED_REGIONS,
  type HourStatistics,
  type MonthStatistics,
  type Overview,
  type RegionStatistics,
} from '../contract/statistics.ts';
import type { Db } from '../database/client.ts';
import { hoursOfWeek, siteSumsByTrait, type Trait, viewersByTrait } from './breakdown-queries.ts';
import { siteVisitsByDay, startOfMonth, startOfTwo, sumsByDay } from './day-queries.ts';
import { areCountable, peopleByDay } from './people-queries.ts';
import { monthOf, monthsIn, type Period, periodBefore } from './period.ts';
import type { Scope } from './scope.ts';
import { dayNumbers, NO_SUMS, periodNumbers, shown } from './sums.ts';

export async function overviewOf(tx: Db, period: Period, scope: Scope): Promise<Overview> {
  const earlier = periodBefore(period);
  const both = { from: earlier.from, to: period.to };
  const sums = await sumsByDay(tx, both, scope);
  const visits = await visitsOf(tx, earlier, period, scope);
  const counted = <T>(numbers: T) => (visits ? numbers : { ...numbers, viewers: null });
  return {
    ...period,
    ...counted(periodNumbers(period, sums, visits ?? [])),
    previous: { ...earlier, ...counted(periodNumbers(earlier, sums, visits ?? [])) },
    days: dayNumbers(period, sums, visits ?? []).map(counted),
  };
}

/** Viewers of each day: of the site from its counters; of the manager's lectures one by one, or null. */
async function visitsOf(tx: Db, earlier: Period, period: Period, scope: Scope) {
  const { manager } = scope;
  if (manager === null) {
    const both = { from: earlier.from, to: period.to };
    return siteVisitsByDay(tx, both, startOfTwo(earlier, period), scope);
  }
  const own = sql`select id from lectures where created_by = ${manager}::uuid`;
  return (await areCountable(tx, own)) ? peopleByDay(tx, own, earlier, period, scope) : null;
}

export async function audiencesOf(tx: Db, period: Period, scope: Scope): Promise<AudienceStatistics> {
  const numbers = await numbersByTrait(tx, 'audience', period, scope);
  const items = COUNTED_AUDIENCES.map((audience) => ({ audience, ...numbers(audience) }));
  return { ...period, items };
}

export async function regionsOf(tx: Db, period: Period, scope: Scope): Promise<RegionStatistics> {
  const numbers = await numbersByTrait(tx, 'region', period, scope);
  return { ...period, items: COUNTED_REGIONS.map((region) => ({ region, ...numbers(region) })) };
}

async function numbersByTrait(tx: Db, trait: Trait, period: Period, scope: Scope) {
  const sums = await siteSumsByTrait(tx, trait, period, scope);
  const visits = await viewersByTrait(tx, trait, period, scope);
  const sumsOf = new Map(sums.map((row) => [row.name, row]));
  const viewersOf = new Map(visits.map((row) => [row.name, row.viewers]));
  return (name: string) => ({
    ...shown(sumsOf.get(name) ?? NO_SUMS),
    viewers: viewersOf.get(name) ?? 0,
  });
}

export async function monthsOf(tx: Db, period: Period, scope: Scope): Promise<MonthStatistics> {
  const sums = await sumsByDay(tx, period, scope);
  const visits = await siteVisitsByDay(tx, period, startOfMonth(period), scope);
  const items = monthsIn(period).map((month) => {
    const ofMonth = <T extends { day: string }>(rows: T[]) =>
      rows.filter(({ day }) => monthOf(day) === month);
    return { month, ...periodNumbers(period, ofMonth(sums), ofMonth(visits)) };
  });
  return { ...period, items };
}

export async function hoursOf(tx: Db, period: Period, scope: Scope): Promise<HourStatistics> {
  const rows = await hoursOfWeek(tx, period, scope);
  const found = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row]));
  const items = Array.from({ length: 7 * 24 }, (_, nth) => {
    const [weekday, hour] = [1 + Math.floor(nth / 24), nth % 24];
    const { views = 0, watchedMs = 0 } = found.get(`${weekday} ${hour}`) ?? {};
    return { weekday, hour, views, watchSeconds: watchedMs / 1000 };
  });
  return { ...period, items };
}
