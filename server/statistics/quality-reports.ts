/** What is answered about quality of experience. Each reads within the snapshot it is handed. */
import { BROWSERS, DEVICES, PLAYER_ERRORS, RUNGS, STARTUP_BOUNDS_MS, SYSTEMS } from '../contract/quality.ts';
import type { LectureQuality, QualityNumbers, SiteQuality } from '../contract/quality-statistics.ts';
import type { Db } from '../database/client.ts';
import { STARTUPS } from '../database/schema/quality-columns.ts';
import type { Period } from './period.ts';
import { lectureQualityOf, type QualityCounts, siteQualityOf, titlesOf } from './quality-queries.ts';
import { quantileOf } from './quantile.ts';
import type { Scope } from './scope.ts';

export async function siteQualityReport(tx: Db, period: Period, scope: Scope): Promise<SiteQuality> {
  const numbers = numbersIn(await siteQualityOf(tx, period, scope));
  return {
    ...period,
    total: numbers('total', ''),
    devices: DEVICES.map((device) => ({ device, ...numbers('device', device) })),
    browsers: BROWSERS.map((browser) => ({ browser, ...numbers('browser', browser) })),
    systems: SYSTEMS.map((system) => ({ system, ...numbers('system', system) })),
  };
}

/** Null when the lecture is not the manager's. */
export async function lectureQualityReport(
  tx: Db,
  id: string,
  period: Period,
  scope: Scope,
): Promise<LectureQuality | null> {
  const titles = await titlesOf(tx, id, scope);
  if (!titles) return null;
  const numbers = numbersIn(await lectureQualityOf(tx, id, period, scope));
  return {
    ...{ lectureId: id, ...titles, ...period },
    total: numbers('total', ''),
    devices: DEVICES.map((device) => ({ device, ...numbers('device', device) })),
  };
}

function numbersIn(rows: readonly ({ by: string; name: string } & QualityCounts)[]) {
  const found = new Map(rows.map((row) => [`${row.by} ${row.name}`, row]));
  return (by: string, name: string) => qualityNumbers(found.get(`${by} ${name}`) ?? {});
}

/** The numbers that counters add up to. Pure. @param counts those missing are 0 */
function qualityNumbers(counts: QualityCounts): QualityNumbers {
  const of = (name: string) => counts[name] ?? 0;
  const sessions = of('sessions');
  const startups = STARTUPS.map(of);
  const started = startups.reduce((sum, count) => sum + count, 0);
  const rungs = RUNGS.map((rung) => ({ rung, watchSeconds: of(`played_${rung}_ms`) / 1000 }));
  const hours = rungs.reduce((sum, { watchSeconds }) => sum + watchSeconds, 0) / 3600;
  const share = (count: number) => (sessions > 0 ? count / sessions : null);
  const startup = (part: number) => {
    const ms = quantileOf(startups, STARTUP_BOUNDS_MS, part);
    return ms === null ? null : ms / 1000;
  };
  return {
    sessions,
    startupMedian: startup(0.5),
    startupP90: startup(0.9),
    unstartedShare: share(sessions - started),
    stalledShare: share(of('stalled_sessions')),
    stalledPerHour: hours > 0 ? of('stalled_ms') / 1000 / hours : null,
    failedShare: share(of('failed_sessions')),
    rungs,
    errors: PLAYER_ERRORS.map((kind) => ({ kind, count: of(`errors_${kind}`) })),
  };
}
