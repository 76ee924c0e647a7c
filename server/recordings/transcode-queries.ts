/**
 * SQL of the transcode. Everything here is safe to call twice, and what publishes does so only for
 * the attempt that holds the chunk or the sound, of a recording that nobody cancelled meanwhile.
 */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { FailureCode, RecordingState, RejectionCode } from '../contract/vocabulary.ts';
import { type Db, first, rowsOf } from '../database/client.ts';
import type { Probe } from '../database/schema/recordings.ts';
import { chunks, recordings, renditions } from '../database/schema/schema.ts';
import type { Queue } from '../queue/queue.ts';

type Rendition = typeof renditions.$inferSelect;
export type Chunk = typeof chunks.$inferSelect;
export type PlannedRendition = Pick<Rendition, 'name' | 'kind' | 'rung' | 'width' | 'height' | 'frameRate'>;
export type PlannedChunk = Pick<Chunk, 'index' | 'start' | 'duration'>;
/** What the probe decided, to be written at once. */
export type TranscodePlan = {
  duration: number;
  probe: Probe;
  renditions: PlannedRendition[];
  chunks: PlannedChunk[];
};
export type Held = { duration: number; probe: Probe; renditions: Rendition[] };

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
export async function rejectRecording(db: Db, id: string, code: RejectionCode): Promise<void> {
  await db
    .update(recordings)
    .set({ state: 'rejected', code, updatedAt: sql`now()` })
    .where(and(eq(recordings.id, id), eq(recordings.state, 'probing')));
}

/** Something of ours went wrong for good. No effect on a recording that is ready, rejected or cancelled. */
export async function failRecording(db: Db, id: string, code: FailureCode): Promise<void> {
  await db
    .update(recordings)
    .set({ state: 'failed', code, updatedAt: sql`now()` })
    .where(and(eq(recordings.id, id), sql`${recordings.state} in ('uploaded', 'probing', 'transcoding')`));
}

/** The probe's end: state, ladder, chunks and their jobs, all or nothing. */
export async function startTranscode(db: Db, queue: Queue, id: string, plan: TranscodePlan): Promise<void> {
  const silent = plan.probe.audioStream === null;
  await db.transaction(async (tx) => {
    const started = await tx
      .update(recordings)
      .set({
        state: 'transcoding',
        duration: plan.duration,
        probe: plan.probe,
        secondsTotal: plan.duration,
        secondsDone: 0,
        chunkCount: plan.chunks.length,
        audioComplete: silent,
        updatedAt: sql`now()`,
      })
      .where(and(eq(recordings.id, id), eq(recordings.state, 'probing')))
      .returning({ id: recordings.id });
    if (started.length === 0) return;
    await tx.insert(renditions).values(plan.renditions.map((one) => ({ recordingId: id, ...one })));
    await tx.insert(chunks).values(plan.chunks.map((one) => ({ recordingId: id, ...one })));
    await queue.enqueue(tx, [
      ...plan.chunks.map(({ index }) => ({ kind: 'chunk', recordingId: id, index }) as const),
      ...(silent ? [] : [{ kind: 'audio', recordingId: id } as const]),
    ]);
  });
}

/** Probe and renditions of a recording that is being transcoded; null when it is not. */
async function held(db: Db, id: string, kind: Rendition['kind']): Promise<Held | null> {
  const [recording] = await db
    .select({ duration: recordings.duration, probe: recordings.probe })
    .from(recordings)
    .where(and(eq(recordings.id, id), eq(recordings.state, 'transcoding')));
  if (!recording?.duration || !recording.probe) return null;
  const rows = await db
    .select()
    .from(renditions)
    .where(and(eq(renditions.recordingId, id), eq(renditions.kind, kind)))
    .orderBy(sql`${renditions.height} desc nulls last`, asc(renditions.name));
  return { duration: recording.duration, probe: recording.probe, renditions: rows };
}

/** Makes an attempt the one that may publish a chunk; null when the chunk needs none (any more). */
export async function takeChunk(
  db: Db,
  id: string,
  index: number,
  attempt: string,
): Promise<(Held & { chunk: Chunk }) | null> {
  const work = await held(db, id, 'video');
  if (!work) return null;
  const [chunk] = await db
    .update(chunks)
    .set({ attempt, secondsDone: 0 })
    .where(and(eq(chunks.recordingId, id), eq(chunks.index, index), isNull(chunks.doneAt)))
    .returning();
  return chunk ? { ...work, chunk } : null;
}

/**
 * Says how far an attempt has come with its chunk.
 * @returns false when it works for nothing: a newer attempt took the chunk, or the recording was cancelled
 */
export async function reportChunk(
  db: Db,
  id: string,
  index: number,
  attempt: string,
  seconds: number,
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    with reported as (
      update chunks c set seconds_done = ${seconds}
      from recordings r
      where c.recording_id = ${id}::uuid and c.index = ${index} and c.attempt = ${attempt}::uuid
        and c.done_at is null and r.id = c.recording_id and r.state = 'transcoding'
      returning c.index)
    update recordings set updated_at = now(), seconds_done = ${seconds} + (
      select coalesce(sum(seconds_done), 0) from chunks where recording_id = ${id}::uuid and index <> ${index})
    where id = ${id}::uuid and exists (select 1 from reported)
    returning id`,
  );
  return rows.length > 0;
}

/** Makes an attempt the one that may publish sound; null when no sound is wanted (any more). */
export async function takeAudio(db: Db, id: string, attempt: string): Promise<Held | null> {
  const taken = await db
    .update(recordings)
    .set({ audioAttempt: attempt })
    .where(
      and(eq(recordings.id, id), eq(recordings.state, 'transcoding'), eq(recordings.audioComplete, false)),
    )
    .returning({ id: recordings.id });
  return taken.length > 0 ? held(db, id, 'audio') : null;
}

/** False when an attempt at the sound works for nothing: taken over, or the recording was cancelled. */
export async function holdsAudio(db: Db, id: string, attempt: string): Promise<boolean> {
  const rows = await db
    .select({ id: recordings.id })
    .from(recordings)
    .where(
      and(eq(recordings.id, id), eq(recordings.state, 'transcoding'), eq(recordings.audioAttempt, attempt)),
    );
  return rows.length > 0;
}

/** The state a recording is in; null when it is gone. */
export async function stateOf(db: Db, id: string): Promise<RecordingState | null> {
  const rows = await db.select({ state: recordings.state }).from(recordings).where(eq(recordings.id, id));
  return first(rows)?.state ?? null;
}
