/** The sound of a lecture in pieces for a server that listens, and what it heard put together again. Pure. */
import type { TimedText } from '../server/captions/file.ts';
import type { Segment } from '../server/recordings/playlist.ts';

/** Seconds of a piece: an answer comes within minutes also from a slow server, and little is lost when one fails. */
const PIECE = 120;
/** Seconds around a piece that are heard too: a word at the seam is whole in both, and kept from one. */
const AROUND = 5;

export type Piece = {
  /** what counts of it, seconds of the lecture */
  from: number;
  to: number;
  /** seconds of the lecture at which its sound begins */
  begin: number;
  segments: Segment[];
};

/** @param seconds of a piece; replaces the default in tests */
export function piecesOf(segments: readonly Segment[], seconds = PIECE): Piece[] {
  let at = 0;
  const placed = segments.map((segment) => {
    const start = at;
    at += segment.duration;
    return { segment, start, end: at };
  });
  const count = Math.max(1, Math.ceil(at / seconds - 0.25)); // a short rest goes with the last
  return Array.from({ length: count }, (_, index) => {
    const from = index * seconds;
    const to = index === count - 1 ? at : from + seconds;
    const within = placed.filter(({ start, end }) => end > from - AROUND && start < to + AROUND);
    return { from, to, begin: within[0]?.start ?? 0, segments: within.map(({ segment }) => segment) };
  });
}

/**
 * What counts of a piece, in the lecture's time: what has its middle in it.
 * @param said seconds from the beginning of the piece's sound
 */
export function countedIn({ from, to, begin }: Piece, said: readonly TimedText[]): TimedText[] {
  const ms = (time: number) => Math.round(time * 1000) / 1000;
  return said
    .map(({ start, end, text }) => ({ start: ms(start + begin), end: ms(end + begin), text: text.trim() }))
    .filter(({ start, end, text }) => {
      const middle = (start + end) / 2;
      return text !== '' && end > start && middle >= from && middle < to;
    });
}

/** All pieces in one; what the next heard again at a seam begins when the last has ended. */
export function joined(heard: readonly (readonly TimedText[])[]): TimedText[] {
  const all: TimedText[] = [];
  for (const cue of heard.flat()) {
    const start = Math.max(cue.start, all.at(-1)?.end ?? 0);
    if (cue.end - start > 0.2) all.push({ ...cue, start });
  }
  return all;
}
