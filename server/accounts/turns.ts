/** Work that only so many may do at once, and only so many wait for. */
import { Refusal } from '../errors.ts';

/**
 * A queue for costly work: `atOnce` run, `waiting` more wait in the order in which they came, and whoever comes after
 * is sent away at once, so that no crowd makes everybody wait.
 * @returns what runs a piece of work in its turn; rejects as the work does · with `busy` when too many wait
 */
export function turns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw new Refusal('busy');
    else await new Promise<void>((begin) => queue.push(begin));
    try {
      return await work();
    } finally {
      // whoever begins takes this one's place: `running` stays
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
