/** The rule of completion: what of a lecture must be covered, and how long it must really have played. Pure. */
import type { Missing, Rule } from '../contract/completion.ts';

/** Rule of a lecture without a course, and of a course that is new. */
export const DEFAULT_RULE: Rule = { share: 0.9, elapsedShare: 0 };

/** Milliseconds that may be missing from all of it: players stop a little before the end that the probe found. */
const TOLERANCE = 500;
/** Milliseconds by which a product of numbers that are no sums of powers of two may be too large. */
const NOISE = 1e-3;

/** Milliseconds: different parts that were watched, and real time while it played. */
export type Done = { coveredMs: number; elapsedMs: number };

/**
 * What completes a lecture: whole milliseconds, so that the database decides as this does.
 * @param duration seconds, from the probe; null before it, when nothing completes
 */
export function neededOf(rule: Rule, duration: number | null): Done | null {
  if (duration === null) return null;
  const of = (share: number) =>
    Math.max(1, Math.ceil(Math.min(share * duration * 1000, duration * 1000 - TOLERANCE) - NOISE));
  return {
    coveredMs: of(rule.share),
    elapsedMs: rule.elapsedShare === 0 ? 0 : of(rule.elapsedShare),
  };
}

/** Why it is not complete; empty when it is. @param duration seconds, from the probe; null before it */
export function missingOf(done: Done, rule: Rule, duration: number | null): Missing[] {
  const needed = neededOf(rule, duration);
  const still = (what: Missing['what'], has: number, needs: number): Missing[] =>
    has >= needs ? [] : [{ what, has: has / 1000, needs: needs / 1000 }];
  if (!needed) return [];
  return [
    ...still('covered', done.coveredMs, needed.coveredMs),
    ...still('elapsed', done.elapsedMs, needed.elapsedMs),
  ];
}

/** @param duration seconds, from the probe; null before it */
export const isComplete = (done: Done, rule: Rule, duration: number | null): boolean =>
  duration !== null && missingOf(done, rule, duration).length === 0;

/**
 * Share of the lecture that was watched, 0–1.
 * @param duration seconds, from the probe; null before it
 */
export function watchedShare(coveredMs: number, duration: number | null): number {
  if (duration === null) return 0;
  return coveredMs >= duration * 1000 - TOLERANCE ? 1 : coveredMs / (duration * 1000);
}
