/** Words found in a text. */
const folded = (text: string) => text.normalize('NFC').toLocaleLowerCase('ko');

/** The words of a query, each once, folded. */
const wordsOf = (query: string) => [...new Set(folded(query).split(/\s+/).filter(Boolean))];

/** The texts in which most of the words stand, as the catalogue's search has it; none without any. */
export function foundIn<T extends { text: string }>(items: readonly T[], query: string): T[] {
  const words = wordsOf(query);
  const scored = items.map((item) => {
    const text = folded(item.text);
    return { item, score: words.filter((word) => text.includes(word)).length };
  });
  const most = scored.reduce((best, { score }) => Math.max(best, score), 1);
  return scored.filter(({ score }) => score === most).map(({ item }) => item);
}

/** The text cut before and after every place where a word of the query stands: odd parts are those. */
export function cut(text: string, query: string): string[] {
  const whole = text.normalize('NFC');
  const words = wordsOf(query).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // Folding that changes the length would cut at wrong places.
  if (words.length === 0 || folded(whole).length !== whole.length) return [whole];
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: found } of folded(whole).matchAll(new RegExp(words.join('|'), 'g'))) {
    parts.push(whole.slice(from, index), whole.slice(index, index + found.length));
    from = index + found.length;
  }
  return [...parts, whole.slice(from)];
}

export function Marked({ text, query }: { text: string; query: string }) {
  return <>{cut(text, query).map((part, at) => (at % 2 ? <mark>{part}</mark> : part))}</>;
}
