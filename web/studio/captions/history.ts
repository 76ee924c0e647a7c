/** Undo and redo. Pure. */

export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** what the last change was; the next of the same kind makes one step with it */
  kind: string | null;
}

/** Steps that can be undone. */
const MOST = 200;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], kind: null });

/** @param kind of the change, such as the field that is typed into; null = a step of its own */
export function step<T>(history: History<T>, next: T, kind: string | null = null): History<T> {
  if (kind !== null && kind === history.kind) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-MOST), present: next, future: [], kind };
}

export function undo<T>({ past, present, future }: History<T>): History<T> {
  const last = past.at(-1);
  if (last === undefined) return { past, present, future, kind: null };
  return { past: past.slice(0, -1), present: last, future: [present, ...future], kind: null };
}

export function redo<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future, kind: null };
  return { past: [...past, present], present: next, future: rest, kind: null };
}
