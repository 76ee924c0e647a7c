/** What may go wrong around a transcode, with real processes where they die: what is finished stays, nothing lands twice. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { chunks } from '../../server/database/schema/schema.ts';
import { cancelTranscode, retryTranscode } from '../../server/recordings/transcode-state.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { expectWhole, jobsOf, runsOf } from '../support/landed.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';
import { ancestorsOf, ffmpegsWith, freeze, startWorker, until } from '../support/workers.ts';

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
describe('workers that end', () => {
  test('killed in mid chunk: it starts again within 20 s, what is finished stays, ffmpeg is gone', async () => {
    const both = [await work(), await work()];
    const id = await transcoder.upload(source);
    await until(async () => Boolean((await chunkOf(id, 1))?.attempt), 60);
    const attempt = (await chunkOf(id, 1))?.attempt ?? '';
    const pid = await freeze(attempt);
    await until(async () => Boolean((await chunkOf(id, 0))?.doneAt), 60);
    const finished = await runsOf(transcoder, id);
    both.find((worker) => ancestorsOf(pid).includes(worker.pid ?? 0))?.kill('SIGKILL');
    const seconds = await until(
      async () => ![attempt, null].includes((await chunkOf(id, 1))?.attempt ?? null),
      30,
    );
    expect(seconds).toBeLessThan(20);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    await transcoder.until(id, ({ state }) => state === 'ready');
    expect(
      (await runsOf(transcoder, id)).filter(({ run, rendition }) => run === 0 && rendition.endsWith('p')),
    ).toEqual(finished.filter(({ rendition }) => rendition.endsWith('p')));
    await expectWhole(transcoder, id);
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
    const jobs = await jobsOf(transcoder, id);
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
    const published = await runsOf(transcoder, id);
    frozen.kill('SIGCONT');
    await pause(4000);
    expect(await runsOf(transcoder, id)).toEqual(published);
    expect(published.flatMap((run) => run.keys).filter((key) => key.includes(stale))).toEqual([]);
    expect(existsSync(transcoder.path(`recordings/${id}/${stale}`))).toBe(false);
  }, 120_000);
});

describe('jobs that come twice, or are called off', () => {
  const attempt = (id: string, index: number) => ({
    job: { kind: 'chunk', recordingId: id, of: 'video', index } as const,
    ...{ addedAt: new Date(), last: false, signal: new AbortController().signal },
  });

  test('the same chunk twice at once, and again: one published result', async () => {
    const id = await transcoder.upload(source);
    const { attempt: perform } = handlersOf(transcoder.worker);
    await perform({
      job: { kind: 'probe', recordingId: id },
      ...{ addedAt: new Date(), last: false, signal: new AbortController().signal },
    });
    await Promise.all([perform(attempt(id, 0)), perform(attempt(id, 0))]);
    const runs = await runsOf(transcoder, id);
    expect(runs.map((run) => [run.rendition, run.run])).toEqual([
      ['360p', 0],
      ['480p', 0],
    ]);
    await perform(attempt(id, 0));
    expect(await runsOf(transcoder, id)).toEqual(runs);
    expect(readdirSync(transcoder.path(`recordings/${id}`))).toHaveLength(1);
  });

  test('cancelled: ffmpeg stops within 5 s; tried again, nothing finished is redone', async () => {
    const id = await transcoder.upload(source);
    await transcoder.work();
    await underWay(id, 1);
    const finished = (await runsOf(transcoder, id)).filter(({ rendition }) => rendition.endsWith('p'));
    expect(await cancelTranscode(transcoder.db, id)).toBe(true);
    expect(await until(() => ffmpegsWith(id).length === 0, 10)).toBeLessThan(5);
    await pause(500);
    expect(await transcoder.row(id)).toMatchObject({ state: 'cancelled', readyAt: null });
    expect(await cancelTranscode(transcoder.db, id)).toBe(false);
    await retryTranscode(transcoder.db, transcoder.queue, id);
    await transcoder.until(id, settled);
    expect(
      (await runsOf(transcoder, id)).filter(({ run, rendition }) => run === 0 && rendition.endsWith('p')),
    ).toEqual(finished);
    await expectWhole(transcoder, id);
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
    await expectWhole(transcoder, id);
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
  await expectWhole(transcoder, id);
}, 90_000);
