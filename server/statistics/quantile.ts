/** Quantiles of times that were only counted by stretches. Pure. */

/**
 * The time that a share of all took at most, ms: within a stretch times are taken to lie evenly.
 * @param counts of each stretch; the last one has no end, so of it its beginning is told
 * @param bounds ends of the stretches but the last, ms, rising
 * @param share 0–1
 * @returns null when nothing was counted
 */
export function quantileOf(
  counts: readonly number[],
  bounds: readonly number[],
  share: number,
): number | null {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  if (wanted <= 0) return null;
  let below = 0;
  for (const [nth, bound] of bounds.entries()) {
    const count = counts[nth] ?? 0;
    const from = bounds[nth - 1] ?? 0;
    if (below + count >= wanted) return from + ((wanted - below) / count) * (bound - from);
    below += count;
  }
  return bounds.at(-1) ?? null;
}
