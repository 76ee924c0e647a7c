/** A new version of the site replaces the files an open page still names: then the page is loaded anew. */

const KEPT = 'madang.reloaded';
const ONCE_IN_MS = 30_000;

/** The script that a page of the site begins with: another one with every build. */
export const entryOf = (page: ParentNode) =>
  page.querySelector('script[type=module][src]')?.getAttribute('src') ?? null;

/** Reloads when a part of the site is gone from the server, as there is another build; not twice in half a minute. */
export function reloadWhenReplaced(): void {
  addEventListener('vite:preloadError', () => void reloadIfReplaced());
}

async function reloadIfReplaced(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEPT) ?? 0);
  if (Date.now() - last < ONCE_IN_MS || !(await isReplaced())) return;
  sessionStorage.setItem(KEPT, String(Date.now()));
  location.reload();
}

/** Whether the server has another build than this page's; false when it cannot be asked, as without a network. */
async function isReplaced(): Promise<boolean> {
  try {
    const answer = await fetch('/', { cache: 'no-store' });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const entry = entryOf(page);
    return entry !== null && entry !== entryOf(document);
  } catch {
    return false;
  }
}
