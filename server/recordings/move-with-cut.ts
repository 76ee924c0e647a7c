/** What staff and viewers have said about places in a recording, when a cut of it takes its place. */
import { asc, eq, sql } from 'drizzle-orm';
import { moveCaptions } from '../captions/move.ts';
import type { Db } from '../database/client.ts';
import type { Kept } from '../database/schema/recordings.ts';
import { chapters, lectures } from '../database/schema/schema.ts';
import { moveNotes } from '../notes/move.ts';
import { cutChapters } from './cut-chapters.ts';

/**
 * Moves all that belongs to places in a lecture's recording, as it stands now; what viewers watched is progress's.
 * The lecture is locked.
 */
export async function moveWithCut(tx: Db, lectureId: string, kept: readonly Kept[]): Promise<void> {
  await moveCaptions(tx, lectureId, kept);
  await moveChapters(tx, lectureId, kept);
  await moveNotes(tx, lectureId, kept);
  // whoever edits them is told that they changed
  await tx
    .update(lectures)
    .set({ updatedAt: sql`greatest(${lectures.updatedAt} + interval '1 millisecond', now())` })
    .where(eq(lectures.id, lectureId));
}

async function moveChapters(tx: Db, lectureId: string, kept: readonly Kept[]): Promise<void> {
  const those = eq(chapters.lectureId, lectureId);
  const before = await tx.select().from(chapters).where(those).orderBy(asc(chapters.start));
  if (before.length === 0) return;
  await tx.delete(chapters).where(those);
  const after = cutChapters(before, kept);
  if (after.length > 0) await tx.insert(chapters).values(after);
}
