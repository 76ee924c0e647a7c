/** SQL of what captions are found by. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import { type Db, listed } from '../database/client.ts';
import { captionEndings } from '../database/schema/schema.ts';
import { endingsOf } from './endings.ts';
import type { TimedText } from './file.ts';

/** Keeps step with a track that was put: within its transaction. One that is removed takes them with it. */
export async function putEndings(
  tx: Db,
  lectureId: string,
  language: CaptionLanguage,
  cues: readonly TimedText[],
): Promise<void> {
  await tx
    .delete(captionEndings)
    .where(and(eq(captionEndings.lectureId, lectureId), eq(captionEndings.language, language)));
  for (const [part, endings] of endingsOf(cues).entries()) {
    await tx.insert(captionEndings).values({
      ...{ lectureId, language, part },
      endings: sql`array_to_tsvector(${listed(
        endings.map((ending) => ({ ending })),
        'ending',
        'text',
      )})`,
    });
  }
}

/**
 * SQL of the ids of lectures in whose captions a word stands, or a part of one. A function of the database looks for
 * them by the index alone: the planner takes reading the table for cheap, as it does not know that endings are kept
 * outside of it and have to be unpacked, a tenth of a millisecond each.
 * @param word folded, without spaces
 */
export const lecturesThatSay = (word: string): SQL =>
  sql`select lectures_that_say(${`'${word.replace(/['\\]/g, '$&$&')}':*`}::tsquery)`;
