/** What progress and statistics should say, computed the plain way from the full list of what was played. */

import type { Span } from '../../server/progress/ranges.ts';
import { wholeRange } from '../../server/progress/retention.ts';

/** One segment that was played and acknowledged, as it happened. */
export type Played = Span & { viewer: string; lecture: string; session: string; day: string };

/** Whole milliseconds, as the ledger keeps them. */
const ms = (seconds: number) => Math.round(seconds * 1000);

/** Milliseconds of a lecture that some segments cover, one by one: as slow as it is plain. */
export function coveredMs(played: readonly Span[], duration: number): boolean[] {
  const covered = Array<boolean>(ms(duration)).fill(false);
  for (const { from, to } of played) covered.fill(true, ms(from), ms(to));
  return covered;
}

/** Stretches of a row of flags, in seconds. */
export function spansOf(flags: readonly boolean[]): Span[] {
  const spans: Span[] = [];
  let from = -1;
  for (let at = 0; at <= flags.length; at++) {
    if (flags[at] && from < 0) from = at;
    if (!flags[at] && from >= 0) {
      spans.push({ from: from / 1000, to: at / 1000 });
      from = -1;
    }
  }
  return spans;
}

/** Unique viewers and plays of every second of a lecture. */
export function retentionOf(played: readonly Played[], duration: number) {
  const viewers = [...new Set(played.map(({ viewer }) => viewer))];
  const counted = (spans: readonly Span[]) => {
    const seconds = Array<number>(Math.floor(duration)).fill(0);
    for (const { from, to } of spans.map(wholeRange))
      for (let second = from; second < Math.min(to, seconds.length); second++)
        seconds[second] = (seconds[second] ?? 0) + 1;
    return seconds;
  };
  const unique = viewers.flatMap((viewer) =>
    spansOf(
      coveredMs(
        played.filter((one) => one.viewer === viewer),
        duration,
      ),
    ),
  );
  return { viewers: counted(unique), plays: counted(played) };
}

/** Different viewers among what was played within a period. */
export const viewersWithin = (played: readonly Played[], from: string, to: string): number =>
  new Set(played.filter(({ day }) => from <= day && day <= to).map(({ viewer }) => viewer)).size;
