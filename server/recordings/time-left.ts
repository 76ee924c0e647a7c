/** How long a transcode still takes, from how far it was when. Pure. */

/** ms over which the speed is taken: chunks beside each other come in bursts. */
const WINDOW_MS = 60_000;
/** ms after which a speed says something. */
const ENOUGH_MS = 10_000;
/** What must be made before one does: this share of the whole, or of a long one so many seconds of picture. */
const ENOUGH_SHARE = 0.05;
const ENOUGH_SECONDS = 30;

/** ms without progress after which a recording waits: other lectures have their turn. */
const STILL_MS = 20_000;

/** Seconds of picture that were made at a moment (ms, of any clock that goes evenly). */
export type Sample = { at: number; done: number };

/**
 * Adds a sample if it shows progress, and forgets those before the window. It begins anew after a wait, when work was
 * thrown away, and with the first that was made: until then ffmpeg was starting.
 */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last?.done === next.done) return samples;
  if (!last || last.done === 0 || next.done < last.done || next.at - last.at > STILL_MS) return [next];
  return [...samples.filter(({ at }) => next.at - at <= WINDOW_MS), next];
}

/** Seconds until `total` seconds of picture are made; null while nothing moves, or too little is known. @param now ms of the samples' clock */
export function timeLeft(samples: readonly Sample[], total: number, now: number): number | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < ENOUGH_MS || now - last.at > STILL_MS) return null;
  if (last.done < Math.min(total * ENOUGH_SHARE, ENOUGH_SECONDS)) return null;
  const speed = (last.done - first.done) / ((last.at - first.at) / 1000);
  return Math.max(0, total - last.done) / speed;
}
