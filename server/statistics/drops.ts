/** Where people left a lecture: the steepest falls of its retention curve. Pure. */

/** Seconds of a stretch: long enough that who leaves during one sentence is counted together. */
const STRETCH = 10;
const MOST = 5;

export type Drop = { from: number; to: number; lost: number };

/**
 * Up to five stretches of seconds `[from, to)` that do not overlap, steepest first; of equally steep
 * ones the earliest.
 * @param viewers of each second
 */
export function dropsOf(viewers: readonly number[]): Drop[] {
  const stretches = viewers.slice(STRETCH).map((after, from) => ({
    from,
    to: from + STRETCH,
    lost: (viewers[from] ?? 0) - after,
  }));
  const found: Drop[] = [];
  for (const one of stretches.toSorted((a, b) => b.lost - a.lost || a.from - b.from)) {
    if (one.lost <= 0 || found.length === MOST) break;
    if (found.every(({ from, to }) => one.to <= from || to <= one.from)) found.push(one);
  }
  return found;
}
