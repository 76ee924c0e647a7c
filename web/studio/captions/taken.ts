/** What the captions on the page become when the server has others than were known here. Pure. */
import type { CaptionDraft, Cue } from '../../../server/contract/captions.ts';
import { alike, reconcile } from './reconcile.ts';

/** What the server has, as far as is known here. */
export interface Known {
  version: number;
  trackVersion: number;
  cues: readonly Cue[];
  /** what it was sent and has not answered */
  sent: readonly Cue[] | null;
}

/** What came from elsewhere into the captions on the page, or happened to them. */
export type Taken =
  | { from: 'person'; name: string | null; doubled: number }
  /** what was the draft is what viewers see now */
  | { from: 'publication'; doubled: number }
  /** the draft was removed: what is on the page stays, and becomes a new one */
  | { from: 'deletion'; doubled: 0 }
  /** it was not saved when the page was left */
  | { from: 'browser'; doubled: number };

/**
 * @param mine what is on the page
 * @param stored what the server answered when it was asked anew
 * @returns `taken` null when nobody else has changed anything: what was sent from here had arrived
 */
export function meet(
  { version, trackVersion, cues: before, sent }: Known,
  mine: readonly Cue[],
  stored: CaptionDraft,
): { known: Known; cues: readonly Cue[]; taken: Taken | null } {
  const known = { version: stored.version, trackVersion: stored.trackVersion, cues: stored.cues, sent: null };
  const published = stored.version === 0 && stored.trackVersion > trackVersion;
  if (sent && alike(sent, stored.cues)) {
    const taken = published ? ({ from: 'publication', doubled: 0 } as const) : null;
    return { known: { ...known, cues: sent }, cues: mine, taken };
  }
  if (version > 0 && stored.version === 0 && !published) {
    return { known, cues: mine, taken: { from: 'deletion', doubled: 0 } };
  }
  const { cues, doubled } = reconcile(before, mine, stored.cues);
  const taken: Taken = published
    ? { from: 'publication', doubled }
    : { from: 'person', name: stored.savedBy, doubled };
  return { known, cues, taken };
}
