/**
 * Follows how long one stays signed in, and warns before it is over (WCAG 2.2.1: 20 seconds at least, with a simple
 * way to go on). The server has the last word: another tab may have been used meanwhile.
 */
import { effect, signal } from '@preact/signals';
import { ApiFailure } from '../api.ts';
import { account, askSession, sessionLeft } from '../session.ts';

/** Seconds before the end in which one is asked. */
export const WARNING_SECONDS = 120;
/** The longest that timers can wait is 24.8 days. */
const LONGEST_SECONDS = 86_400;

/**
 * `null`: nothing to say · `ending` at that time (epoch ms): one can go on, or, `last`, only sign in anew ·
 * `ended`: it is over
 */
export type Warning = { state: 'ending'; at: number; last: boolean } | { state: 'ended' } | null;
export const warning = signal<Warning>(null);

/** Seconds to wait before the server is asked again how much is left. Pure. */
export function secondsToWait(idle: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(1, idle > WARNING_SECONDS ? idle - WARNING_SECONDS : idle + 1));
}

/** What to say with that much left, at that time (epoch ms). Pure. */
export function warningOf({ idle, total }: { idle: number; total: number }, now: number): Warning {
  if (idle > WARNING_SECONDS) return null;
  return { state: 'ending', at: now + idle * 1000, last: total <= idle };
}

/** Whoever watches sits still, and is there. */
const isWatching = () => [...document.querySelectorAll('video')].some((video) => !video.paused);

/** Begins to follow; called once. */
export function watchSession(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    const wasIn = account.peek() !== null;
    try {
      const left = await askSession(isWatching() ? 'goOn' : 'look');
      warning.value = left ? warningOf(left, Date.now()) : wasIn ? { state: 'ended' } : null;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      wait(10); // without a network nothing can be said of it
    }
  }

  function wait(seconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), seconds * 1000);
  }

  effect(() => {
    const left = sessionLeft.value;
    clearTimeout(timer);
    if (!left) return;
    // of use was done: what was said of the end no longer holds
    if (left.idle > WARNING_SECONDS) warning.value = null;
    wait(secondsToWait(left.idle));
  });
  // a laptop that slept has missed its timer
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && account.peek()) void look();
  });
}
