/** What the player has to say about itself. */

import type { PlayerError } from '../../server/contract/quality.ts';

export type Failure = PlayerError;

export interface Facts {
  failure: Failure | null;
  /** s that are loaded and not yet played */
  ahead: number;
  /** the lecture has something that can be played */
  playable: boolean;
  /** all of it has been transcoded */
  complete: boolean;
  /** media time and how far the playlist reaches, s */
  time: number;
  available: number;
  /** how long the picture has stood still although it should move, ms; 0 when it need not or does */
  waitedMs: number;
}

/**
 * - `preparing`: nothing can be played yet
 * - `loading`: the picture will move in a moment; `slow`: it takes long enough to say so
 * - `edge`: all that has been transcoded is played, the rest is being made
 */
export type Condition = 'fine' | 'preparing' | 'loading' | 'slow' | 'edge' | Failure;

/** Shorter waits are not worth a sign, ms. */
export const UNNOTICED = 400;
const SLOW = 8000;
/** Closer to the end of the playlist than this there is nothing left to play, s. */
const AT_EDGE = 1.5;

/** Less than this is not enough to move on, s. */
const NOTHING_AHEAD = 0.5;

/** Whether a failure may pass by itself. */
export const isPassing = (failure: Failure | null): boolean => failure === 'network' || failure === 'offline';

export function conditionOf(facts: Facts): Condition {
  if (!facts.playable) return 'preparing';
  // What the network lacks is missed only when all that was loaded is played.
  if (facts.failure && !(isPassing(facts.failure) && facts.ahead > NOTHING_AHEAD)) return facts.failure;
  if (facts.waitedMs < UNNOTICED) return 'fine';
  if (!facts.complete && facts.available > 0 && facts.time > facts.available - AT_EDGE) return 'edge';
  return facts.waitedMs < SLOW ? 'loading' : 'slow';
}
