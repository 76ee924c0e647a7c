/** SQL of what a recording itself tells of where chapters may begin. */
import { eq, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import type { OwnChapter, SilenceMark, SlideMark } from '../database/schema/recording-marks.ts';
import { recordingMarks } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';

type MarksRow = Omit<typeof recordingMarks.$inferSelect, 'recordingId'>;
export type Marks = Pick<MarksRow, 'own' | 'slides' | 'silences' | 'dropped'>;

/** Keeps the chapters that the file came with. */
export async function keepOwnChapters(db: Db, recordingId: string, own: OwnChapter[]): Promise<void> {
  await db
    .insert(recordingMarks)
    .values({ recordingId, own })
    .onConflictDoUpdate({ target: recordingMarks.recordingId, set: { own } });
}

/** Has changes of slides and silences looked for, within the caller's transaction. */
export async function requestMarks(tx: Db, queue: Queue, recordingId: string): Promise<void> {
  await tx
    .insert(recordingMarks)
    .values({ recordingId })
    .onConflictDoUpdate({ target: recordingMarks.recordingId, set: { code: null } });
  await queue.enqueue(tx, [{ kind: 'marks', recordingId }]);
}

/** False when they were found, or nobody needs them any more. */
export async function areMarksAwaited(db: Db, recordingId: string): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    select 1 from recordings r join recording_marks m on m.recording_id = r.id
    where r.id = ${recordingId}::uuid and r.state = 'ready' and r.replaced_at is null and m.slides is null`,
  );
  return rows.length > 0;
}

export async function landMarks(
  db: Db,
  recordingId: string,
  found: { slides: SlideMark[]; silences: SilenceMark[] },
): Promise<void> {
  await db
    .update(recordingMarks)
    .set({ ...found, code: null })
    .where(eq(recordingMarks.recordingId, recordingId));
}

/** They cannot be found. @param code as `failureMessage` knows it */
export async function failMarks(db: Db, recordingId: string, code: string): Promise<void> {
  await db
    .update(recordingMarks)
    .set({ code })
    .where(sql`${recordingMarks.recordingId} = ${recordingId}::uuid and ${recordingMarks.slides} is null`);
}

export type CurrentMarks = Marks & {
  recordingId: string;
  duration: number;
  code: string | null;
  /** everything of it is made */
  ready: boolean;
  /** they are being looked for, or were */
  requested: boolean;
};

/** Of the recording that a lecture plays; null while it plays none. */
export async function currentMarks(db: Db, lectureId: string): Promise<CurrentMarks | null> {
  const rows = await rowsOf<CurrentMarks>(
    db,
    sql`
    select r.id as "recordingId", r.duration, coalesce(m.own, '[]') as own, m.slides, m.silences, m.code,
      coalesce(m.dropped, '{}') as dropped, r.state = 'ready' as ready,
      m.recording_id is not null as requested
    from recordings r left join recording_marks m on m.recording_id = r.id
    where r.lecture_id = ${lectureId}::uuid and r.replaced_at is null and not r.waiting
      and r.playable_at is not null and r.state in ('transcoding', 'ready')`,
  );
  return first(rows);
}

/** Notes which proposals are not wanted. @param starts seconds; those of before are forgotten */
export async function dropProposals(db: Db, recordingId: string, starts: number[]): Promise<void> {
  await db.update(recordingMarks).set({ dropped: starts }).where(eq(recordingMarks.recordingId, recordingId));
}
