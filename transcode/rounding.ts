/**
 * By how much the time of a first frame is off. Matroska and ASF tell times in whole milliseconds. ffmpeg counts on
 * from frame to frame, and comes back by up to a millisecond where a packet's time leaves it no other choice: chunks
 * of one sound would be that far apart. Pure.
 *
 * Known: it is found where a chunk begins, and there alone. Sound that changes its format within a chunk is counted
 * anew from there, and may be off by a millisecond until the next chunk: less than anybody sees or hears.
 */
import type { Packets } from './packets.ts';

/** Ticks by which rounding alone may take a packet from its place. */
const ROUNDED = 0.75;
/** Packets from which on their common place can be told from chance. */
const LEAST = 16;

type Listed = Pick<Packets, 'tick' | 'pts' | 'durations'>;

/**
 * Frames lie end to end, so that the time of every packet says where the first frame begins, but for its rounding.
 * @param packets as they are in the file
 * @param frames what was decoded of them, in samples; ffmpeg keeps each within half a tick of its packet
 * @returns seconds by which the first frame's time is later than its place; 0 where that cannot be told
 */
export function latenessOf(packets: Listed, frames: Listed): number {
  const [tick, sample] = [packets, frames].map(({ tick: [count, scale] }) => count / scale) as [
    number,
    number,
  ];
  const places: number[] = [];
  let before = 0;
  for (const [nth, pts] of frames.pts.entries()) {
    const own = packets.pts.find((one) => Math.abs(one * tick - pts * sample) < tick / 2 + sample);
    if (own !== undefined) places.push(own * tick - before * sample);
    before += frames.durations[nth] ?? 0;
  }
  const [first] = frames.pts;
  if (first === undefined || places.length < LEAST) return 0;
  const mean = places.reduce((sum, one) => sum + one, 0) / places.length;
  const agree = places.every((one) => Math.abs(one - mean) < ROUNDED * tick);
  return agree ? first * sample - mean : 0;
}
