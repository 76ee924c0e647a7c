/** The parts that are to be taken out, as they are marked and typed. Pure. */

export interface Cut {
  /** tells them apart while they are changed */
  id: number;
  /** s */
  from: number;
  to: number;
}

export type CutFault = 'backwards' | 'beyond' | 'overlap';

/** Seconds past the end that are nothing but rounding. */
const ROUNDED = 0.1;

/** One part more; those that it meets become one with it. */
export function withCut(cuts: readonly Cut[], from: number, to: number): Cut[] {
  const met = cuts.filter((cut) => cut.from <= to && cut.to >= from);
  const id = met[0]?.id ?? Math.max(0, ...cuts.map((cut) => cut.id)) + 1;
  const whole = {
    id,
    from: Math.min(from, ...met.map((cut) => cut.from)),
    to: Math.max(to, ...met.map((cut) => cut.to)),
  };
  return inOrder([...cuts.filter((cut) => !met.includes(cut)), whole]);
}

export const inOrder = (cuts: readonly Cut[]): Cut[] => cuts.toSorted((a, b) => a.from - b.from);

/** What is wrong, by id. @param cuts in order @param duration s */
export function cutFaults(cuts: readonly Cut[], duration: number): ReadonlyMap<number, CutFault> {
  const faults = new Map<number, CutFault>();
  let end = 0;
  for (const { id, from, to } of cuts) {
    if (to <= from) faults.set(id, 'backwards');
    else if (to > duration + ROUNDED) faults.set(id, 'beyond');
    else if (from < end) faults.set(id, 'overlap');
    end = Math.max(end, to);
  }
  return faults;
}

/** Seconds that are left. @param cuts without a fault */
export const secondsLeft = (cuts: readonly Cut[], duration: number): number =>
  duration - cuts.reduce((sum, { from, to }) => sum + Math.min(to, duration) - from, 0);

/** Where to go on from a time that is taken out, s; null when it stays. */
export function goesOnAt(cuts: readonly Cut[], time: number): number | null {
  const cut = cuts.find(({ from, to }) => from <= time && time < to);
  return cut ? (goesOnAt(cuts, cut.to) ?? cut.to) : null;
}
