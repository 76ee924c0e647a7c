/** What is answered about the site as a whole. Each reads within the snapshot it is handed. */
import {
  type AudienceStatistics,
  COUNTED_AUDIENCES,
  COUNTED_REGIONS,
  type HourStatistics,
  type MonthStatistics,
  type Overview,
  type RegionStatistics,
} from '../contract/statistics.ts';
import { AUDIENCES, REGIONS, UNKNOWN } from '../contract/vocabulary.ts';
import type { Db } from '../database/client.ts';
import type { Trait } from '../database/schema/columns.ts';
import { hoursOfWeek, siteSumsByTrait } from './breakdown-queries.ts';
import { siteDaysOf } from './day-queries.ts';
import { monthsIn, type Period, periodBefore } from './period.ts';
import { returnedBy, returnedIn } from './return-queries.ts';
import type { Scope } from './scope.ts';
import { dayNumbers, NO_SUMS, periodNumbers, remainderOf, shown, totalOf } from './sums.ts';

/** What viewers may have said of themselves. */
const SAID: Record<Trait, readonly string[]> = { audience: AUDIENCES, region: REGIONS };

export async function overviewOf(
  tx: Db,
  period: Period,
  scope: Scope,
  compared = periodBefore(period),
): Promise<Overview> {
  return {
    ...(await dayReportOf(tx, period, scope)),
    compared: await dayReportOf(tx, compared, scope),
  };
}

async function dayReportOf(tx: Db, period: Period, scope: Scope) {
  const days = await siteDaysOf(tx, period, scope);
  const [returned] = await returnedIn(tx, [period], scope);
  return { ...period, ...periodNumbers(period, days, returned), days: dayNumbers(period, days) };
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

/** Of whom nothing is known is what is left of all: every viewer counts once, as on their first day. */
async function numbersByTrait(tx: Db, trait: Trait, period: Period, scope: Scope) {
  const days = await siteDaysOf(tx, period, scope);
  const sums = await siteSumsByTrait(tx, trait, period, scope);
  const returned = await returnedBy(tx, SAID[trait], period, scope);
  const rows = new Map(sums.map((row) => [row.value, row]));
  const known = (value: string) => {
    const { newcomers, ...counts } = rows.get(value) ?? { ...NO_SUMS, newcomers: 0 };
    return { ...shown(counts), viewers: newcomers + (returned[value] ?? 0) };
  };
  const knownViewers = SAID[trait].reduce((sum, value) => sum + known(value).viewers, 0);
  const { viewers } = periodNumbers(period, days, returned.viewers);
  const unknown = { ...shown(remainderOf(totalOf(days), sums)), viewers: viewers - knownViewers };
  return (value: string) => (value === UNKNOWN ? unknown : known(value));
}

export async function monthsOf(tx: Db, period: Period, scope: Scope): Promise<MonthStatistics> {
  const days = await siteDaysOf(tx, period, scope);
  const months = monthsIn(period);
  const returned = await returnedIn(tx, months, scope);
  const items = months.map(({ month, ...part }, nth) => ({
    ...{ month, ...periodNumbers(part, days, returned[nth]) },
  }));
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
