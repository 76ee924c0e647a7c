/** How long a transcode still takes, from how far it was when. Pure. */

/** ms over which the speed is taken: chunks beside each other come in bursts. */
const WINDOW_MS = 60_000;
/** ms after which a speed says something. */
const ENOUGH_MS = 5_000;

/** Seconds of picture that were made at a moment (ms, of any clock that goes evenly). */
export type Sample = { at: number; done: number };

/** Adds a sample, and forgets those before the window; work that was thrown away begins it anew. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && next.done < last.done) return [next];
  return [...samples.filter(({ at }) => next.at - at <= WINDOW_MS), next];
}

/** Seconds until `total` seconds of picture are made; null while nothing moves, or too little is known. */
export function timeLeft(samples: readonly Sample[], total: number): number | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < ENOUGH_MS || last.done <= first.done) return null;
  const speed = (last.done - first.done) / ((last.at - first.at) / 1000);
  return Math.max(0, total - last.done) / speed;
}
