/** Notes as a text file. Pure. */
import type { Note } from '../../server/contract/notes.ts';
import { clock } from '../ui/format.ts';

export interface NotesToSave {
  /** where the lecture is: origin and path */
  address: string;
  title: string;
  notes: readonly Pick<Note, 'at' | 'text' | 'updatedAt'>[];
}

/** What is said about times, in the reader's language. */
interface Told {
  savedOn: string;
  writtenOn: (time: string) => string;
}

/** Title, address and when it was saved; then every note with its time, a link to it, and when it was written. */
export function notesText({ address, title, notes }: NotesToSave, { savedOn, writtenOn }: Told): string {
  const head = `${title}\n${address}\n${savedOn}\n`;
  const parts = notes.map(
    ({ at, text, updatedAt }) =>
      `[${clock(at)}] ${address}?t=${Math.floor(at)}\n${writtenOn(updatedAt)}\n${text}\n`,
  );
  // a line's end and a mark at the beginning that every editor on Windows knows
  return `\ufeff${[head, ...parts].join('\n').replaceAll('\u00a0', ' ').replaceAll('\n', '\r\n')}`;
}

/** A name that file systems take. @param name without its ending */
export const textFileName = (name: string): string =>
  `${name
    .replace(/[\s\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .slice(0, 100)
    .trim()}.txt`;
