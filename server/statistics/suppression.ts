/** Small counts in what leaves the house: few people could be told apart. Pure. */

/** A count under this, and above zero, is of too few people. */
const FEWEST = 5;
const FEW = '<5';
const WITHHELD = '*';

/**
 * A column of counts as it may leave the house. When what is withheld of it adds up to less than
 * five, or is one count alone, its total would tell it: then the next larger ones are withheld too.
 * Zero stays zero: it is of nobody.
 */
export function suppressed<T>(counts: readonly T[]): (T | string)[] {
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
