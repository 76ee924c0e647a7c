/** A cut of a lecture's recording takes its place: its captions and their drafts move with it. */
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../database/client.ts';
import type { Kept } from '../database/schema/recordings.ts';
import { captionDrafts, captionTracks } from '../database/schema/schema.ts';
import { cutCues } from './cut.ts';
import { putEndings } from './ending-queries.ts';
import { parseCues, writeWebVtt } from './file.ts';

/**
 * Moves what is there now, whenever the cut was asked for. Whoever edits a draft meanwhile is told that it changed; one
 * that was begun from the captions that viewers had is taken for begun from those they have now.
 * A track of which nothing is left is gone. Within the transaction in which the cut becomes the current recording.
 */
export async function moveCaptions(tx: Db, lectureId: string, kept: readonly Kept[]): Promise<void> {
  // drafts before tracks, as whoever approves one takes them
  const drafts = await tx
    .select({ language: captionDrafts.language, cues: captionDrafts.cues })
    .from(captionDrafts)
    .where(eq(captionDrafts.lectureId, lectureId))
    .orderBy(captionDrafts.language)
    .for('update');
  for (const { language, cues } of drafts) {
    const isIt = and(eq(captionDrafts.lectureId, lectureId), eq(captionDrafts.language, language));
    await tx
      .update(captionDrafts)
      .set({
        cues: cutCues(cues, kept),
        version: sql`${captionDrafts.version} + 1`,
        trackVersion: sql`case when ${captionDrafts.trackVersion} = (select t.version from caption_tracks t
          where t.lecture_id = ${lectureId}::uuid and t.language = ${language})
          then ${captionDrafts.trackVersion} + 1 else ${captionDrafts.trackVersion} end`,
        updatedAt: sql`now()`,
      })
      .where(isIt);
  }
  const tracks = await tx
    .select({ language: captionTracks.language, vtt: captionTracks.vtt })
    .from(captionTracks)
    .where(eq(captionTracks.lectureId, lectureId))
    .orderBy(captionTracks.language)
    .for('update');
  for (const { language, vtt } of tracks) {
    const isIt = and(eq(captionTracks.lectureId, lectureId), eq(captionTracks.language, language));
    const cues = cutCues(parseCues(vtt), kept);
    if (cues.length === 0) await tx.delete(captionTracks).where(isIt);
    else {
      await tx
        .update(captionTracks)
        .set({
          vtt: writeWebVtt(cues),
          // a cut leaves some out
          cueIds: null,
          version: sql`${captionTracks.version} + 1`,
          updatedAt: sql`now()`,
        })
        .where(isIt);
      await putEndings(tx, lectureId, language, cues);
    }
  }
}
