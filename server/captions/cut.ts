/** Captions of a recording of which parts were cut out. Pure. */
import type { Kept } from '../database/schema/recordings.ts';
import { remappedPlace } from '../progress/remap.ts';

/** Seconds of a cue with less than which nobody could read it: it goes with the rest of it. */
const LEAST = 0.1;

/**
 * Cues where they are said in the cut. One that is cut into is shown for as long as what is left of it is said.
 * @param cues whose ends may make no sense while they are edited: those stay
 * @param kept in order
 */
export const cutCues = <T extends { start: number; end: number }>(
  cues: readonly T[],
  kept: readonly Kept[],
): T[] =>
  cues.flatMap((cue) => {
    const start = exact(remappedPlace(cue.start, kept));
    if (!(cue.end > cue.start)) return [{ ...cue, start, end: exact(remappedPlace(cue.end, kept)) }];
    const left = kept.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(cue.end, to) - Math.max(cue.start, from)),
      0,
    );
    const end = exact(start + left);
    return left < Math.min(LEAST, cue.end - cue.start) - 0.0005 ? [] : [{ ...cue, start, end }];
  });

/** Whole milliseconds. */
const exact = (seconds: number): number => Math.round(seconds * 1000) / 1000;
