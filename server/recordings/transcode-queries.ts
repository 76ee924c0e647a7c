/**
 * SQL of the transcode. Everything here is safe to call twice, and what publishes does so only for
 * the attempt that holds the chunk, of a recording that nobody cancelled meanwhile.
 */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { FailureCode, RecordingState, RejectionCode } from '../contract/vocabulary.ts';
import { type Db, first, rowsOf } from '../database/client.ts';
import { type Probe, UNDER_WAY } from '../database/schema/recordings.ts';
import { chunks, recordings, renditions } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';
import { postNotice } from './notices.ts';

type Rendition = typeof renditions.$inferSelect;
type Chunk = typeof chunks.$inferSelect;
export type PlannedRendition = Pick<Rendition, 'name' | 'kind' | 'rung' | 'width' | 'height' | 'frameRate'>;
export type PlannedChunk = Pick<Chunk, 'kind' | 'index' | 'start' | 'duration' | 'firstSegment' | 'segments'>;
/** Which chunk of which recording. */
type ChunkId = Pick<Chunk, 'recordingId' | 'kind' | 'index'>;
/** What the probe decided, to be written at once. */
export type TranscodePlan = {
  duration: number;
  probe: Probe;
  renditions: PlannedRendition[];
  chunks: PlannedChunk[];
};
/** A chunk that an attempt took, and what it needs to know to make it. */
export type Held = {
  /** seconds of the lecture */
  duration: number;
  probe: Probe;
  /** of the chunk's kind; video from the top */
  renditions: Rendition[];
  chunk: Chunk & { attempt: string };
};

/** Takes a recording up for probing; null when there is nothing to probe (any more). */
export async function takeProbe(db: Db, id: string): Promise<{ bytes: number } | null> {
  const rows = await db
    .update(recordings)
    .set({ state: 'probing', updatedAt: sql`now()` })
    .where(and(eq(recordings.id, id), sql`${recordings.state} in ('uploaded', 'probing')`))
    .returning({ bytes: recordings.bytes });
  return first(rows);
}

/** The file cannot become a lecture. No effect on a recording that is past its probe. */
export async function rejectRecording(db: Db, queue: Queue, id: string, code: RejectionCode): Promise<void> {
  await db.transaction(async (tx) => {
    const rejected = await tx
      .update(recordings)
      .set({ state: 'rejected', code, updatedAt: sql`now()` })
      .where(and(eq(recordings.id, id), eq(recordings.state, 'probing')))
      .returning({ id: recordings.id });
    if (rejected.length > 0) await postNotice(tx, queue, { recordingId: id, outcome: 'rejected' });
  });
}

/**
 * Something of ours went wrong for good. No effect on a recording that is ready, rejected or cancelled, or that
 * staff have put back to work since.
 * @param addedAt of the job that says so, in whole milliseconds
 */
export async function failRecording(
  db: Db,
  queue: Queue,
  id: string,
  code: FailureCode,
  addedAt: Date,
): Promise<void> {
  const restarted = sql`date_trunc('milliseconds', ${recordings.restartedAt})`;
  await db.transaction(async (tx) => {
    const failed = await tx
      .update(recordings)
      .set({ state: 'failed', code, updatedAt: sql`now()` })
      .where(
        and(
          eq(recordings.id, id),
          sql`${recordings.state} in ${UNDER_WAY}`,
          sql`(${recordings.restartedAt} is null or ${restarted} <= ${addedAt.toISOString()}::timestamptz)`,
        ),
      )
      .returning({ id: recordings.id });
    if (failed.length > 0) await postNotice(tx, queue, { recordingId: id, outcome: 'failed' });
  });
}

/** The probe's end: state, ladder, chunks and their jobs, all or nothing. */
export async function startTranscode(db: Db, queue: Queue, id: string, plan: TranscodePlan): Promise<void> {
  await db.transaction(async (tx) => {
    const started = await tx
      .update(recordings)
      .set({
        state: 'transcoding',
        duration: plan.duration,
        probe: plan.probe,
        secondsTotal: plan.duration,
        secondsDone: 0,
        chunkCount: plan.chunks.filter((chunk) => chunk.kind === 'video').length,
        updatedAt: sql`now()`,
      })
      .where(and(eq(recordings.id, id), eq(recordings.state, 'probing')))
      .returning({ id: recordings.id });
    if (started.length === 0) return;
    await tx.insert(renditions).values(plan.renditions.map((one) => ({ recordingId: id, ...one })));
    await tx.insert(chunks).values(plan.chunks.map((one) => ({ recordingId: id, ...one })));
    await queue.enqueue(
      tx,
      plan.chunks.map(({ kind, index }) => ({ kind: 'chunk', recordingId: id, of: kind, index })),
    );
  });
}

/** Seconds without a report after which whoever holds a chunk may be dead. */
const SILENT_SECONDS = 8;
/** Seconds for which a look counts. It is over when the database was away since: nobody could be heard. */
const LOOK_SECONDS = 5;

