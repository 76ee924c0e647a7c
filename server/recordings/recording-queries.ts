/** SQL of recordings as the API needs it; what the worker needs is beside it. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { RecordingState } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import { recordings } from '../database/schema/schema.ts';

export type RecordingRow = typeof recordings.$inferSelect;

/** The lecture's newest recording: the one that waits, otherwise the current one. */
export async function newestRecording(db: Db, lectureId: string): Promise<RecordingRow | null> {
  const rows = await db
    .select()
    .from(recordings)
    .where(and(eq(recordings.lectureId, lectureId), isNull(recordings.replacedAt)))
    .orderBy(desc(recordings.waiting));
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

/** How many recordings, current and waiting ones, are in each state; states that none is in are left out. */
export async function countRecordings(db: Db): Promise<{ state: RecordingState; count: number }[]> {
  return db
    .select({ state: recordings.state, count: sql<number>`count(*)::int` })
    .from(recordings)
    .where(isNull(recordings.replacedAt))
    .groupBy(recordings.state);
}
