/** Playback speeds on offer. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** The speed one step slower or faster; the ends stay. */
export function stepSpeed(rate: number, by: 1 | -1): number {
  const others = by > 0 ? SPEEDS.filter((speed) => speed > rate) : SPEEDS.filter((speed) => speed < rate);
  return (by > 0 ? others[0] : others.at(-1)) ?? rate;
}
