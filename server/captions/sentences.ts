/** What captions say, sentence by sentence: a cue is often half of one. Pure. */
import type { TimedText } from './file.ts';

/** Where it begins, seconds, and its words on one line, without markup. */
export type Sentence = { start: number; text: string };

/** Characters after which one is cut short, as captions without full stops would never end. */
const LONGEST = 120;
/** Seconds of silence after which nobody goes on with a sentence. */
const PAUSE = 1.5;
const ENDS = /[.?!。？！…]["'”’)\]]?$/;

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ', '&lrm;': '', '&rlm;': '' },
};

/** A cue's words as they are read: without voices, classes and entities (W3C WebVTT, cue text). */
export const plainText = (text: string): string =>
  (/[<&]/.test(text) ? withoutMarkup(text) : text).replace(/\s+/g, ' ').trim();

const withoutMarkup = (text: string): string =>
  text.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity] ?? '');

/** No further than somebody reads. @param cues in order of time */
export function* sentencesOf(cues: Iterable<TimedText>): Generator<Sentence> {
  let last: (Sentence & { end: number }) | null = null;
  for (const cue of cues) {
    const text = plainText(cue.text);
    if (text === '') continue;
    const goesOn =
      last !== null &&
      !ENDS.test(last.text.slice(-2)) &&
      cue.start - last.end < PAUSE &&
      last.text.length + text.length < LONGEST;
    if (last && goesOn) {
      last.text += ` ${text}`;
      last.end = cue.end;
      continue;
    }
    if (last) yield { start: last.start, text: last.text };
    last = { start: cue.start, end: cue.end, text };
  }
  if (last) yield { start: last.start, text: last.text };
}
