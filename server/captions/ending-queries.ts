/** SQL of what captions are found by. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import { type Db, listed } from '../database/client.ts';
import { captionEndings } from '../database/schema/schema.ts';
import { endingsOf } from './endings.ts';
import type { TimedText } from './file.ts';
import { spacingsOf } from './spacings.ts';

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
 * SQL of the ids of lectures in whose captions a word stands, or a part of one, or the parts of it that are written
 * apart: somewhere, as the index has no places. A function of the database looks for them by the index alone: the
 * planner takes reading the table for cheap, as it does not know that endings are kept outside of it and have to be
 * unpacked, a tenth of a millisecond each.
 * @param word folded, without spaces
 */
export const lecturesThatSay = (word: string): SQL =>
  sql`select lectures_that_say(${spacingsOf(word).map(asked).join(' | ')}::tsquery)`;

/** Of words beside each other all but the last are whole to their ends. */
function asked(spacing: string): string {
  const parts = spacing.split(' ').map((part) => `'${part.replace(/['\\]/g, '$&$&')}'`);
  return `(${parts.join(' & ')}:*)`;
}
