/** Telling a value that somebody else has from other refusals of the database. Pure. */

/** `unique_violation` of PostgreSQL. */
const UNIQUE = '23505';

/** Drivers wrap what happened: all causes are asked. */
export function isTaken(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && at.code === UNIQUE) return true;
  }
  return false;
}
