/** Telling a store that is away from one that said no. Pure. */
import { isUnavailable } from '../database/unavailable.ts';

/** True when trying again later may help: it cannot be reached, says nothing, or has a fault of its own (5xx). */
export function isStorageAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError' || ('$fault' in at && at.$fault === 'server')) return true;
  }
  return isUnavailable(error);
}
