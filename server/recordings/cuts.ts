/** What is taken out of a recording, and what that leaves. Pure. */
import type { Kept } from '../database/schema/recordings.ts';
import type { Span } from '../progress/ranges.ts';

/** Seconds that must be left. */
const LEAST_LEFT = 1;

/** Why cuts make no sense. */
export type CutFault = 'order' | 'beyond' | 'nothing_cut' | 'nothing_left';

/**
 * The stretches between the cuts, which begin and end with whole frames.
 * @param cuts seconds, in order
 * @param recording seconds, and frames a second as a fraction
 */
export function keptBetween(
  cuts: readonly Span[],
  { duration, frameRate: [rate, scale] }: { duration: number; frameRate: readonly [number, number] },
): Kept[] | CutFault {
  const ends = [0, ...cuts.flatMap(({ from, to }) => [from, to])];
  if (cuts.some(({ from, to }) => !(to > from)) || ends.some((end, nth) => end < (ends[nth - 1] ?? 0))) {
    return 'order';
  }
  const frameAt = (seconds: number) => Math.round((seconds * rate) / scale);
  const frames = frameAt(duration);
  // what people type is rounded
  if (frameAt(ends.at(-1) ?? 0) > frames + frameAt(0.1)) return 'beyond';
  const bounds = [...ends.map((end) => Math.min(frameAt(end), frames)), frames];
  const stretches = ends
    .flatMap((_, nth) => (nth % 2 === 0 ? [{ from: bounds[nth] ?? 0, to: bounds[nth + 1] ?? 0 }] : []))
    .filter(({ from, to }) => to > from);
  const whole = joined(stretches);
  const left = whole.reduce((sum, { from, to }) => sum + to - from, 0);
  if (left === frames) return 'nothing_cut';
  if (left * scale < LEAST_LEFT * rate) return 'nothing_left';
  const msAt = (frame: number) => Math.round((frame * scale * 1000) / rate);
  let at = 0;
  return whole.map((stretch) => {
    const [from, to] = [msAt(stretch.from), msAt(stretch.to)];
    const kept = { from: from / 1000, to: to / 1000, at: at / 1000 };
    at += to - from;
    return kept;
  });
}

/** Two that lie end to end are one: the cut between them was shorter than a frame. */
function joined(stretches: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const next of stretches) {
    const last = all.at(-1);
    if (last?.to === next.from) last.to = next.to;
    else all.push({ ...next });
  }
  return all;
}
