/**
 * SQL of which recording viewers are given. A new one waits while another plays; it takes that one's place once it
 * is no worse: whole where that one is whole, otherwise with its first chunks. What does not become a lecture
 * leaves the one before where it is.
 */
import { and, eq, isNull, not, type SQL, sql } from 'drizzle-orm';
import type { RecordingState } from '../contract/vocabulary.ts';
import { type Db, only, rowsOf } from '../database/client.ts';
import { CURRENT, type Kept, UNDER_WAY } from '../database/schema/recordings.ts';
import { lectures, recordings } from '../database/schema/schema.ts';
import { holdLedger } from '../progress/ledger-lock.ts';
import { remapWatched } from '../progress/remap-watched.ts';
import { moveWithCut } from './move-with-cut.ts';
import type { RecordingRow } from './recording-queries.ts';

/** Nobody else gives the lecture a recording, or deletes it, before the transaction ends. @returns false without it */
export async function lockLecture(tx: Db, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: lectures.id })
    .from(lectures)
    .where(eq(lectures.id, id))
    .for('no key update');
  return rows.length > 0;
}

/** Gives a lecture a recording, current or waiting; another that waits, or that never played, gives way. */
export async function insertRecording(
  tx: Db,
  recording: typeof recordings.$inferInsert,
  now: Date,
): Promise<RecordingRow> {
  const { lectureId } = recording;
  const before = await tx
    .select({ playableAt: recordings.playableAt, waiting: recordings.waiting })
    .from(recordings)
    .where(ofLecture(lectureId));
  const waiting = before.some((one) => !one.waiting && one.playableAt !== null);
  await tx
    .update(recordings)
    .set(replaced(now))
    .where(waiting ? and(ofLecture(lectureId), recordings.waiting) : ofLecture(lectureId));
  return only(
    await tx
      .insert(recordings)
      .values({ ...recording, waiting })
      .returning(),
  );
}

/** Calls a recording off that waits: the lecture goes on with the one it has. @returns false when it does not wait */
export async function withdrawRecording(db: Db, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(recordings)
    .set(replaced(now))
    .where(and(eq(recordings.id, id), recordings.waiting, isNull(recordings.replacedAt)))
    .returning({ id: recordings.id });
  return rows.length > 0;
}

/** The ledger and the lecture of a recording, held before anything else by whoever may call `takePlace`. */
export async function holdPlace(tx: Db, recordingId: string): Promise<void> {
  await holdLedger(tx);
  await tx.execute(sql`
    select 1 from lectures l join recordings r on r.lecture_id = l.id
    where r.id = ${recordingId}::uuid for no key update of l`);
}

/**
 * Makes a recording that waits the current one, when it can be. What was watched of the one before counts in it
 * from then on. One that is current already has begun to play: nothing past its end counts.
 */
export async function takePlace(tx: Db, recordingId: string): Promise<void> {
  type Next = { lectureId: string; duration: number; kept: Kept[] | null; waiting: boolean; early: boolean };
  const [next] = await rowsOf<Next>(
    tx,
    sql`
    select n.lecture_id as "lectureId", n.duration, n.kept, n.waiting, n.waiting and n.ready_at is null and exists (
      select from recordings r where r.lecture_id = n.lecture_id and ${CURRENT} and r.state = 'ready') as early
    from recordings n where n.id = ${recordingId}::uuid and n.replaced_at is null`,
  );
  if (!next || next.early) return;
  const { lectureId, duration, kept, waiting } = next;
  if (waiting) {
    await tx
      .update(recordings)
      .set(replaced(sql`now()`))
      .where(and(ofLecture(lectureId), not(recordings.waiting)));
    await tx.update(recordings).set({ waiting: false }).where(eq(recordings.id, recordingId));
  }
  const cut = waiting ? kept : null;
  await remapWatched(tx, lectureId, { duration, kept: cut });
  if (cut) await moveWithCut(tx, lectureId, cut);
}

const ofLecture = (lectureId: string) =>
  and(eq(recordings.lectureId, lectureId), isNull(recordings.replacedAt));

/** What is still being made of one that is replaced is stopped. */
const replaced = (at: Date | SQL) => ({
  replacedAt: at,
  state: sql<RecordingState>`case when ${recordings.state} in ${UNDER_WAY}
    then 'cancelled' else ${recordings.state} end`,
});