/**
 * Makes an attempt the one that may publish a chunk, unless another is at it: that one must have been
 * silent, for a while and since the caller last looked. After a time without the database everybody
 * has been silent, and the living are heard again before anything of theirs is taken away.
 * @param seen what the last call answered
 * @returns when the held chunk was looked at, by the database's clock; null when it needs nobody (any more)
 */
export async function takeChunk(
  db: Db,
  id: ChunkId,
  attempt: string,
  seen: Date | null,
): Promise<Held | Date | null> {
  const recording = await transcoding(db, id.recordingId);
  if (!recording) return null;
  const looked = sql`${seen?.toISOString() ?? null}::timestamptz`;
  const silent = sql`${chunks.reportedAt} < now() - make_interval(secs => ${SILENT_SECONDS})
    and ${chunks.reportedAt} <= ${looked} and ${looked} > now() - make_interval(secs => ${LOOK_SECONDS})`;
  const free = sql`${chunks.attempt} is null or ${chunks.attempt} = ${attempt} or (${silent})`;
  const [chunk] = await db
    .update(chunks)
    .set({ attempt, reportedAt: sql`now()`, secondsDone: 0 })
    .where(and(thatChunk(id), sql`${chunks.doneAt} is null and (${free})`))
    .returning();
  if (chunk) {
    const made = await db
      .select()
      .from(renditions)
      .where(and(eq(renditions.recordingId, id.recordingId), eq(renditions.kind, id.kind)))
      .orderBy(sql`${renditions.height} desc nulls last`, asc(renditions.name));
    return { ...recording, renditions: made, chunk: { ...chunk, attempt } };
  }
  const [held] = await db
    .select({ at: sql<Date>`now()`.mapWith(chunks.reportedAt) })
    .from(chunks)
    .where(and(thatChunk(id), sql`${chunks.doneAt} is null`));
  return held?.at ?? null;
}

/** What all chunks of a recording must know; null when it is not being transcoded. */
async function transcoding(db: Db, id: string): Promise<{ duration: number; probe: Probe } | null> {
  const [recording] = await db
    .select({ duration: recordings.duration, probe: recordings.probe })
    .from(recordings)
    .where(and(eq(recordings.id, id), eq(recordings.state, 'transcoding')));
  const { duration, probe } = recording ?? {};
  return duration && probe ? { duration, probe } : null;
}

/** Whether a chunk is made, somebody living is at it, or nobody is. */
export async function chunkIs(db: Db, id: ChunkId): Promise<'done' | 'held' | 'free'> {
  const [chunk] = await db
    .select({
      done: sql<boolean>`${chunks.doneAt} is not null`,
      held: sql<boolean>`${chunks.attempt} is not null
        and ${chunks.reportedAt} >= now() - make_interval(secs => ${SILENT_SECONDS})`,
    })
    .from(chunks)
    .where(thatChunk(id));
  if (chunk?.done) return 'done';
  return chunk?.held ? 'held' : 'free';
}

/** An attempt gives its chunk up: the next one may have it at once. */
export async function releaseChunk(db: Db, { attempt, ...id }: ChunkId & { attempt: string }): Promise<void> {
  await db
    .update(chunks)
    .set({ attempt: null })
    .where(and(thatChunk(id), eq(chunks.attempt, attempt), sql`${chunks.doneAt} is null`));
}

const thatChunk = ({ recordingId, kind, index }: ChunkId) =>
  and(eq(chunks.recordingId, recordingId), eq(chunks.kind, kind), eq(chunks.index, index));

/**
 * Says how far an attempt has come with its chunk.
 * @returns false when it works for nothing: a newer attempt took the chunk, or the recording was cancelled
 */
export async function reportChunk(
  db: Db,
  { recordingId, kind, index, attempt }: ChunkId & { attempt: string },
  seconds: number,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    with reported as (
      update chunks c set seconds_done = ${seconds}, reported_at = now()
      from recordings r
      where c.recording_id = ${recordingId}::uuid and c.kind = ${kind} and c.index = ${index}
        and c.attempt = ${attempt}::uuid and c.done_at is null
        and r.id = c.recording_id and r.state = 'transcoding'
      returning c.kind),
    told as (
      update recordings set updated_at = now(), seconds_done = ${seconds} + (
        select coalesce(sum(seconds_done), 0) from chunks
        where recording_id = ${recordingId}::uuid and kind = 'video' and index <> ${index})
      where id = ${recordingId}::uuid and exists (select 1 from reported where kind = 'video'))
    select 1 from reported`,
  );
  return rows.length > 0;
}

/** The state a recording is in; null when it is gone. */
export async function stateOf(db: Db, id: string): Promise<RecordingState | null> {
  const rows = await db.select({ state: recordings.state }).from(recordings).where(eq(recordings.id, id));
  return first(rows)?.state ?? null;
}
