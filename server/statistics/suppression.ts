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

const COUNTS = ['views', 'viewers', 'completions'] as const;
type Counts = { [name in (typeof COUNTS)[number]]?: number };

/** A row whose counts may be withheld, and whose watch time is where it is that of few people. */
type AsPublished<T> = {
  [K in keyof T]: K extends keyof Counts
    ? T[K] | Withheld
    : K extends 'watchSeconds'
      ? T[K] | typeof WITHHELD
      : T[K];
};

/**
 * Rows as they may leave the house, column by column.
 * @param rest what of the columns' known totals is in none of the rows: one more count that could be told
 */
export function published<T extends Counts>(rows: readonly T[], rest: Counts = {}): AsPublished<T>[] {
  const columns = new Map(COUNTS.map((name) => [name, suppressed([...rows, rest].map((row) => row[name]))]));
  return rows.map((row, nth) => publishedAs(row, (name) => columns.get(name)?.[nth]));
}

/** Numbers that are in no column with others. */
export const publishedAlone = <T extends Counts>(row: T): AsPublished<T> =>
  publishedAs(row, (name) => suppressed([row[name]])[0]);

function publishedAs<T extends Counts>(
  row: T,
  countOf: (name: keyof Counts) => number | Withheld | undefined,
): AsPublished<T> {
  const counts = COUNTS.filter((name) => name in row).map((name) => [name, countOf(name)]);
  const shown = { ...row, ...Object.fromEntries(counts) };
  const few = [shown.views, shown.viewers].includes(FEW) && 'watchSeconds' in row;
  return few ? { ...shown, watchSeconds: WITHHELD } : shown;
}
