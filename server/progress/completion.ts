/** The rule of completion: watched covers the course's share of the lecture's duration. Pure. */

/** Share of a lecture without a course of its own. */
export const DEFAULT_COMPLETION_SHARE = 0.9;

/** Seconds that may be missing from all of it: players stop a little before the end that the probe found. */
const TOLERANCE = 0.5;

/**
 * Share of the lecture that was watched, 0–1.
 * @param watchedSeconds distinct seconds
 * @param duration seconds, from the probe; null before it
 */
export function watchedShare(watchedSeconds: number, duration: number | null): number {
  if (duration === null) return 0;
  return watchedSeconds >= duration - TOLERANCE ? 1 : watchedSeconds / duration;
}

/** @param completionShare of the course, 0–1 */
export function isComplete(watchedSeconds: number, duration: number, completionShare: number): boolean {
  return watchedShare(watchedSeconds, duration) >= completionShare - 1e-9;
}
