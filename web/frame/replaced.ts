/** A new version of the site replaces the files an open page still names: then the page is loaded anew. */

const KEPT = 'madang.reloaded';
const ONCE_IN_MS = 30_000;

/** Reloads when a part of the site is gone from the server; not twice in half a minute, and not while offline. */
export function reloadWhenReplaced(): void {
  addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(KEPT) ?? 0);
    if (!navigator.onLine || Date.now() - last < ONCE_IN_MS) return;
    sessionStorage.setItem(KEPT, String(Date.now()));
    location.reload();
  });
}
