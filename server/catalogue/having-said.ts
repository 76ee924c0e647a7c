/** SQL of the lectures in which words stand. */
import { type SQL, sql } from 'drizzle-orm';
import { lecturesThatSay } from '../captions/ending-queries.ts';
import { endsOf, spacingsOf } from '../captions/spacings.ts';
import { contains } from '../database/containing.ts';
import type { SearchTerms } from './search-text.ts';

/**
 * A table `about` of the lectures in which all words stand: whether the title holds the first, and their descriptions
 * all. By itself, so that long texts are looked at once, and not carried through what follows.
 */
export function havingSaid(terms: SearchTerms | null): SQL {
  if (terms?.kind !== 'words') return sql``;
  const { words } = terms;
  const held = words.map((word) => sql`(l.id in (${lecturesThatSay(word)}) or ${isDescribedBy(word)})`);
  return sql`join (
    select l.id, ${contains(sql`lower(l.title)`, words[0] ?? '')} as titled,
      ${sql.join(words.map(isDescribedBy), sql` and `)} as described
    from lectures l where ${sql.join(held, sql` and `)} offset 0) about on about.id = l.id`;
}

/** Whether a word stands in how a lecture is described. */
function isDescribedBy(word: string): SQL {
  const ways = spacingsOf(word).map((spacing) => contains(sql`l.search_text`, spacing));
  const ends = endsOf(word).map((end) => contains(sql`l.search_text`, end));
  return sql`(${sql.join([...ends, sql`(${sql.join(ways, sql` or `)})`], sql` and `)})`;
}
