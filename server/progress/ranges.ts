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

/** Seconds covered by spans that do not overlap. */
export const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + (to - from), 0);
