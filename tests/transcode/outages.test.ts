/**
 * Outages of what a worker lives on, with real worker processes, a PostgreSQL that really stops and a disk that
 * is really full: they cost time, and nothing that is finished is redone, lost or listed twice.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { chunks, renditions, segmentRuns } from '../../server/database/schema/schema.ts';
import { RETRY_LIMIT } from '../../server/queue/jobs.ts';
import { takeChunk } from '../../server/recordings/transcode-queries.ts';
import { retryTranscode } from '../../server/recordings/transcode-state.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { makeRecording } from '../support/media.ts';
import { type OwnPostgres, openPostgres } from '../support/outage.ts';
import { canMount, giveRoom, onSmallDisk } from '../support/small-disk.ts';
import { openTranscoder, quiet, settled, type Transcoder } from '../support/transcoder.ts';
import { ffmpegsWith, freeze, startWorker, until } from '../support/workers.ts';

// the databases of this file are on a server of its own, which it may stop
vi.mock('../support/database.ts', () => ({ testDatabase: () => postgres.database() }));

const folder = mkdtempSync(join(tmpdir(), 'madang-outages-'));
/** Two chunks of picture or more. */
const source = join(folder, 'source.mp4');
/** Three or more. */
const longer = join(folder, 'longer.mp4');
let postgres: OwnPostgres;
let transcoder: Transcoder;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  makeRecording(source, { size: '640x480', seconds: 32 });
  makeRecording(longer, { size: '640x480', seconds: 50 });
  postgres = await openPostgres();
});
beforeEach(async () => {
  transcoder = await openTranscoder();
});
afterEach(async () => {
  for (const child of workers.splice(0)) child.kill('SIGKILL');
  await transcoder.close();
});
afterAll(async () => {
  await postgres?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function work(settings: Record<string, string> = {}, wrap: string[] = []): Promise<ChildProcess> {
  const worker = await startWorker(transcoder, settings, wrap);
  workers.push(worker);
  return worker;
}
const stillRun = () => workers.every(({ exitCode, signalCode }) => exitCode === null && signalCode === null);

/** The chunks of picture, in order. */
const pictures = (id: string) =>
  transcoder.db
    .select()
    .from(chunks)
    .where(and(eq(chunks.recordingId, id), eq(chunks.kind, 'video')))
    .orderBy(asc(chunks.index));
const attemptOf = async (id: string, index: number) => (await pictures(id))[index]?.attempt ?? null;

/** Waits until a chunk is being made, and stops its ffmpeg in the middle. */
async function frozen(id: string, index: number): Promise<{ attempt: string; pid: number }> {
  await until(async () => (await attemptOf(id, index)) !== null, 60);
  const attempt = (await attemptOf(id, index)) ?? '';
  return { attempt, pid: await freeze(attempt) };
}

/** Of each chunk of picture, the attempts whose segments are listed. */
async function published(id: string): Promise<string[][]> {
  const runs = await transcoder.db.select().from(segmentRuns).where(eq(segmentRuns.recordingId, id));
  return (await pictures(id)).map(({ index }) => {
    const own = runs.filter(({ run, rendition }) => run === index && rendition.endsWith('p'));
    return [...new Set(own.flatMap(({ keys }) => keys.map((key) => key.split('/')[2] ?? '')))];
  });
}

/** Nothing is listed that is not there, and no segment is there that is not listed. */
async function expectWhole(id: string): Promise<void> {
  const runs = await transcoder.db.select().from(segmentRuns).where(eq(segmentRuns.recordingId, id));
  const root = transcoder.path(`recordings/${id}`);
  const stored = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  const segments = stored.filter((path) => /\.(m4s|part)$/.test(path));
  const listed = runs.flatMap(({ keys }) => keys.map((key) => key.split('/').slice(2).join('/')));
  expect(segments.sort()).toEqual(listed.sort());
}

type Job = { state: string; started: number };
/** The jobs of a chunk of picture as the queue has them, seconds by the database's clock. */
const jobsOf = (id: string, index: number) => {
  const query = `select state, extract(epoch from started_on)::float8 as started
    from pgboss.job where name = 'transcode' and data->>'recordingId' = $1
      and data->>'of' = 'video' and (data->>'index')::int = $2 order by created_on`;
  return ask<Job>(transcoder.url, query, [id, index]);
};
/** Delivers the job of a chunk a second time. Done when another worker has taken it. */
async function deliverAgain(id: string, index: number): Promise<void> {
  await transcoder.queue.enqueue(transcoder.db, [{ kind: 'chunk', recordingId: id, of: 'video', index }]);
  await until(async () => (await jobsOf(id, index))[1]?.state === 'active', 30);
}
/** Waits until the holder of a chunk was heard, so many seconds after its latest delivery began. */
const heardAfter = (id: string, index: number, seconds: number) =>
  until(async () => {
    const started = (await jobsOf(id, index)).map((job) => job.started);
    const heard = (await pictures(id))[index]?.reportedAt;
    return (heard?.getTime() ?? 0) / 1000 > Math.max(...started) + seconds;
  }, 60);

describe('a chunk that is held', () => {
  test('the database away for 15 s in mid job: the living keep their chunks, nothing is redone', async () => {
    for (const _ of [1, 2]) await work({ WORKER_SLOTS: '2' });
    const id = await transcoder.upload(longer); // not before both are there: one would have it done
    const [early, late] = await Promise.all([frozen(id, 1), frozen(id, 2)]);
    await until(async () => Boolean((await pictures(id))[0]?.doneAt), 60);
    const [finished] = await pictures(id);

    await postgres.stop();
    process.kill(early.pid, 'SIGCONT'); // it ends while there is no database; the late one when it is back
    await pause(15_000); // longer than the queue waits for a heartbeat
    await postgres.start();
    // the queue delivers it again by itself only where its next look comes before the holder's next heartbeat
    await deliverAgain(id, 2);
    await heardAfter(id, 2, 4);
    process.kill(late.pid, 'SIGCONT');

    expect(await transcoder.until(id, settled)).toMatchObject({ state: 'ready', code: null });
    const attempts = [finished?.attempt, early.attempt, late.attempt];
    expect((await published(id)).slice(0, 3)).toEqual(attempts.map((attempt) => [attempt]));
    expect((await pictures(id))[0]).toEqual(finished);
    expect(stillRun()).toBe(true);
    await expectWhole(id);
  });

  test('delivered to a second worker: that one waits, and has no effect', async () => {
    const id = await transcoder.upload(source);
    await work({ WORKER_SLOTS: '1' });
    const { attempt, pid } = await frozen(id, 1);
    await work({ WORKER_SLOTS: '1' });
    await deliverAgain(id, 1);
    await heardAfter(id, 1, 9);
    expect(ffmpegsWith(id).map((one) => one.pid)).toEqual([pid]);
    process.kill(pid, 'SIGCONT');
    expect(await transcoder.until(id, settled)).toMatchObject({ state: 'ready', code: null });
    expect((await published(id))[1]).toEqual([attempt]);
    await until(async () => (await jobsOf(id, 1)).every(({ state }) => state === 'completed'), 10);
    await expectWhole(id);
  });

  test('delivered to a second worker, and its holder killed: that one takes over within 20 s', async () => {
    const id = await transcoder.upload(source);
    const first = await work({ WORKER_SLOTS: '1' });
    const { attempt, pid } = await frozen(id, 1);
    await work({ WORKER_SLOTS: '1' });
    await deliverAgain(id, 1);
    first.kill('SIGKILL');
    const takenOver = async () => ![attempt, null].includes(await attemptOf(id, 1));
    expect(await until(takenOver, 30)).toBeLessThan(20);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(await transcoder.until(id, settled)).toMatchObject({ state: 'ready', code: null });
    expect((await published(id))[1]).toEqual([await attemptOf(id, 1)]);
    await expectWhole(id);
  });

  test('taken over only by one who has just seen it silent: a look from before an outage is none', async () => {
    const { db, worker } = transcoder;
    const id = await transcoder.upload(source);
    const signal = new AbortController().signal;
    const job = { kind: 'probe', recordingId: id } as const;
    await handlersOf(worker).attempt({ job, addedAt: new Date(), last: false, signal });
    const take = (attempt: string, seen: Date | null) =>
      takeChunk(db, { recordingId: id, kind: 'video', index: 0 }, attempt, seen);
    const [holder, other] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(await take(holder, null)).toMatchObject({ chunk: { attempt: holder } });
    expect(await take(holder, null)).toMatchObject({ chunk: { attempt: holder } }); // its first answer was lost
    await db.update(chunks).set({ reportedAt: sql`now() - interval '30 s'` });
    const seen = await take(other, null);
    if (!(seen instanceof Date)) throw new Error('taken without a look');
    expect(await take(other, new Date(seen.getTime() - 15_000))).toBeInstanceOf(Date);
    expect(await attemptOf(id, 0)).toBe(holder);
    expect(await take(other, seen)).toMatchObject({ chunk: { attempt: other } });
    expect(await take(holder, seen)).toBeInstanceOf(Date);
  });
});

test('an ffmpeg that stands still in mid chunk is killed, and the chunk is made again', async () => {
  const ffmpeg = createFfmpeg(await checkSandbox(quiet), quiet, 6000);
  const id = await transcoder.upload(source);
  await transcoder.queue.work(1, handlersOf({ ...transcoder.worker, ffmpeg }));
  const { attempt, pid } = await frozen(id, 0); // nothing is decoded on the way to it, which would be given its time
  expect(await until(() => !existsSync(`/proc/${pid}`), 20)).toBeGreaterThan(4);
  expect(await transcoder.until(id, settled)).toMatchObject({ state: 'ready', code: null });
  expect((await published(id))[0]).not.toContain(attempt);
  // once it is ready, chapters are looked for in it
  await until(() => readdirSync(transcoder.folder).length === 0, 60);
  await expectWhole(id);
});

test.skipIf(!canMount)(
  'the worker’s disk full (needs mount namespaces): failed with a code, nothing left; with room again, ready',
  async () => {
    const scratch = join(transcoder.data, 'scratch');
    const id = await transcoder.upload(source);
    const worker = await work({}, onSmallDisk('256k', scratch));
    const left = () => readdirSync(`/proc/${worker.pid}/root${scratch}`, { recursive: true });
    expect(await transcoder.until(id, settled)).toMatchObject({ state: 'failed', code: 'disk_full' });
    const tries = `select max(retry_count)::int as most from pgboss.job where data->>'recordingId' = $1`;
    expect(await ask(transcoder.url, tries, [id])).toEqual([{ most: RETRY_LIMIT }]);
    await until(() => left().length === 1, 10); // the worker's own folder
    await until(() => ffmpegsWith(id).length === 0, 10);
    await expectWhole(id);
    const landed = await transcoder.db.select().from(renditions).where(eq(renditions.recordingId, id));
    expect(landed.filter(({ initKey }) => initKey && !existsSync(transcoder.path(initKey)))).toEqual([]);

    giveRoom(worker.pid ?? 0, scratch, '200m');
    expect(await retryTranscode(transcoder.db, transcoder.queue, id)).toBe(true);
    expect(await transcoder.until(id, settled)).toMatchObject({ state: 'ready', code: null });
    await until(() => left().length === 1, 10);
    expect(stillRun()).toBe(true);
    await expectWhole(id);
  },
);
