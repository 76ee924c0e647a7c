/** What progress and statistics should say, computed the plain way from what was played, in the order in which it was. */

import type { Kept } from '../../server/database/schema/recordings.ts';
import type { Span } from '../../server/progress/ranges.ts';
import { wholeRange } from '../../server/progress/retention.ts';

/** One segment that was played and acknowledged, as it happened. */
export type Played = Span & { viewer: string; lecture: string; session: string; day: string };

/** Longer than any recording, in seconds. */
const LONGEST = 60;

/** Whole milliseconds, as the ledger keeps them. */
const ms = (seconds: number) => Math.round(seconds * 1000);

/** A flag a millisecond, set where some spans are: as slow as it is plain. */
export function flagsOf(spans: readonly Span[]): boolean[] {
  const flags = Array<boolean>(ms(LONGEST)).fill(false);
  for (const { from, to } of spans) flags.fill(true, ms(from), ms(to));
  return flags;
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

/** Flags of a recording as the next one has them. */
export function cutFlags(flags: readonly boolean[], kept: readonly Kept[] | null): boolean[] {
  if (kept === null) return [...flags];
  const cut = flagsOf([]);
  for (const { from, to, at } of kept)
    for (let nth = 0; nth < ms(to) - ms(from); nth++) cut[ms(at) + nth] = flags[ms(from) + nth] ?? false;
  return cut;
}

/** How many spans hold the middle of each second. */
function countsOf(spans: readonly Span[]): number[] {
  const seconds = Array<number>(LONGEST).fill(0);
  for (const { from, to } of spans.map(wholeRange))
    for (let second = from; second < to; second++) seconds[second] = (seconds[second] ?? 0) + 1;
  return seconds;
}

const added = (some: readonly number[], more: readonly number[]) =>
  some.map((value, nth) => value + (more[nth] ?? 0));

export type Recording = { id: string; duration: number; kept: Kept[] | null };

/** Milliseconds of a recording that complete it: 90 %, and never the last half second. */
const needed = ({ duration }: Recording) => Math.min(0.9 * duration, duration - 0.5) * 1000;

/** One lecture, whose recording is another now and then. Complete is who has seen enough at the end of a visit. */
export function lectureModel(first: Recording) {
  const recordings = [first];
  const people = new Map<string, { flags: boolean[]; completed: boolean }>();
  let plays = countsOf([]);
  const current = () => recordings.at(-1) ?? first;
  const present = (flags: readonly boolean[]) => flags.slice(0, ms(current().duration));
  const coveredMs = (flags: readonly boolean[]) => present(flags).filter(Boolean).length;
  const settle = (viewer: string, flags: boolean[], completed: boolean) =>
    people.set(viewer, {
      flags,
      completed: completed || coveredMs(flags) + 0.001 >= needed(current()),
    });

  return {
    recordings,
    current,
    /** A viewer's visit: segments within a recording that is current or was. */
    visit(viewer: string, recording: Recording, segments: readonly Span[]): void {
      if (segments.length === 0) return;
      const later = recordings.slice(recordings.indexOf(recording) + 1);
      const now = (spans: readonly Span[]) =>
        later.reduce((flags, { kept }) => cutFlags(flags, kept), flagsOf(spans));
      for (const one of segments)
        plays = added(plays, countsOf(later.some(({ kept }) => kept) ? spansOf(now([one])) : [one]));
      const { flags = flagsOf([]), completed = false } = people.get(viewer) ?? {};
      const fresh = now(segments);
      settle(
        viewer,
        flags.map((flag, nth) => flag || fresh[nth] === true),
        completed,
      );
    },
    replace(next: Recording): void {
      const { kept } = next;
      recordings.push(next);
      for (const one of people.values()) one.flags = cutFlags(one.flags, kept);
      if (!kept) return;
      plays = plays.map((_, second) => {
        const middle = second + 0.5;
        const part = kept.find(({ from, to, at }) => at <= middle && middle < at + (to - from));
        return part && second < Math.floor(next.duration)
          ? (plays[Math.floor(part.from + middle - part.at)] ?? 0)
          : 0;
      });
    },
    /** Two viewers turn out to be one. */
    merge(from: string, to: string): void {
      const [one, other] = [people.get(from), people.get(to)];
      people.delete(from);
      if (!one) return;
      if (!other) people.set(to, one);
      else
        settle(
          to,
          other.flags.map((flag, nth) => flag || one.flags[nth] === true),
          one.completed || other.completed,
        );
    },
    /** What each of them has watched that the recording shows, and whether it is complete. */
    people: () =>
      [...people.values()].map(({ flags, completed }) => ({
        spans: spansOf(present(flags)),
        coveredMs: coveredMs(flags),
        completed,
      })),
    completedBy: (viewer: string) => people.get(viewer)?.completed ?? false,
    /** Unique viewers and plays of every second. */
    retention() {
      const seconds = Math.floor(current().duration);
      const viewers = countsOf([...people.values()].flatMap(({ flags }) => spansOf(flags)));
      return { viewers: viewers.slice(0, seconds), plays: plays.slice(0, seconds) };
    },
  };
}

type Cut = { skip: number; keep: number; pad: number };

/** A recording of so many seconds as some parts of it leave it, in milliseconds; null when too little is left. */
export function cutOf(parts: readonly Cut[], duration: number): { kept: Kept[]; duration: number } | null {
  const kept: Kept[] = [];
  let [next, end] = [0, 0];
  for (const { skip, keep, pad } of parts) {
    const [from, to] = [next + skip, Math.min(next + skip + keep, ms(duration))];
    if (to <= from) break;
    kept.push({ from: from / 1000, to: to / 1000, at: (end + pad) / 1000 });
    [next, end] = [to, end + pad + to - from];
  }
  return end < 3000 ? null : { kept, duration: end / 1000 };
}

/** Different viewers among what was played within a period. */
export const viewersWithin = (played: readonly Played[], from: string, to: string): number =>
  new Set(played.filter(({ day }) => from <= day && day <= to).map(({ viewer }) => viewer)).size;
