/** SQL of what found lectures say. */
import { sql } from 'drizzle-orm';
import { fold } from '../captions/endings.ts';
import { readTrack } from '../captions/file.ts';
import { storedText } from '../captions/markup.ts';
import { sentencesOf } from '../captions/sentences.ts';
import { spacingsOf } from '../captions/spacings.ts';
import { byLanguage } from '../captions/track-queries.ts';
import type { Said } from '../contract/search.ts';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { saidIn } from './said.ts';
import type { SearchTerms } from './search-text.ts';

type Track = { lectureId: string; language: CaptionLanguage; vtt: string };

/**
 * What is said of the terms in lectures that the asker may see: of the first language, Korean before others, in which
 * anything is.
 */
export async function saidOf(
  db: Db,
  terms: SearchTerms | null,
  lectureIds: readonly string[],
): Promise<Map<string, Said>> {
  const said = new Map<string, Said>();
  if (terms?.kind !== 'words' || lectureIds.length === 0) return said;
  const tracks = await rowsOf<Track>(
    db,
    sql`
    select lecture_id as "lectureId", language, vtt from caption_tracks
    where lecture_id = any(${`{${lectureIds.join()}}`}::uuid[]) order by ${byLanguage(sql`language`)}`,
  );
  // as they stand in WebVTT: most tracks need not be read cue by cue
  const written = terms.words
    .flatMap((word) => [...spacingsOf(word), storedText(word)])
    .map((spacing) => spacing.split(' '));
  for (const { lectureId, language, vtt } of tracks) {
    const folded = fold(vtt);
    if (said.has(lectureId) || !written.some((parts) => parts.every((part) => folded.includes(part))))
      continue;
    const found = saidIn(sentencesOf(readTrack(vtt)), terms.words);
    if (found) said.set(lectureId, { language, ...found });
  }
  return said;
}
