/** A retention curve by tenths of the lecture, for the table beside the chart. */

export interface Tenth {
  /** media seconds */
  from: number;
  to: number;
  /** mean over the seconds in it */
  viewers: number;
  plays: number;
}

/** Ten stretches of a curve of one point per second; fewer when it has fewer points, none when it is empty. */
export function tenthsOf(viewers: readonly number[], plays: readonly number[]): Tenth[] {
  const seconds = viewers.length;
  const count = Math.min(10, seconds);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * seconds) / count);
    const to = Math.floor(((index + 1) * seconds) / count);
    return { from, to, viewers: mean(viewers.slice(from, to)), plays: mean(plays.slice(from, to)) };
  });
}

/** Means of a curve over so many equal parts of its length; zeros for one that is empty. */
export function partsOf(values: readonly number[], count: number): number[] {
  const edge = (part: number) => Math.floor((part * values.length) / count);
  return Array.from({ length: count }, (_, part) =>
    mean(values.slice(edge(part), Math.max(edge(part + 1), edge(part) + 1))),
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
