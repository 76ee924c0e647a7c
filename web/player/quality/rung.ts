import type { Rung } from '../../../server/contract/quality.ts';

/** Best last. */
const RUNGS: readonly Rung[] = [360, 480, 720, 1080];
/** Sizes are rounded to even numbers. */
const ROUNDED = 2;

/**
 * The class of the ladder that a picture fills, whichever way it is turned: the smallest whose 16:9 box it fits into.
 * Read off the picture itself, so that it is known too where the browser plays HLS by itself.
 * @returns null without a picture
 */
export function rungOf(width: number, height: number): Rung | null {
  if (width === 0 || height === 0) return null;
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const fits = (rung: number) => short <= rung + ROUNDED && long <= (rung * 16) / 9 + ROUNDED;
  return RUNGS.find(fits) ?? 1080;
}
