/** What was edited and not saved yet, kept in this browser: a line that drops or a page that is closed loses nothing. */
import type { Cue } from '../../../server/contract/captions.ts';

/**
 * `base`: what the server had when the editing began. `sent`: what it was sent since and may have, for all that is
 * known here: its answer did not come. `cues`: what is on the page.
 */
export type Kept = { base: readonly Cue[]; sent: readonly Cue[] | null; cues: readonly Cue[] };

/** Where one person's unsaved captions of one lecture are. */
export const keptName = (accountId: string, draftPath: string) => `madang.captions.${accountId}.${draftPath}`;

export function readKept(name: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
    return kept && Array.isArray(kept.base) && Array.isArray(kept.cues) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps what is not saved; null when all is. */
export function keep(name: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(name, JSON.stringify(kept));
    else localStorage.removeItem(name);
  } catch {
    // No room in this browser: the server is told a moment later anyway.
  }
}
