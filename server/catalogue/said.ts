/** Where in what is said the words of a search stand. Pure. */
import { fold } from '../captions/endings.ts';
import type { Sentence } from '../captions/sentences.ts';
import { spacingsOf } from '../captions/spacings.ts';
import type { Mark, SaidSentence } from '../contract/search.ts';

/** Sentences of a lecture that a list shows. */
const SHOWN = 3;

/**
 * The first sentences in which most of the words stand, in order of time, and whether there are more; null without any.
 * @param words folded, none of them empty
 */
export function saidIn(
  sentences: Iterable<Sentence>,
  words: readonly string[],
): { sentences: SaidSentence[]; more: boolean } | null {
  const spacings = words.map(spacingsOf);
  let most = 0;
  let found: Sentence[] = [];
  for (const sentence of sentences) {
    const folded = fold(sentence.text);
    const score = spacings.filter((ways) => ways.some((way) => folded.includes(way))).length;
    if (score === 0 || score < most) continue;
    if (score > most) found = [];
    most = score;
    found.push(sentence);
    // nothing better can come
    if (most === words.length && found.length > SHOWN) break;
  }
  if (found.length === 0) return null;
  return {
    sentences: found
      .slice(0, SHOWN)
      .map(({ start, text }) => ({ start, text, marks: marksOf(text, spacings.flat()) })),
    more: found.length > SHOWN,
  };
}

/** Where the words stand, in order; those that touch or overlap are one. */
function marksOf(text: string, words: readonly string[]): Mark[] {
  const folded = fold(text);
  // lower case of another length would mark other letters
  if (folded.length !== text.length) return [];
  const marks = words.flatMap((word) => {
    const places: Mark[] = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      places.push({ from: at, to: at + word.length });
    }
    return places;
  });
  const joined: Mark[] = [];
  for (const mark of marks.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to);
    else joined.push(mark);
  }
  return joined;
}
