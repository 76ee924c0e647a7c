/** Things in memory that need not be found again: as many as fit, and what nobody asked for for longest makes room. */

type Kept<T> = {
  get: (key: string) => T | undefined;
  put: (key: string, one: T, size: number) => void;
  drop: (key: string) => void;
};

/** @param most size of all of them together, in whatever they are counted in; one that is larger is not kept */
export function keepUpTo<T>(most: number): Kept<T> {
  /** the one that was asked for last at the end */
  const kept = new Map<string, { one: T; size: number }>();
  let sum = 0;
  const drop = (key: string) => {
    sum -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.one;
    },
    put(key, one, size) {
      drop(key);
      if (size > most) return;
      kept.set(key, { one, size });
      sum += size;
      for (const oldest of kept.keys()) {
        if (sum <= most) return;
        drop(oldest);
      }
    },
    drop,
  };
}
