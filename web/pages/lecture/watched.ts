/** What the progress strip and its sentence say, from the ranges that were watched. */
import type { Range } from '../../../server/contract/playback.ts';

/** Ranges in order, within `[0, total)`, overlapping ones joined. Seconds. */
export function union(ranges: readonly Range[], total: number): Range[] {
  const inside = ranges
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(total, to) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const joined: Range[] = [];
  for (const range of inside) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push(range);
  }
  return joined;
}

/** Seconds; a shorter part is not worth a link of its own. */
export const SHORTEST_LINKED = 1;

/** Parts of `[0, total)` that were not watched and last at least `shortest`. Seconds. */
export function unseen(ranges: readonly Range[], total: number, shortest: number): Range[] {
  const parts: Range[] = [];
  let from = 0;
  for (const seen of union(ranges, total)) {
    parts.push({ from, to: seen.from });
    from = seen.to;
  }
  parts.push({ from, to: total });
  return parts.filter((part) => part.to - part.from >= Math.max(shortest, Number.EPSILON));
}

/** Share of the lecture that was watched, 0–1. */
export function shareOf(ranges: readonly Range[], total: number): number {
  if (total <= 0) return 0;
  return union(ranges, total).reduce((sum, { from, to }) => sum + to - from, 0) / total;
}

/** What is missing to completion, in whole percent, never rounded down to nothing; `needed` is the course's share. */
export function missingPercent(share: number, needed: number): number {
  return Math.max(1, Math.ceil((needed - share) * 100 - 1e-9));
}
