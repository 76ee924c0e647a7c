/** The rungs of the ladder as the quality menu names them. */

export interface Level {
  /** its place in the engine's list */
  index: number;
  /** px; of the shorter side for an upright recording */
  height: number;
  bitrate: number;
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
