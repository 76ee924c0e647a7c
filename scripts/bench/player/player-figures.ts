/** What `bench:player` measured, and the goal it is held against. Pure. */
import { type Figure, goalTable, ratio, shown, table } from '../report.ts';
import type { Shown } from './press.ts';

export type Measured = { bare: readonly Shown[]; ours: readonly Shown[] };

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

const medianOf = (all: readonly Shown[], pick: keyof Shown) => median(all.map((one) => one[pick]));

export function playerFigures({ bare, ours }: Measured): Figure[] {
  const compared = (pick: keyof Shown) => ratio(medianOf(ours, pick), medianOf(bare, pick));
  return [
    { name: 'press to first frame, ours ÷ bare', value: compared('atRest'), unit: '', goal: { most: 1.15 } },
    { name: 'opening to first frame, ours ÷ bare', value: compared('fromOpening'), unit: '' },
  ];
}

export function playerText(measured: Measured): string {
  const row = (name: string, pick: keyof Shown) => [
    name,
    ...[measured.bare, measured.ours].map((all) => shown(medianOf(all, pick))),
  ];
  const rows = [
    ['median', 'bare', 'ours'],
    row('press to first frame, ms', 'atRest'),
    row('opening to first frame, ms', 'fromOpening'),
  ];
  return [table(rows), '', goalTable(playerFigures(measured))].join('\n');
}
