/** SQL of recordings as the API needs it; what the worker needs is beside it. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { RecordingState } from '../contract/vocabulary.ts';
import { type Db, first, only } from '../database/client.ts';
import { lectures, recordings } from '../database/schema/schema.ts';

export type RecordingRow = typeof recordings.$inferSelect;

/** The lecture's current recording. */
export async function currentRecording(db: Db, lectureId: string): Promise<RecordingRow | null> {
  const rows = await db
    .select()
    .from(recordings)
    .where(and(eq(recordings.lectureId, lectureId), isNull(recordings.replacedAt)));
  return first(rows);
}

export async function recordingById(db: Db, id: string): Promise<RecordingRow | null> {
  return first(await db.select().from(recordings).where(eq(recordings.id, id)));
}

/** All recordings of a lecture, the replaced ones too. */
export async function recordingIdsOf(db: Db, lectureId: string): Promise<string[]> {
  const rows = await db
    .select({ id: recordings.id })
    .from(recordings)
    .where(eq(recordings.lectureId, lectureId));
  return rows.map((row) => row.id);
}

/** Nobody else gives the lecture a recording, or deletes it, before the transaction ends. @returns false without it */
export async function lockLecture(tx: Db, id: string): Promise<boolean> {
  const rows = await tx.select({ id: lectures.id }).from(lectures).where(eq(lectures.id, id)).for('update');
  return rows.length > 0;
}

/** Makes a recording the lecture's current one; the one before it is kept, replaced, and no longer made. */
export async function insertRecording(
  tx: Db,
  recording: { id: string; lectureId: string; name: string; bytes: number; sha256: string | null },
  now: Date,
): Promise<RecordingRow> {
  const unfinished = sql`${recordings.state} in ('uploaded', 'probing', 'transcoding')`;
  await tx
    .update(recordings)
    .set({
      replacedAt: now,
      state: sql`case when ${unfinished} then 'cancelled' else ${recordings.state} end`,
    })
    .where(and(eq(recordings.lectureId, recording.lectureId), isNull(recordings.replacedAt)));
  return only(await tx.insert(recordings).values(recording).returning());
}

/** How many lectures' current recordings are in each state; states that none is in are left out. */
export async function countRecordings(db: Db): Promise<{ state: RecordingState; count: number }[]> {
  return db
    .select({ state: recordings.state, count: sql<number>`count(*)::int` })
    .from(recordings)
    .where(isNull(recordings.replacedAt))
    .groupBy(recordings.state);
}
