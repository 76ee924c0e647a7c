/** Staff's hold on a transcode: stopping it, and starting it again where it stopped. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { chunks, recordings } from '../database/schema/schema.ts';
import type { TranscodeJob } from '../queue/jobs.ts';
import type { Queue } from '../queue/queue.ts';

/**
 * Stops a transcode. Workers see it within a few seconds and stop ffmpeg; what is finished is kept.
 * @returns false when there is nothing to stop
 */
export async function cancelTranscode(db: Db, recordingId: string): Promise<boolean> {
  const rows = await db
    .update(recordings)
    .set({ state: 'cancelled', updatedAt: sql`now()` })
    .where(
      and(eq(recordings.id, recordingId), sql`${recordings.state} in ('uploaded', 'probing', 'transcoding')`),
    )
    .returning({ id: recordings.id });
  return rows.length > 0;
}

/**
 * Puts a failed or cancelled recording back to work, without redoing what is finished.
 * @returns false when it is neither
 */
export async function retryTranscode(db: Db, queue: Queue, recordingId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const recording = first(
      await tx
        .select({ id: recordings.id, probe: recordings.probe, audioComplete: recordings.audioComplete })
        .from(recordings)
        .where(and(eq(recordings.id, recordingId), sql`${recordings.state} in ('failed', 'cancelled')`))
        .for('update'),
    );
    if (!recording) return false;
    await tx
      .update(recordings)
      .set({ state: recording.probe ? 'transcoding' : 'uploaded', code: null, updatedAt: sql`now()` })
      .where(eq(recordings.id, recordingId));
    await queue.withdraw(tx, recordingId); // those of the run that was called off
    await queue.enqueue(
      tx,
      recording.probe
        ? await missingJobs(tx, recordingId, recording.audioComplete)
        : [{ kind: 'probe', recordingId }],
    );
    return true;
  });
}

/** Jobs for what a planned recording still lacks. With the pictures' job the last thing done may be the static package alone. */
async function missingJobs(tx: Db, recordingId: string, audioComplete: boolean): Promise<TranscodeJob[]> {
  const missing = await tx
    .select({ index: chunks.index })
    .from(chunks)
    .where(and(eq(chunks.recordingId, recordingId), isNull(chunks.doneAt)))
    .orderBy(asc(chunks.index));
  const jobs: TranscodeJob[] = missing.map(({ index }) => ({ kind: 'chunk', recordingId, index }));
  if (!audioComplete) jobs.push({ kind: 'audio', recordingId });
  if (missing.length === 0) jobs.push({ kind: 'storyboard', recordingId });
  return jobs;
}
