/** A lock for each opening, so that another tab does not report for a page that is still playing. */
const nameOf = (key: string) => `madang.opening.${key}`;

/** Holds an opening until the page goes or the answered function is called. Without Web Locks (plain http) nothing is held. */
export function hold(key: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks?.request(nameOf(key), () => held);
  return () => release();
}

/** Runs `work` unless another page holds the opening. */
export async function whenFree(key: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(nameOf(key), { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
