/** From what was measured of the search to figures with goals, and to tables. Pure. */
import { type Figure, goalTable, shown, table } from '../report.ts';
import type { Filled } from './fill.ts';
import type { TypedRun } from './typing.ts';

export type Measured = { filled: Filled; typed: readonly TypedRun[] };

/** Lectures with which the goal is meant. */
export const WHOLE = 10_000;

/** Figures with goals first. */
export function searchFigures({ filled, typed }: Measured): Figure[] {
  const slowest = typed.reduce((most, { times }) => Math.max(most, times.p95), 0);
  return [
    {
      ...{ name: 'slowest search, p95', value: slowest, unit: 'ms', goal: { most: 100 } },
      provided: filled.lectures >= WHOLE && typed.length > 0,
    },
    { name: 'lectures', value: filled.lectures, unit: '' },
    { name: 'hours of captions', value: filled.hours, unit: 'h' },
    { name: 'index, for an hour of captions', value: filled.indexBytes / filled.hours, unit: 'bytes' },
    { name: 'kept beside it, for an hour', value: filled.keptBytes / filled.hours, unit: 'bytes' },
    ...typed.flatMap(({ query, total, times }) => [
      { name: `${query}, lectures`, value: total, unit: '' },
      { name: `${query}, p50`, value: times.p50, unit: 'ms' },
      { name: `${query}, p95`, value: times.p95, unit: 'ms' },
    ]),
  ];
}

/** All of it for people. */
export function searchText(measured: Measured): string {
  const { filled, typed } = measured;
  const rows = typed.map(({ query, total, times }) => [
    query,
    String(total),
    shown(times.p50),
    shown(times.p95),
  ]);
  const kept = `${filled.lectures} lectures, ${shown(filled.hours)} hours; index ${shown(filled.indexBytes / 1e6)} MB, beside it ${shown(filled.keptBytes / 1e6)} MB`;
  return `\n${kept}\n\n${table([['typed', 'lectures', 'p50, ms', 'p95, ms'], ...rows])}\n\n${goalTable(searchFigures(measured))}`;
}
