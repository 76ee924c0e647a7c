/** A sentence of a lecture in which the words of a search stand, marked. */
import type { Said, SaidSentence } from '../../server/contract/search.ts';

/** The text in pieces, those that are marked and those between. Pure. */
export function piecesOf({ text, marks }: Pick<SaidSentence, 'text' | 'marks'>) {
  const pieces: { text: string; marked: boolean }[] = [];
  let from = 0;
  for (const mark of marks) {
    pieces.push({ text: text.slice(from, mark.from), marked: false });
    pieces.push({ text: text.slice(mark.from, mark.to), marked: true });
    from = mark.to;
  }
  pieces.push({ text: text.slice(from), marked: false });
  return pieces.filter((piece) => piece.text !== '');
}

export function Sentence({ sentence, lang }: { sentence: SaidSentence; lang: Said['language'] }) {
  return (
    <span lang={lang}>
      {piecesOf(sentence).map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : text))}
    </span>
  );
}

/**
 * Where a lecture begins to play with a sentence: hundredths of a second, never before it, so that its transcript
 * shows this sentence and not the one before.
 */
export const playedFrom = (lectureId: string, { start }: Pick<SaidSentence, 'start'>): string =>
  `/lectures/${lectureId}?t=${Math.ceil(Math.round(start * 1000) / 10) / 100}`;
