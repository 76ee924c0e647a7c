/** Captions that were edited and not saved yet, as this browser keeps them. */
import type { Cue } from '../../../server/contract/captions.ts';
import { readKept } from '../kept.ts';

/**
 * `base`: what the server had when the editing began. `sent`: what it was sent since and may have, for all that is
 * known here: its answer did not come. `cues`: what is on the page.
 */
export type Kept = { base: readonly Cue[]; sent: readonly Cue[] | null; cues: readonly Cue[] };

export function readKeptCues(name: string): Kept | null {
  const kept = readKept<Kept>(name);
  return kept && Array.isArray(kept.base) && Array.isArray(kept.cues) ? kept : null;
}
