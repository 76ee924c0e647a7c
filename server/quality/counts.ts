/** What a session's quality of experience adds to the sums that statistics read. Pure. */
import { PLAYER_ERRORS, type QualityReport, RUNGS, STARTUP_BOUNDS_MS } from '../contract/quality.ts';
import { MAX_RATE, SLACK_SECONDS } from '../progress/credit.ts';

/** In the order of `QUALITY_COUNTS`. */
export type Counts = readonly number[];

/** All that is counted of a session that said nothing yet. */
const NOTHING = -1;
export const UNSAID: QualityReport = {
  ...{ sn: NOTHING, msd: null, bsa: 0, bsda: 0 },
  played: { 1080: 0, 720: 0, 480: 0, 360: 0 },
  ec: { offline: 0, gone: 0, network: 0, media: 0, unsupported: 0 },
};

/**
 * A report cut to what real time allows, as played segments are: no more waiting than there was time, no more playing
 * than at the highest speed.
 * @param sinceMs since the session began
 */
export function bounded(report: QualityReport, sinceMs: number): QualityReport {
  const time = Math.max(0, Math.round(sinceMs)) + SLACK_SECONDS * 1000;
  let left = time * MAX_RATE;
  const played = { ...report.played };
  for (const rung of RUNGS) {
    played[rung] = Math.min(played[rung], left);
    left -= played[rung];
  }
  return { ...report, played, bsda: Math.min(report.bsda, time) };
}

export function countsOf({ sn, msd, bsa, bsda, played, ec }: QualityReport): Counts {
  if (sn === NOTHING) return countsOf({ ...UNSAID, sn: 0 }).map(() => 0);
  const errors = PLAYER_ERRORS.map((kind) => ec[kind]);
  const flag = (is: boolean) => (is ? 1 : 0);
  return [
    1,
    ...[...STARTUP_BOUNDS_MS, 0].map((_, nth) => flag(msd !== null && stretchOf(msd) === nth)),
    flag(bsa > 0),
    bsa,
    bsda,
    ...RUNGS.map((rung) => played[rung]),
    flag(errors.some((count) => count > 0)),
    ...errors,
  ];
}

/** What a later report changes. */
export function changeOf(before: QualityReport, now: QualityReport): Counts {
  const known = countsOf(before);
  return countsOf(now).map((count, nth) => count - (known[nth] ?? 0));
}

/** Which stretch of `STARTUP_BOUNDS_MS` a start-up time lies in; the one after the last bound is open. */
function stretchOf(ms: number): number {
  const nth = STARTUP_BOUNDS_MS.findIndex((bound) => ms <= bound);
  return nth < 0 ? STARTUP_BOUNDS_MS.length : nth;
}
