/** Stretches of a lecture: in seconds for people, in whole milliseconds as PostgreSQL's multiranges. Pure. */

/** `[from, to)` in seconds, of the lecture or since the epoch */
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

const byBegin = (a: Span, b: Span): number => a.from - b.from;

/** All that any of them covers: whole milliseconds, without overlap, in order, and none that another touches. */
export function united(spans: readonly Span[]): Span[] {
  const union: Span[] = [];
  for (const { from, to } of spans.map(exact).filter(isPart).sort(byBegin)) {
    const last = union.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  return union;
}

/** What spans cover and others do not. @param spans, others both without overlap and in order */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return spans.flatMap(({ from, to }) => {
    const left: Span[] = [];
    let next = from;
    for (const other of others) {
      if (other.to <= next) continue;
      if (other.from >= to) break;
      left.push({ from: next, to: other.from });
      next = other.to;
    }
    return [...left, { from: next, to }].filter(isPart);
  });
}

const exact = ({ from, to }: Span): Span => ({ from: ms(from) / 1000, to: ms(to) / 1000 });
const isPart = ({ from, to }: Span): boolean => to > from;

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
