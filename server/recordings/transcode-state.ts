/** Staff's hold on a transcode: stopping it, and starting it again where it stopped. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { UNDER_WAY } from '../database/schema/recordings.ts';
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
    .where(and(eq(recordings.id, recordingId), sql`${recordings.state} in ${UNDER_WAY}`))
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
        .select({ probe: recordings.probe, trimOf: recordings.trimOf, bytes: recordings.bytes })
        .from(recordings)
        .where(and(eq(recordings.id, recordingId), sql`${recordings.state} in ('failed', 'cancelled')`))
        .for('update'),
    );
    if (!recording) return false;
    const { probe, trimOf, bytes } = recording;
    const beginning = trimOf !== null && bytes === 0 ? 'trimming' : 'uploaded';
    await tx
      .update(recordings)
      .set({
        state: probe ? 'transcoding' : beginning,
        ...{ code: null, restartedAt: sql`now()`, updatedAt: sql`now()` },
      })
      .where(eq(recordings.id, recordingId));
    await queue.withdraw(tx, recordingId); // those of the run that was called off
    await queue.enqueue(
      tx,
      probe
        ? await missingJobs(tx, recordingId)
        : [{ kind: beginning === 'trimming' ? 'trim' : 'probe', recordingId }],
    );
    return true;
  });
}

/**
 * Jobs for what a planned recording still lacks. Once every picture has landed no chunk asks for posters and
 * previews any more, so their job is among them. Where those are there too it writes the static package.
 */
async function missingJobs(tx: Db, recordingId: string): Promise<TranscodeJob[]> {
  const missing = await tx
    .update(chunks)
    .set({ attempt: null }) // whoever was at it was called off
    .where(and(eq(chunks.recordingId, recordingId), isNull(chunks.doneAt)))
    .returning({ kind: chunks.kind, index: chunks.index });
  const jobs: TranscodeJob[] = missing.map(({ kind, index }) => ({
    kind: 'chunk',
    recordingId,
    of: kind,
    index,
  }));
  const everyPictureIsDone = missing.every(({ kind }) => kind !== 'video');
  return everyPictureIsDone ? [...jobs, { kind: 'storyboard', recordingId }] : jobs;
}
