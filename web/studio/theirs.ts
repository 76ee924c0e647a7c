/** What somebody else's version means for what is edited here. Pure. */

/** Whether both are the same as JSON. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export interface Compared<T> {
  /** fields that can be taken over: nothing else was written into them here */
  news: (keyof T & string)[];
  /** fields that both have changed, to different things */
  conflicts: (keyof T & string)[];
}

/**
 * @param saved what both began with, as far as is known here
 * @param draft what is here now
 * @param theirs what is stored now
 */
export function compared<T extends object>(saved: T, draft: T, theirs: T): Compared<T> {
  const names = (Object.keys(draft) as (keyof T & string)[]).filter(
    (name) => !same(theirs[name], saved[name]),
  );
  const clashes = (name: keyof T) => !same(draft[name], saved[name]) && !same(draft[name], theirs[name]);
  return { news: names.filter((name) => !clashes(name)), conflicts: names.filter(clashes) };
}

/** Some members of an object. */
export function picked<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
