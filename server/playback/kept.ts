/** Things in memory that never change: as many as fit, and what nobody asked for for longest makes room. */

type Kept<T> = { get: (key: string) => T | undefined; put: (key: string, one: T, bytes: number) => void };

/** @param most bytes of all of them together; one that is larger is not kept */
export function keepUpTo<T>(most: number): Kept<T> {
  /** the one that was asked for last at the end */
  const kept = new Map<string, { one: T; bytes: number }>();
  let sum = 0;
  const drop = (key: string) => {
    sum -= kept.get(key)?.bytes ?? 0;
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
    put(key, one, bytes) {
      drop(key);
      if (bytes > most) return;
      kept.set(key, { one, bytes });
      sum += bytes;
      for (const oldest of kept.keys()) {
        if (sum <= most) return;
        drop(oldest);
      }
    },
  };
}
