/** What the caption editor does to cues. Pure: each answers a new list, in order of time. */
import type { Cue } from '../../../server/contract/captions.ts';
import { uuid } from '../uuid.ts';

/** Length of a cue that is added, s. */
const ADDED = 2;
/** No cue becomes shorter by splitting, s. */
const LEAST = 0.1;

/** Times are kept in whole milliseconds, as files have them. */
const ms = (time: number) => Math.max(0, Math.round(time * 1000) / 1000);

/** In order of time; those that begin together keep theirs. */
export const sorted = (cues: readonly Cue[]): Cue[] =>
  cues.toSorted((a, b) => a.start - b.start || a.end - b.end);

export const newId = () => uuid().slice(0, 13);

/** Changes one cue. */
export function changed(cues: readonly Cue[], id: string, change: Partial<Omit<Cue, 'id'>>): Cue[] {
  return sorted(
    cues.map((cue) => {
      if (cue.id !== id) return cue;
      const next = { ...cue, ...change };
      return { ...next, start: ms(next.start), end: ms(next.end) };
    }),
  );
}

/**
 * Two of one. The time is divided as the text is: speech takes about as long as it is written.
 * @param at character of the text at which the second begins
 * @param made id of the second
 */
export function split(cues: readonly Cue[], id: string, at: number, made: string): Cue[] {
  return cues.flatMap((cue) => {
    if (cue.id !== id) return [cue];
    const share = cue.text.length > 0 ? at / cue.text.length : 0.5;
    const length = cue.end - cue.start;
    const least = Math.min(LEAST, length / 2);
    const middle = ms(cue.start + Math.min(length - least, Math.max(least, length * share)));
    return [
      { ...cue, end: middle, text: cue.text.slice(0, at).trim() },
      { id: made, start: middle, end: cue.end, text: cue.text.slice(at).trim() },
    ];
  });
}

/** One of a cue and the next; as they are when there is no next. */
export function merged(cues: readonly Cue[], id: string): Cue[] {
  const index = cues.findIndex((cue) => cue.id === id);
  const [cue, next] = [cues[index], cues[index + 1]];
  if (!cue || !next) return [...cues];
  const text = [cue.text, next.text].filter(Boolean).join('\n');
  return cues.toSpliced(index, 2, { ...cue, end: Math.max(cue.end, next.end), text });
}

/** Moves all, or a cue and those after it, by some seconds; none begins before the lecture does. */
export function shifted(cues: readonly Cue[], by: number, fromId?: string): Cue[] {
  const first = fromId === undefined ? 0 : cues.findIndex((cue) => cue.id === fromId);
  return sorted(
    cues.map((cue, index) => {
      if (index < first) return cue;
      const start = ms(cue.start + by);
      return { ...cue, start, end: ms(start + cue.end - cue.start) };
    }),
  );
}

/** With a new cue that begins at a time, and ends where the next begins. @param made its id */
export function added(cues: readonly Cue[], at: number, made: string): Cue[] {
  const start = ms(at);
  const next = cues.find((cue) => cue.start > start)?.start ?? Number.POSITIVE_INFINITY;
  return sorted([...cues, { id: made, start, end: ms(Math.min(start + ADDED, next)), text: '' }]);
}

export const removed = (cues: readonly Cue[], id: string): Cue[] => cues.filter((cue) => cue.id !== id);

/** Ids of cues with a text in them, in order; upper and lower case are the same. */
export function found(cues: readonly Cue[], text: string): string[] {
  if (text === '') return [];
  const wanted = text.toLowerCase();
  return cues.filter((cue) => cue.text.toLowerCase().includes(wanted)).map((cue) => cue.id);
}

/** With another text in the place of one, everywhere. @returns how many places too */
export function replaced(cues: readonly Cue[], text: string, by: string): { cues: Cue[]; places: number } {
  if (text === '') return { cues: [...cues], places: 0 };
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  let places = 0;
  const count = () => {
    places += 1;
    return by;
  };
  return { cues: cues.map((cue) => ({ ...cue, text: cue.text.replace(pattern, count) })), places };
}

/** Index of what is said at a time; -1 = nothing is. */
export const saidAt = (cues: readonly Cue[], time: number): number =>
  cues.findLastIndex((cue) => cue.start <= time && time < cue.end);
