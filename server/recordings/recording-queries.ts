/** SQL of recordings as the API needs it; what the worker needs is beside it. */
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { AccountRow } from '../accounts/account.ts';
import type { RecordingState } from '../contract/vocabulary.ts';
import { type Db, first } from '../database/client.ts';
import { lectures, recordings } from '../database/schema/schema.ts';

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

/**
 * Recordings of that many bytes whose lectures somebody manages: those in the bin last, the newest first. Those that were
 * stopped are none.
 */
export async function recordingsOfSize(db: Db, bytes: number, by: Pick<AccountRow, 'id' | 'role'>) {
  return db
    .select({
      lectureId: recordings.lectureId,
      title: lectures.title,
      titleEn: lectures.titleEn,
      inBin: sql<boolean>`${lectures.deletedAt} is not null`,
      name: recordings.name,
      sha256: recordings.sha256,
    })
    .from(recordings)
    .innerJoin(lectures, eq(lectures.id, recordings.lectureId))
    .where(
      and(
        eq(recordings.bytes, bytes),
        isNull(recordings.replacedAt),
        isNull(lectures.emptiedAt),
        ne(recordings.state, 'cancelled'),
        by.role === 'administrator' ? undefined : eq(lectures.createdBy, by.id),
      ),
    )
    .orderBy(sql`${lectures.deletedAt} is not null`, desc(recordings.createdAt))
    .limit(20);
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
