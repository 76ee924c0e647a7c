/** How fast an upload goes, from what was sent when. */

const WINDOW_MS = 12_000;
const ENOUGH_MS = 1_500;

export interface Sample {
  /** monotonic milliseconds */
  at: number;
  /** bytes that had been sent by then */
  sent: number;
}

/** Adds a sample and forgets those older than the window; a step back (a chunk sent again) begins anew. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const last = samples.at(-1);
  if (last && next.sent < last.sent) return [next];
  return [...samples.filter((sample) => next.at - sample.at <= WINDOW_MS), next];
}

/** Bytes per second over the window; null until there is enough to tell. */
export function speedOf(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < ENOUGH_MS) return null;
  return ((last.sent - first.sent) / (last.at - first.at)) * 1000;
}

/** Seconds until the rest is sent; null while the speed is unknown or nothing moves. */
export function secondsLeft(rest: number, speed: number | null): number | null {
  return speed === null || speed <= 0 ? null : rest / speed;
}
