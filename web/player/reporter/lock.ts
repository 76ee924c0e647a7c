/** A lock for each opening, so that another tab does not report for a page that is still playing. */
const nameOf = (key: string) => `madang.opening.${key}`;

/** What this page holds. */
const here = new Set<string>();

/**
 * Holds an opening until the page goes or the answered function is called. Without Web Locks (plain http), and where the
 * browser keeps nothing and denies them, it is held within this page alone.
 */
export function hold(key: string): () => void {
  here.add(key);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks?.request(nameOf(key), () => held).catch(() => {});
  return () => {
    here.delete(key);
    release();
  };
}

/** Runs `work` unless a page holds the opening. */
export async function whenFree(key: string, work: () => Promise<void>): Promise<void> {
  if (here.has(key)) return;
  if (!navigator.locks) return work();
  await navigator.locks.request(nameOf(key), { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
