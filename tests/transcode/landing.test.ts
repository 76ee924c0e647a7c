/** What must hold of a chunk before it may join the others, whoever made it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { renditions, segmentRuns } from '../../server/database/schema/schema.ts';
import type { TranscodeJob } from '../../server/queue/jobs.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder } from '../support/transcoder.ts';

test('a chunk whose init segment is another than the one published is not listed, and may be made again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-landing-'));
  const transcoder = await openTranscoder();
  onTestFinished(async () => {
    await transcoder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { db } = transcoder;
  const id = await transcoder.upload(makeRecording(join(folder, 'two.mp4'), { seconds: 17, audio: null }));
  const { signal } = new AbortController();
  const perform = (job: TranscodeJob) =>
    handlersOf(transcoder.worker).attempt({ job, addedAt: new Date(), last: false, signal });
  const listed = async () =>
    (await db.select().from(segmentRuns).where(eq(segmentRuns.recordingId, id))).map(({ run }) => run);
  const chunk = (index: number) => ({ kind: 'chunk', recordingId: id, of: 'video', index }) as const;

  await perform({ kind: 'probe', recordingId: id });
  await perform(chunk(0));
  const [before] = await db.select().from(renditions).where(eq(renditions.recordingId, id));
  await db.update(renditions).set({ initSha256: 'of another ffmpeg' }).where(eq(renditions.recordingId, id));
  await expect(perform(chunk(1))).rejects.toThrow('180p: the init segment differs from the one published.');
  expect(await listed()).toEqual([0]);
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding', code: null });

  await db.update(renditions).set({ initSha256: before?.initSha256 }).where(eq(renditions.recordingId, id));
  await perform(chunk(1));
  expect((await listed()).sort()).toEqual([0, 1]);
});
