/** Words found in a text. */
const folded = (text: string) => text.normalize('NFC').toLocaleLowerCase('ko');

export function matches(text: string, query: string): boolean {
  return folded(text).includes(folded(query));
}

/** The text cut before and after every place where the query stands: odd parts are the query. */
export function cut(text: string, query: string): string[] {
  const whole = text.normalize('NFC');
  const [hay, needle] = [folded(whole), folded(query)];
  const parts: string[] = [];
  let from = 0;
  // Folding that changes the length would cut at wrong places.
  for (let at = hay.indexOf(needle); at >= 0 && hay.length === whole.length; at = hay.indexOf(needle, from)) {
    parts.push(whole.slice(from, at), whole.slice(at, at + needle.length));
    from = at + needle.length;
  }
  return [...parts, whole.slice(from)];
}

export function Marked({ text, query }: { text: string; query: string }) {
  return <>{cut(text, query).map((part, at) => (at % 2 ? <mark>{part}</mark> : part))}</>;
}
