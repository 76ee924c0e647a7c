/** From what was measured of many viewers and of the catalogue to figures with goals, and to tables. Pure. */
import { type Figure, goalTable, inMegabytes, shown, table } from '../report.ts';
import { percentilesOf } from '../statistics/percentiles.ts';
import type { Seen } from './viewer.ts';

/** With which the goals are meant: so many, and for so long from when all have come. */
export const WHOLE = { viewers: 1000, minutes: 30 };

export type Measured = {
  viewers: number;
  minutes: number;
  /** by all of them together */
  seen: Seen;
  /** bytes of the API's memory, looked at at even distances while all watched */
  memory: readonly number[];
  /** ms of every answer of the catalogue, while nobody watched */
  catalogue: readonly number[];
};

/** By how much the last fifth of the time differs from the first. @returns a share; null where there is too little */
export function drift(values: readonly number[]): number | null {
  const fifth = Math.floor(values.length / 5);
  if (fifth === 0) return null;
  const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  return mean(values.slice(-fifth)) / mean(values.slice(0, fifth)) - 1;
}

/** Figures with goals first. */
export function viewersFigures({ viewers, minutes, seen, memory, catalogue }: Measured): Figure[] {
  const segment = percentilesOf(seen.segments);
  const provided = viewers >= WHOLE.viewers && seen.segments.length > 0;
  const drifted = drift(memory);
  const pages = percentilesOf(catalogue);
  return [
    { name: 'errors', value: seen.errors, unit: '', goal: { most: 0 }, provided },
    { name: 'stalls', value: seen.stalls, unit: '', goal: { most: 0 }, provided },
    { name: 'segment, p99', value: segment.p99, unit: 'ms', goal: { most: 500 }, provided },
    {
      ...{ name: 'catalogue, p99', value: pages.p99, unit: 'ms', goal: { most: 20 } },
      provided: catalogue.length > 0,
    },
    {
      ...{ name: 'memory, last fifth and first differ by', value: drifted && Math.abs(drifted), unit: '' },
      goal: { most: 0.2 },
      provided: provided && minutes >= WHOLE.minutes,
    },
    { name: 'stalled', value: seen.stalledSeconds, unit: 's' },
    { name: 'segment, p50', value: segment.p50, unit: 'ms' },
    { name: 'segments', value: seen.segments.length, unit: '' },
    { name: 'playlist, p99', value: percentilesOf(seen.playlists).p99, unit: 'ms' },
    { name: 'report, p99', value: percentilesOf(seen.reports).p99, unit: 'ms' },
    { name: 'reports', value: seen.reports.length, unit: '' },
    { name: 'catalogue, p50', value: pages.p50, unit: 'ms' },
    { name: 'memory at most', value: inMegabytes(Math.max(0, ...memory)), unit: 'MB' },
  ];
}

/** All of it for people. */
export function viewersText(measured: Measured): string {
  const figures = viewersFigures(measured);
  const rows = figures.map(({ name, value, unit }) => [name, `${shown(value)} ${unit}`.trim()]);
  return `\n${table([['', 'measured'], ...rows])}\n\n${goalTable(figures)}`;
}
