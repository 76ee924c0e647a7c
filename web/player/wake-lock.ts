/** Keeps the screen on while a picture plays: somebody who watches touches nothing for an hour. */
import { effect, type ReadonlySignal } from '@preact/signals';

/**
 * Holds the screen awake whenever `wanted`, until the answered function is called. The browser takes the lock away
 * from a page that is hidden; it is asked for again when the page comes back.
 */
export function keepAwake(wanted: ReadonlySignal<boolean>): () => void {
  if (!('wakeLock' in navigator)) return () => undefined;
  const gone = new AbortController();
  let lock: WakeLockSentinel | null = null;
  let isAsking = false;
  const needed = () => wanted.peek() && document.visibilityState === 'visible' && !gone.signal.aborted;

  async function hold(): Promise<void> {
    // A second lock beside one that is on its way would never be given back.
    if (isAsking || !needed() || (lock && !lock.released)) return;
    isAsking = true;
    try {
      lock = await navigator.wakeLock.request('screen');
    } catch {
      // Refused, to save the battery say: the lecture plays all the same.
      return;
    } finally {
      isAsking = false;
    }
    if (!needed()) release();
  }
  function release(): void {
    void lock?.release();
    lock = null;
  }

  const unfollow = effect(() => {
    if (wanted.value) void hold();
    else release();
  });
  document.addEventListener('visibilitychange', hold, { signal: gone.signal });
  return () => {
    gone.abort();
    unfollow();
    release();
  };
}
