/** Two people who edit the same: the later one is told before anything of the earlier one is written over. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param before what is stored
 * @param change what is to be stored
 * @param was what the changed fields held for whoever changes them; what it does not name is not compared
 * @throws {Refusal} edited_meanwhile with the fields that somebody else has changed to something else
 */
export function requireUnedited(before: Fields, change: Fields, was: Fields): void {
  const edited = Object.keys(change).filter(
    (name) =>
      name in was && [was[name], change[name]].every((other) => !isDeepStrictEqual(before[name], other)),
  );
  if (edited.length === 0) return;
  throw new Refusal(
    'edited_meanwhile',
    edited.map((field) => ({ field, message: field })),
  );
}

/** When something is changed, for whoever compares versions: later than before, however much servers' clocks differ. */
export const changedAt = (before: Date, now: Date): Date =>
  new Date(Math.max(before.getTime() + 1, now.getTime()));
