/** SQL of the captions that viewers see. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { CAPTION_LANGUAGES, type CaptionLanguage } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import { captionTracks } from '../database/schema/schema.ts';
import { putEndings } from './ending-queries.ts';
import { readTrack } from './file.ts';

/** Sorts captions by their language as it is listed, Korean first. */
export const byLanguage = (column: SQL): SQL =>
  sql`array_position(${`{${CAPTION_LANGUAGES.join()}}`}::text[], ${column})`;

const which = (lectureId: string, language: CaptionLanguage) =>
  and(eq(captionTracks.lectureId, lectureId), eq(captionTracks.language, language));

/** Languages a lecture has captions in, Korean first. */
export async function captionLanguages(db: Db, lectureId: string): Promise<CaptionLanguage[]> {
  const rows = await db
    .select({ language: captionTracks.language })
    .from(captionTracks)
    .where(eq(captionTracks.lectureId, lectureId))
    .orderBy(byLanguage(sql`${captionTracks.language}`));
  return rows.map((row) => row.language);
}

/** A track as WebVTT; null = there is none. */
export async function captionTrack(
  db: Db,
  lectureId: string,
  language: CaptionLanguage,
): Promise<{ vtt: string; version: number; cueIds: string[] | null } | null> {
  const rows = await db
    .select({ vtt: captionTracks.vtt, version: captionTracks.version, cueIds: captionTracks.cueIds })
    .from(captionTracks)
    .where(which(lectureId, language));
  return first(rows);
}

/**
 * Puts a track, and what it is found by.
 * @param vtt checked WebVTT
 * @param cueIds of its cues, in its order; null = they have none
 */
export async function putCaptionTrack(
  db: Db,
  lectureId: string,
  language: CaptionLanguage,
  vtt: string,
  now: Date,
  cueIds: string[] | null = null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(captionTracks)
      .values({ lectureId, language, vtt, cueIds, updatedAt: now })
      .onConflictDoUpdate({
        target: [captionTracks.lectureId, captionTracks.language],
        set: { vtt, cueIds, updatedAt: now, version: sql`${captionTracks.version} + 1` },
      });
    await putEndings(tx, lectureId, language, [...readTrack(vtt)]);
  });
}

export async function deleteCaptionTrack(
  db: Db,
  lectureId: string,
  language: CaptionLanguage,
): Promise<void> {
  await db.delete(captionTracks).where(which(lectureId, language));
}
