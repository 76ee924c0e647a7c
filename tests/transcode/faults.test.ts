/** What may go wrong around a transcode, with real processes where they die: what is finished stays, nothing lands twice. */
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { chunks, segmentRuns } from '../../server/database/schema/schema.ts';
import { takeChunk } from '../../server/recordings/transcode-queries.ts';
import { cancelTranscode, retryTranscode } from '../../server/recordings/transcode-state.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder, quiet, settled, type Transcoder } from '../support/transcoder.ts';
import { ffmpegsWith, startWorker, until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-faults-'));
const source = join(folder, 'source.mp4');
let transcoder: Transcoder;
const processes: ChildProcess[] = [];

beforeAll(() => {
  makeRecording(source, { size: '640x480', seconds: 32 });
});
beforeEach(async () => {
  transcoder = await openTranscoder();
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  await transcoder.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function work(): Promise<ChildProcess> {
  const child = await startWorker(transcoder);
  processes.push(child);
  return child;
}
const exit = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

const chunkOf = async (id: string, index: number) => {
  const [chunk] = await transcoder.db
    .select()
    .from(chunks)
    .where(and(eq(chunks.recordingId, id), eq(chunks.kind, 'video'), eq(chunks.index, index)));
  return chunk;
};
/** Waits until a chunk is being made. @returns the attempt that makes it */
async function underWay(id: string, index: number): Promise<string> {
  await until(async () => Boolean((await chunkOf(id, index))?.attempt) && ffmpegsWith(id).length > 0, 30);
  return (await chunkOf(id, index))?.attempt ?? '';
}
const runsOf = (id: string) =>
  transcoder.db
    .select()
    .from(segmentRuns)
    .where(eq(segmentRuns.recordingId, id))
    .orderBy(asc(segmentRuns.rendition), asc(segmentRuns.run));
const jobsOf = (id: string) => {
  const query = `select data->>'kind' as kind, data->>'of' as of, (data->>'index')::int as index, state, retry_count
    from pgboss.job where name = 'transcode' and data->>'recordingId' = $1`;
  return ask(transcoder.url, query, [id]);
};
/** Something is listed, nothing that is not there, and nothing twice. */
async function expectWhole(id: string): Promise<void> {
  const keys = (await runsOf(id)).flatMap((run) => run.keys);
  expect(keys).not.toEqual([]);
  expect(keys.filter((key) => !existsSync(transcoder.path(key)))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
}

describe('workers that end', () => {
  test('killed in mid chunk: it starts again within 20 s, what is finished stays, ffmpeg is gone', async () => {
    const id = await transcoder.upload(source);
    const first = await work();
    const attempt = await underWay(id, 1);
    const finished = await runsOf(id);
    first.kill('SIGKILL');
    await until(() => ffmpegsWith(id).length === 0, 2);
    await work();
    const seconds = await until(async () => (await chunkOf(id, 1))?.attempt !== attempt, 30);
    expect(seconds).toBeLessThan(20);
    await transcoder.until(id, ({ state }) => state === 'ready');
    expect((await runsOf(id)).filter(({ run, rendition }) => run === 0 && rendition.endsWith('p'))).toEqual(
      finished.filter(({ rendition }) => rendition.endsWith('p')),
    );
    await expectWhole(id);
  }, 120_000);

  test('told to stop: ffmpeg gone and the chunk back within 10 s, no attempt counted, no scratch left', async () => {
    const id = await transcoder.upload(source);
    const worker = await work();
    await underWay(id, 0);
    worker.kill('SIGTERM');
    const start = Date.now();
    expect(await exit(worker)).toBe(0);
    expect(Date.now() - start).toBeLessThan(10_000);
    expect(ffmpegsWith(id)).toEqual([]);
    const jobs = await jobsOf(id);
    expect(jobs.filter(({ of, index }) => of === 'video' && index === 0)).toMatchObject([
      { state: 'created', retry_count: 0 },
    ]);
    expect(readdirSync(join(transcoder.data, 'scratch'))).toEqual(['test']);
  }, 60_000);

  test('frozen past its lease, then woken: its attempt publishes nothing', async () => {
    const id = await transcoder.upload(source);
    const frozen = await work();
    const stale = await underWay(id, 1);
    frozen.kill('SIGSTOP');
    await work();
    await transcoder.until(id, ({ state }) => state === 'ready');
    const published = await runsOf(id);
    frozen.kill('SIGCONT');
    await pause(4000);
    expect(await runsOf(id)).toEqual(published);
    expect(published.flatMap((run) => run.keys).filter((key) => key.includes(stale))).toEqual([]);
    expect(existsSync(transcoder.path(`recordings/${id}/${stale}`))).toBe(false);
  }, 120_000);
});

describe('an ffmpeg that fails', () => {
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
    last,
    signal: new AbortController().signal,
  });
  /** A recording whose chunks are planned and waiting. */
  async function planned(): Promise<string> {
    const id = await transcoder.upload(source);
    const signal = new AbortController().signal;
    await handlersOf(transcoder.worker).attempt({
      job: { kind: 'probe', recordingId: id },
      last: false,
      signal,
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
    await expectWhole(id);
  });

  test('a job whose last worker died with it fails the recording', async () => {
    const id = await planned();
    await handlersOf(transcoder.worker).dead({ kind: 'chunk', recordingId: id, of: 'video', index: 0 });
    expect(await transcoder.row(id)).toMatchObject({ state: 'failed', code: 'internal' });
  });

  test('a job given up by the queue while somebody is at its chunk: another waits for him', async () => {
    const id = await planned();
    const { dead, attempt: perform } = handlersOf(transcoder.worker);
    const job = { kind: 'chunk', recordingId: id, of: 'video', index: 0 } as const;
    const waiting = async () => (await jobsOf(id)).filter(({ of, index }) => of === 'video' && index === 0);
    await takeChunk(transcoder.db, { recordingId: id, kind: 'video', index: 0 }, crypto.randomUUID(), null);
    await dead(job);
    expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding' });
    expect(await waiting()).toHaveLength(2);
    await transcoder.db.update(chunks).set({ attempt: null }).where(eq(chunks.recordingId, id));
    await perform(attempt(false, id));
    await dead(job);
    expect(await transcoder.row(id)).toMatchObject({ state: 'transcoding' });
    expect(await waiting()).toHaveLength(2);
  });
});

describe('jobs that come twice, or are called off', () => {
  const attempt = (id: string, index: number) => ({
    job: { kind: 'chunk', recordingId: id, of: 'video', index } as const,
    last: false,
    signal: new AbortController().signal,
  });

  test('the same chunk twice at once, and again: one published result', async () => {
    const id = await transcoder.upload(source);
    const { attempt: perform } = handlersOf(transcoder.worker);
    await perform({
      job: { kind: 'probe', recordingId: id },
      last: false,
      signal: new AbortController().signal,
    });
    await Promise.all([perform(attempt(id, 0)), perform(attempt(id, 0))]);
    const runs = await runsOf(id);
    expect(runs.map((run) => [run.rendition, run.run])).toEqual([
      ['360p', 0],
      ['480p', 0],
    ]);
    await perform(attempt(id, 0));
    expect(await runsOf(id)).toEqual(runs);
    expect(readdirSync(transcoder.path(`recordings/${id}`))).toHaveLength(1);
  });

  test('cancelled: ffmpeg stops within 5 s; tried again, nothing finished is redone', async () => {
    const id = await transcoder.upload(source);
    await transcoder.work();
    await underWay(id, 1);
    const finished = (await runsOf(id)).filter(({ rendition }) => rendition.endsWith('p'));
    expect(await cancelTranscode(transcoder.db, id)).toBe(true);
    expect(await until(() => ffmpegsWith(id).length === 0, 10)).toBeLessThan(5);
    await pause(500);
    expect(await transcoder.row(id)).toMatchObject({ state: 'cancelled', readyAt: null });
    expect(await cancelTranscode(transcoder.db, id)).toBe(false);
    await retryTranscode(transcoder.db, transcoder.queue, id);
    await transcoder.until(id, settled);
    expect((await runsOf(id)).filter(({ run, rendition }) => run === 0 && rendition.endsWith('p'))).toEqual(
      finished,
    );
    await expectWhole(id);
  }, 90_000);

  test('called off when its sound and its previews alone are missing: tried again, it becomes ready', async () => {
    const id = await transcoder.upload(makeRecording(join(folder, 'short.mp4')));
    const { attempt: perform } = handlersOf(transcoder.worker);
    await perform({ ...attempt(id, 0), job: { kind: 'probe', recordingId: id } });
    await perform(attempt(id, 0));
    expect(await cancelTranscode(transcoder.db, id)).toBe(true);
    await retryTranscode(transcoder.db, transcoder.queue, id);
    await transcoder.work();
    expect(await transcoder.until(id, settled, 30)).toMatchObject({ state: 'ready' });
    await expectWhole(id);
  });
});

test('a database that cuts all connections again and again: the job goes on, nothing is redone', async () => {
  const id = await transcoder.upload(source);
  await transcoder.work();
  const attempt = await underWay(id, 0);
  const admin = transcoder.url.replace(/\/[^/]*$/, '/postgres');
  const name = transcoder.url.split('/').at(-1) ?? '';
  for (let times = 0; times < 15; times++) {
    await ask(admin, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await pause(200);
  }
  await transcoder.until(id, ({ state }) => state === 'ready');
  expect((await chunkOf(id, 0))?.attempt).toBe(attempt);
  await expectWhole(id);
}, 90_000);
