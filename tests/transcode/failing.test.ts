/** What becomes of a recording whose jobs fail: they are tried again, a few times, and then staff are told why. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { chunks } from '../../server/database/schema/schema.ts';
import { takeChunk } from '../../server/recordings/transcode-queries.ts';
import { cancelTranscode, retryTranscode } from '../../server/recordings/transcode-state.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { expectWhole, jobsOf } from '../support/landed.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder, quiet, type Transcoder } from '../support/transcoder.ts';
import { until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-failing-'));
/** Two chunks of picture or more. */
const source = join(folder, 'source.mp4');
let transcoder: Transcoder;

beforeAll(() => {
  makeRecording(source, { size: '128x72', rate: '15', seconds: 24 });
});
beforeEach(async () => {
  transcoder = await openTranscoder();
});
afterEach(() => transcoder.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands in for ffmpeg. @param script what the shell does */
async function broken(script: string, stallMs = 400) {
  const path = join(folder, 'ffmpeg');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  const ffmpeg = createFfmpeg({ ...(await checkSandbox(quiet)), ffmpeg: path }, quiet, stallMs);
  return handlersOf({ ...transcoder.worker, ffmpeg });
}
const attempt = (last: boolean, id: string) => ({
  job: { kind: 'chunk', recordingId: id, of: 'video', index: 0 } as const,
  ...{ addedAt: new Date(), last, signal: new AbortController().signal },
});
/** A recording whose chunks are planned and waiting. */
async function planned(): Promise<string> {
  const id = await transcoder.upload(source);
  const signal = new AbortController().signal;
  await handlersOf(transcoder.worker).attempt({
    job: { kind: 'probe', recordingId: id },
    ...{ addedAt: new Date(), last: false, signal },
  });
  return id;
}

test.each([
  ['dies by a signal', 'kill -SEGV $$', 'ffmpeg'],
  ['ends with an error', 'echo broken >&2; exit 1', 'ffmpeg'],
  ['hangs', 'sleep 60', 'timeout'],
  [
    'says the same over and over',
    'while true; do echo frame=1; echo out_time_us=1; sleep 0.1; done',
    'timeout',
  ],
  [
    'finds the disk full',
    'echo "av_interleaved_write_frame(): No space left on device" >&2; exit 1',
    'disk_full',
  ],
  ['makes nothing and is happy', 'exit 0', 'ffmpeg'],
])('%s: tried again, then failed with a code', async (_name, script, code) => {
  const id = await planned();
  const handlers = await broken(script);
  await expect(handlers.attempt(attempt(false, id))).rejects.toThrow();
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding', code: null });
  await expect(handlers.attempt(attempt(true, id))).rejects.toThrow();
  expect(await transcoder.row(id)).toMatchObject({ state: 'failed', code });
  expect(readdirSync(transcoder.folder)).toEqual([]);
  expect(
    existsSync(transcoder.path(`recordings/${id}`)) && readdirSync(transcoder.path(`recordings/${id}`)),
  ).toBeFalsy();
});

test('silent for as long as it decodes its way to the chunk: not taken for hanging', async () => {
  const id = await planned();
  const { ffmpeg } = await checkSandbox(quiet);
  const asked = `case "$*" in *first-packet*) exec ${ffmpeg} "$@" ;; esac`;
  const handlers = await broken(`${asked}\nsleep 4; exit 1`, 2000);
  // the key frame before 8 s is the first of all
  const job = { kind: 'chunk', recordingId: id, of: 'video', index: 1 } as const;
  await expect(handlers.attempt({ ...attempt(false, id), job })).rejects.toMatchObject({ code: 'ffmpeg' });
});

test('staff try again, and it becomes ready', async () => {
  const id = await planned();
  const handlers = await broken('exit 1');
  await expect(handlers.attempt(attempt(true, id))).rejects.toThrow();
  expect(await retryTranscode(transcoder.db, transcoder.queue, id)).toBe(true);
  expect(await retryTranscode(transcoder.db, transcoder.queue, id)).toBe(false);
  await transcoder.work(2);
  await transcoder.until(id, ({ state }) => state === 'ready');
  await expectWhole(transcoder, id);
});

test('a job whose last worker died with it fails the recording', async () => {
  const id = await planned();
  const job = { kind: 'chunk', recordingId: id, of: 'video', index: 0 } as const;
  await handlersOf(transcoder.worker).dead({ job, addedAt: new Date() });
  expect(await transcoder.row(id)).toMatchObject({ state: 'failed', code: 'internal' });
});

test('a job from before staff tried again ends for good: that is no news any more', async () => {
  const id = await planned();
  const { db, queue, url } = transcoder;
  const before = attempt(true, id);
  const lost = `update pgboss.job set state = 'active', started_on = now(), retry_count = retry_limit,
    heartbeat_on = now() - interval '1 minute' where data->>'of' = 'video' and (data->>'index')::int = 0`;
  await ask(url, lost);
  await cancelTranscode(db, id);
  await retryTranscode(db, queue, id);
  await queue.work(1, { ...handlersOf(transcoder.worker), attempt: async () => {} });
  const buried = `select state from pgboss.job where name = 'transcode-dead'`;
  await until(async () => (await ask<{ state: string }>(url, buried))[0]?.state === 'completed', 30);
  await expect((await broken('exit 1')).attempt(before)).rejects.toThrow();
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding' });
  await expect((await broken('exit 1')).attempt(attempt(true, id))).rejects.toThrow();
  expect(await transcoder.row(id)).toMatchObject({ state: 'failed' });
});

test('a job given up by the queue while somebody is at its chunk: another waits for him', async () => {
  const id = await planned();
  const { dead, attempt: perform } = handlersOf(transcoder.worker);
  const job = { kind: 'chunk', recordingId: id, of: 'video', index: 0 } as const;
  const waiting = async () =>
    (await jobsOf(transcoder, id)).filter(({ of, index }) => of === 'video' && index === 0);
  await takeChunk(transcoder.db, { recordingId: id, kind: 'video', index: 0 }, crypto.randomUUID(), null);
  await dead({ job, addedAt: new Date() });
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding' });
  expect(await waiting()).toHaveLength(2);
  await transcoder.db.update(chunks).set({ attempt: null }).where(eq(chunks.recordingId, id));
  await perform(attempt(false, id));
  await dead({ job, addedAt: new Date() });
  expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding' });
  expect(await waiting()).toHaveLength(2);
});
