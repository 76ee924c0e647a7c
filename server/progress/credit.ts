/**
 * How much of what a client claims to have played could have been played. Pure.
 *
 * Real time is the only thing a client cannot make more of: within the time since its playback
 * session began, less what was credited already, it can have played at most the highest speed times
 * that. What is over is cut and flagged, never refused. The time is shared by all sessions of a
 * viewer on a lecture, so that ten tabs are not ten viewers.
 */
import type { PlayedSegment } from '../contract/progress.ts';

/** The highest speed the player offers. */
export const MAX_RATE = 2;
/** Seconds of real time given on top, for clocks and networks. */
export const SLACK_SECONDS = 30;

export type Credited = {
  seq: number;
  from: number;
  to: number;
  rate: number;
  /** real time, as far as there was any */
  elapsedMs: number;
  clipped: boolean;
};

type Bounds = {
  /** seconds, from the probe */
  duration: number;
  sessionStartedAt: Date;
  /** real time up to which credit was given before */
  creditedUntil: Date;
  now: Date;
};

/** @returns the segments as they are credited, in order of seq, and the new creditedUntil */
export function credit(
  segments: readonly PlayedSegment[],
  { duration, sessionStartedAt, creditedUntil, now }: Bounds,
): { segments: Credited[]; creditedUntil: Date } {
  const limit = now.getTime() / 1000 + SLACK_SECONDS;
  let until = Math.max(creditedUntil.getTime(), sessionStartedAt.getTime()) / 1000;
  const credited = segments
    .toSorted((a, b) => a.seq - b.seq)
    .map((segment) => {
      const from = Math.min(segment.from, duration);
      const claimed = Math.min(segment.to, duration) - from;
      const possible = Math.max(0, limit - until);
      const played = Math.min(claimed, possible * MAX_RATE);
      const elapsed = Math.min(possible, Math.max(segment.elapsedMs / 1000, played / MAX_RATE));
      until += elapsed;
      const elapsedMs = Math.round(elapsed * 1000);
      return { ...segment, from, to: from + played, elapsedMs, clipped: from + played < segment.to };
    });
  return { segments: credited, creditedUntil: new Date(until * 1000) };
}
