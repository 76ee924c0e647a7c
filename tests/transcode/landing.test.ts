/** What must hold of a chunk before it may join the others, whoever made it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { chunks, renditions, segmentRuns } from '../../server/database/schema/schema.ts';
import type { TranscodeJob } from '../../server/queue/jobs.ts';
import { landChunk } from '../../server/recordings/landing.ts';
import { takeChunk } from '../../server/recordings/transcode-queries.ts';
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

test('an attempt whose chunk another has taken publishes nothing, though nothing else is published yet', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-landing-'));
  const transcoder = await openTranscoder();
  onTestFinished(async () => {
    await transcoder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { db, queue } = transcoder;
  const id = await transcoder.upload(makeRecording(join(folder, 'short.mp4'), { audio: null }));
  const job = { kind: 'probe', recordingId: id } as const;
  const { signal } = new AbortController();
  await handlersOf(transcoder.worker).attempt({ job, addedAt: new Date(), last: false, signal });
  const chunk = { recordingId: id, kind: 'video', index: 0 } as const;
  const [stale, holder] = [crypto.randomUUID(), crypto.randomUUID()];
  expect(await takeChunk(db, chunk, stale, null)).toMatchObject({ chunk: { attempt: stale } });
  await db.update(chunks).set({ reportedAt: sql`now() - interval '30 s'` });
  const seen = await takeChunk(db, chunk, holder, null);
  if (!(seen instanceof Date)) throw new Error('taken without a look');
  expect(await takeChunk(db, chunk, holder, seen)).toMatchObject({ chunk: { attempt: holder } });

  const made = (attempt: string) => ({
    ...{ ...chunk, attempt },
    inits: [{ rendition: '180p', key: `recordings/${id}/${attempt}/init.mp4`, sha256: 'x', codecs: 'avc1' }],
    runs: [
      { rendition: '180p', run: 0, keys: [`recordings/${id}/${attempt}/0.m4s`], durations: [2], bytes: [1] },
    ],
  });
  expect(await landChunk(db, queue, made(stale))).toBe(false);
  expect(await db.select().from(segmentRuns)).toEqual([]);
  expect(await landChunk(db, queue, made(holder))).toBe(true);
  expect(await db.select().from(segmentRuns)).toMatchObject([{ keys: made(holder).runs[0]?.keys }]);
});
