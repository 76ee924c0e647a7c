/**
 * How much of what a client claims to have played could have been played. Pure.
 *
 * Real time is the only thing a client cannot make more of. A playback session may use the time since it began, and
 * a little more; what one has used is used for all sessions of the viewer on that lecture, so that ten tabs are not
 * ten viewers. Each second of it can have played MAX_RATE seconds of the lecture, and is one second of real time
 * whatever played. What is over is cut, and flagged when less of the lecture is left of it; nothing is refused.
 * The earliest free time is used first: it serves fewest sessions, so whoever watched one thing at a time is never
 * cut, in whatever order the reports come.
 */
import type { PlayedSegment } from '../contract/progress.ts';
import { type Span, united, without } from './ranges.ts';

/** The highest speed the player offers, and the lowest. */
export const MAX_RATE = 2;
const MIN_RATE = 0.5;
/** Seconds of real time given on top, for clocks and networks. */
export const SLACK_SECONDS = 30;
/** Parts of used time that are remembered apart; of older ones, the free time between them counts as used. */
const MOST_PARTS = 50;

export type Credited = {
  seq: number;
  from: number;
  to: number;
  rate: number;
  /** real time, as far as there was any */
  elapsedMs: number;
  clipped: boolean;
};

/** Real time that was credited before: epoch seconds, without overlap, in order. */
export type Used = {
  /** to what was played, at the highest speed */
  played: readonly Span[];
  /** as real time */
  elapsed: readonly Span[];
};

type Bounds = {
  /** seconds, from the probe */
  duration: number;
  sessionStartedAt: Date;
  used: Used;
  now: Date;
};

/** @returns the segments as they are credited, in order of seq, and all real time that is used by now */
export function credit(
  segments: readonly PlayedSegment[],
  { duration, sessionStartedAt, used, now }: Bounds,
): { segments: Credited[]; used: Used } {
  const open = { from: sessionStartedAt.getTime() / 1000, to: now.getTime() / 1000 + SLACK_SECONDS };
  let { played, elapsed } = used;
  const credited = segments
    .toSorted((a, b) => a.seq - b.seq)
    .map((segment) => {
      const from = Math.min(segment.from, duration);
      const claimed = Math.min(segment.to, duration) - from;
      const shortest = take(played, open, claimed / MAX_RATE);
      const length = shortest.seconds * MAX_RATE;
      const lasted = Math.min(Math.max(segment.elapsedMs / 1000, shortest.seconds), length / MIN_RATE);
      const real = take(elapsed, open, lasted);
      [played, elapsed] = [shortest.used, real.used];
      const elapsedMs = Math.round(real.seconds * 1000);
      return { ...segment, from, to: from + length, elapsedMs, clipped: length < segment.to - segment.from };
    });
  return { segments: credited, used: { played: bounded(played), elapsed: bounded(elapsed) } };
}

/** Takes the earliest seconds of a span that are not used. @returns how many there were, and what is used then */
function take(used: readonly Span[], open: Span, wanted: number): { seconds: number; used: Span[] } {
  const free = without([open], used);
  const seconds = Math.min(wanted, lengthOf(free));
  let left = seconds;
  const taken = free.map(({ from, to }) => {
    const part = { from, to: Math.min(to, from + left) };
    left = Math.max(0, left - (part.to - from));
    return part;
  });
  return { seconds, used: united([...used, ...taken]) };
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

function bounded(used: readonly Span[]): readonly Span[] {
  const old = used.slice(0, 1 - MOST_PARTS);
  const [first, last] = [old[0], old.at(-1)];
  return first && last ? [{ from: first.from, to: last.to }, ...used.slice(1 - MOST_PARTS)] : used;
}
