/** Measuring on a machine that others disturb: in turn, more than once, and the least disturbed time counts. */
import type { Usage } from './measure.ts';

/** Times that each is measured. */
const ROUNDS = 2;

type Work = Record<string, () => Promise<Usage>>;
type Results<W extends Work> = { [Name in keyof W]: Awaited<ReturnType<W[Name]>> };

/**
 * Does several things one after the other, then all of them again.
 * @param works of a round, from 1
 * @returns of each the run that took the least wall time
 */
export async function inRounds<W extends Work>(works: (round: number) => W): Promise<Results<W>> {
  const best = new Map<string, Usage>();
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [name, work] of Object.entries(works(round))) {
      const run = await work();
      const before = best.get(name);
      if (!before || run.wallSeconds < before.wallSeconds) best.set(name, run);
    }
  }
  return Object.fromEntries(best) as Results<W>;
}
