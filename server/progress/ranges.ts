/** Stretches of a lecture: in seconds for people, in whole milliseconds as PostgreSQL's multiranges. Pure. */

/** `[from, to)` in seconds of the lecture */
export type Span = { from: number; to: number };

const ms = (seconds: number) => Math.round(seconds * 1000);

/** `{[0,12000),[30000,45000)}`; spans may overlap, and be empty. */
export const printRanges = (spans: readonly Span[]): string =>
  `{${spans.map(({ from, to }) => `[${ms(from)},${ms(to)})`).join(',')}}`;

/** Reads what PostgreSQL prints: without overlap, in order. */
export const parseRanges = (text: string): Span[] =>
  [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => ({
    from: Number(from) / 1000,
    to: Number(to) / 1000,
  }));

/** Seconds; shorter parts are not worth a link, and no list is longer than this many. */
const [SHORTEST_GAP, MOST_GAPS] = [1, 5];

/** The longest parts of `[0, duration)` that spans leave out, in order. @param spans without overlap, in order */
export function longestGaps(spans: readonly Span[], duration: number): Span[] {
  const ends = [...spans, { from: duration, to: duration }];
  return ends
    .map(({ from }, nth) => ({ from: ends[nth - 1]?.to ?? 0, to: from }))
    .filter(({ from, to }) => to - from >= SHORTEST_GAP)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, MOST_GAPS)
    .sort((a, b) => a.from - b.from);
}

/** Milliseconds covered by spans that do not overlap. */
export const msOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + ms(to) - ms(from), 0);
