/** What was edited and not saved yet, kept in this browser: a line that drops or a page that is closed loses nothing. */

/** Where one person's unsaved work is. @param path of the API where it is saved */
export const keptName = (
  what: 'captions' | 'info' | 'chapters' | 'cuts' | 'survey',
  accountId: string,
  path: string,
): string => `madang.${what}.${accountId}.${path}`;

/** `localStorage`, or for what is of no use another day, `sessionStorage`: as long as the tab is open */
type Place = 'localStorage' | 'sessionStorage';

/** What is kept under a name, as it was kept; null when nothing is. */
export function readKept<T>(name: string, place: Place = 'localStorage'): T | null {
  try {
    return JSON.parse(window[place].getItem(name) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps what is not saved; null when all is. @returns false when the browser has no room for it */
export function keep(name: string, kept: object | null, place: Place = 'localStorage'): boolean {
  try {
    if (kept) window[place].setItem(name, JSON.stringify(kept));
    else window[place].removeItem(name);
    return true;
  } catch {
    return false;
  }
}
