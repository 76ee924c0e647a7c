/** What an entry says of a change: which members, and never what they held. Pure. */
import { isDeepStrictEqual } from 'node:util';

type Members = Readonly<Record<string, unknown>>;

/** Names of the members of `after` that are otherwise in `before`. */
export const changedMembers = (before: Members, after: Members): string[] =>
  Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]));
