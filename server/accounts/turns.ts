/** Work that only so many may do at once, and only so many wait for, in all or of one kind. */
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

/**
 * Work of which each kind has its share.
 * @param most of one kind that may be under way, waiting included
 * @returns what runs a piece of work; null when its kind has its share already
 */
export function shares(most: number) {
  const underWay = new Map<string, number>();
  return <T>(kind: string, work: () => Promise<T>): Promise<T> | null => {
    const others = underWay.get(kind) ?? 0;
    if (others >= most) return null;
    underWay.set(kind, others + 1);
    return work().finally(() => {
      const left = (underWay.get(kind) ?? 1) - 1;
      if (left === 0) underWay.delete(kind);
      else underWay.set(kind, left);
    });
  };
}
