/**
 * What makes the words of captions findable by any part of them: every ending of every word, 민관협치를 as 민관협치를,
 * 관협치를, 협치를, 치를 and 를. Whatever stands within a word begins one of them, which an index finds exactly. Pure.
 */
import type { TimedText } from './file.ts';
import { plainText } from './sentences.ts';

/** Characters of a word, as an address is one, that can be found. */
const LONGEST_WORD = 32;
/** Endings kept together: those of the longest words, four bytes a character, fit into a tsvector (1 MB). */
const TOGETHER = 8000;
/** More than anybody says: 12 hours of dense speech are 40,000. */
const MOST = 200_000;

/** NFC and lower case, as queries are. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** The distinct endings, in parts. */
export function endingsOf(cues: readonly TimedText[]): string[][] {
  const words = new Set(cues.flatMap(({ text }) => fold(plainText(text)).split(' ')));
  const endings = new Set<string>();
  for (const word of words) {
    const letters = [...word].slice(0, LONGEST_WORD);
    for (let from = 0; from < letters.length; from++) endings.add(letters.slice(from).join(''));
  }
  const all = [...endings].slice(0, MOST);
  return Array.from({ length: Math.ceil(all.length / TOGETHER) }, (_, part) =>
    all.slice(part * TOGETHER, (part + 1) * TOGETHER),
  );
}
