/**
 * By how much the time of a first packet is off. Matroska and ASF tell times in whole milliseconds, and ffmpeg
 * counts on from the first packet that it decodes: chunks of one sound would be half a millisecond apart.
 * Pure.
 */

/** Ticks by which rounding alone may take a packet from its place. */
const ROUNDED = 0.75;
/** Packets from which on a line can be told from chance. */
const LEAST = 16;

/**
 * Packets of one length lie on a line, but for their rounding.
 * @param pts ticks of the first packets that are decoded, in order
 * @returns ticks by which the first of them is later than its place on that line; 0 where there is no line
 */
export function roundingOf(pts: readonly number[]): number {
  if (pts.length < LEAST) return 0;
  const n = pts.length;
  const middle = (n - 1) / 2;
  const mean = pts.reduce((sum, one) => sum + one, 0) / n;
  const spread = pts.reduce((sum, _, nth) => sum + (nth - middle) ** 2, 0);
  const slope = pts.reduce((sum, one, nth) => sum + (nth - middle) * (one - mean), 0) / spread;
  const off = pts.map((one, nth) => one - mean - (nth - middle) * slope);
  return off.every((ticks) => Math.abs(ticks) < ROUNDED) ? (off[0] ?? 0) : 0;
}
