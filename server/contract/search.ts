/** What a search finds in what lectures say. */
import { type Static, Type } from 'typebox';
import { CaptionLanguage, Seconds } from './vocabulary.ts';

/** Characters of a text (UTF-16) in which a word of the search stands. */
const Mark = Type.Object({ from: Type.Integer(), to: Type.Integer() });
export type Mark = Static<typeof Mark>;

const SaidSentence = Type.Object({
  /** where it begins */
  start: Seconds,
  text: Type.String(),
  marks: Type.Array(Mark),
});
export type SaidSentence = Static<typeof SaidSentence>;

/** What a lecture's captions say of the words. */
export const Said = Type.Object({
  language: CaptionLanguage,
  /** the first sentences in which most of the words stand, in order of time */
  sentences: Type.Array(SaidSentence),
  /** whether there are more of them */
  more: Type.Boolean(),
});
export type Said = Static<typeof Said>;
