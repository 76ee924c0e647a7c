/** The rungs of the ladder as the quality menu names them. */

export interface Level {
  /** its place in the engine's list */
  index: number;
  /** px; of the shorter side for an upright recording */
  height: number;
  bitrate: number;
}

/** As good as it gets while data is saved, px. */
const SAVING = 360;

/** Index of the best rung while data is saved; of rungs that are all better the least. Rungs in rising order. */
export function savingCap(levels: readonly Pick<Level, 'height'>[]): number {
  return Math.max(
    0,
    levels.findLastIndex(({ height }) => height <= SAVING),
  );
}

/** Best first, one of each height: of two the one with more bits. */
export function offered(levels: readonly Level[]): Level[] {
  const best = new Map<number, Level>();
  for (const level of levels) {
    const other = best.get(level.height);
    if (!other || other.bitrate < level.bitrate) best.set(level.height, level);
  }
  return [...best.values()].sort((a, b) => b.height - a.height);
}
