/** Small counts in what leaves the house: few people could be told apart. Pure. */
import type { Withheld } from '../contract/month-report.ts';

/** A count under this, and above zero, is of too few people. */
const FEWEST = 5;
const FEW = '<5';
/** What stands in place of what would tell of few people. */
export const WITHHELD = '*';

export const isFew = (count: number): boolean => count > 0 && count < FEWEST;

/**
 * A column of counts as it may leave the house. When what is withheld of it adds up to less than
 * five, or is one count alone, its total would tell it: then the next larger ones are withheld too.
 * Zero stays zero: it is of nobody.
 */
export function suppressed<T>(counts: readonly T[]): (T | Withheld)[] {
  const smallestFirst = [...counts.entries()]
    .filter((entry): entry is [number, T & number] => typeof entry[1] === 'number' && entry[1] > 0)
    .toSorted(([, a], [, b]) => a - b);
  const withheld = new Set<number>();
  let sum = 0;
  for (const [at, count] of smallestFirst) {
    const enough = withheld.size === 0 || (withheld.size > 1 && sum >= FEWEST);
    if (count >= FEWEST && enough) break;
    withheld.add(at);
    sum += count;
  }
  return counts.map((count, at) => {
    if (!withheld.has(at)) return count;
    return Number(count) < FEWEST ? FEW : WITHHELD;
  });
}

/** Watch time of some people, and what bounds how many they are: counts of views, viewers, or people who began. */
export type WatchTime = { seconds: number; counts: readonly number[] };

/**
 * Which of a column's watch times are withheld: those of few people, those beside a count that is withheld, and as
 * many more, of the fewest views first, that what is withheld together is of enough people again: otherwise the total
 * would tell it.
 * @param hidden whether a count beside it is withheld
 */
export function withheldTimes(times: readonly WatchTime[], hidden: readonly boolean[]): boolean[] {
  const least = ({ counts }: WatchTime) => Math.min(...counts);
  const played = [...times.entries()].filter(([, { seconds }]) => seconds > 0);
  const withheld = new Set(
    played.filter(([at, time]) => hidden[at] || least(time) < FEWEST).map(([at]) => at),
  );
  const isEnough = () => {
    if (withheld.size === 1) return false;
    const together = times.filter((_, at) => withheld.has(at)).map(({ counts }) => counts);
    const [first = []] = together;
    return first.every((_, nth) => together.reduce((sum, counts) => sum + (counts[nth] ?? 0), 0) >= FEWEST);
  };
  for (const [at] of played.toSorted(([, a], [, b]) => least(a) - least(b))) {
    if (withheld.size === 0 || isEnough()) break;
    withheld.add(at);
  }
  return times.map((_, at) => withheld.has(at));
}

const COUNTS = ['views', 'viewers', 'completions'] as const;
type Counts = { [name in (typeof COUNTS)[number]]?: number };
type Timed = Counts & { watchSeconds?: number };

/** A row whose counts and whose watch time may be withheld. */
type AsPublished<T> = {
  [K in keyof T]: K extends keyof Counts
    ? T[K] | Withheld
    : K extends 'watchSeconds'
      ? T[K] | typeof WITHHELD
      : T[K];
};

/**
 * Rows as they may leave the house, column by column.
 * @param rest what of the columns' known totals is in none of the rows: one more row that could be told
 * @param peopleOf bounds the people of a row, where something not in it does
 */
export function published<T extends Timed>(
  rows: readonly T[],
  rest: Timed = {},
  peopleOf: (row: T) => number = () => Number.POSITIVE_INFINITY,
): AsPublished<T>[] {
  const columns = new Map<string, readonly unknown[]>(
    COUNTS.map((name) => [name, suppressed([...rows, rest].map((row) => row[name]))]),
  );
  const timeOf = ({ views, viewers, watchSeconds = 0 }: Timed, people: number): WatchTime => ({
    seconds: watchSeconds,
    counts: [views, viewers, people].map((count = Number.POSITIVE_INFINITY) => count),
  });
  const times = [...rows.map((row) => timeOf(row, peopleOf(row))), timeOf(rest, Number.POSITIVE_INFINITY)];
  const isHidden = (_: unknown, at: number) =>
    (['views', 'viewers'] as const).some((name) => typeof columns.get(name)?.[at] === 'string');
  const withheld = withheldTimes(times, times.map(isHidden));
  return rows.map((row, at) => {
    const counts = COUNTS.filter((name) => name in row).map((name) => [name, columns.get(name)?.[at]]);
    const shown = { ...row, ...Object.fromEntries(counts) };
    return withheld[at] ? { ...shown, watchSeconds: WITHHELD } : shown;
  });
}

/** Numbers that are in no column with others. */
export const publishedAlone = <T extends Timed>(row: T) => published([row])[0] as AsPublished<T>;
