/** The rule of completion: watched covers the course's share of the lecture's duration. Pure. */

/** Share of a lecture without a course of its own. */
export const DEFAULT_COMPLETION_SHARE = 0.9;

/** Whole seconds of a lecture that can be watched; the last part of one does not count. */
export const wholeSeconds = (duration: number): number => Math.max(1, Math.floor(duration));

/**
 * Share of the lecture that was watched, 0–1.
 * @param watchedSeconds distinct whole seconds
 * @param duration seconds, from the probe; null before it
 */
export function watchedShare(watchedSeconds: number, duration: number | null): number {
  return duration === null ? 0 : Math.min(1, watchedSeconds / wholeSeconds(duration));
}

/** @param completionShare of the course, 0–1 */
export function isComplete(watchedSeconds: number, duration: number, completionShare: number): boolean {
  return watchedSeconds >= Math.ceil(wholeSeconds(duration) * completionShare - 1e-9);
}
