/** What every page may have to say of itself: that there is no network, or that it is no longer the newest. */
import { signal } from '@preact/signals';

/** Whether the browser knows of a network; it may still lead nowhere. */
export const online = signal(true);

/** Takes up another version of the site; null while there is none. */
export const newVersion = signal<(() => void) | null>(null);

/** Follows the browser's word for it. Called once at start. */
export function startConnection(): void {
  const read = () => {
    online.value = navigator.onLine;
  };
  read();
  addEventListener('online', read);
  addEventListener('offline', read);
}

/** Readies the site to open without a network, once nothing more urgent is to be done. Called once at start. */
export function startApp(): void {
  // In development there is no service worker, and one of an earlier build would stand in the way.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const start = () => void import('../offline/app.ts').then(({ startOffline }) => startOffline());
  addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(start));
}
