/** Workers as they tell the installation of themselves, with real processes. */
import type { ChildProcess } from 'node:child_process';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { workers } from '../../server/database/schema/schema.ts';
import { announceWorker } from '../../server/queue/worker-queries.ts';
import { checkSandbox } from '../../transcode/ffmpeg.ts';
import { registerWorker } from '../../transcode/register.ts';
import { missingParts } from '../../transcode/sandbox.ts';
import { openTranscoder, quiet, type Transcoder } from '../support/transcoder.ts';
import { startWorker, until } from '../support/workers.ts';

let transcoder: Transcoder;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  transcoder = await openTranscoder();
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  await transcoder.db.delete(workers);
});
afterAll(() => transcoder.close());

const rows = () => transcoder.db.select().from(workers);
async function start(settings: Record<string, string>): Promise<ChildProcess> {
  const child = await startWorker(transcoder, settings);
  processes.push(child);
  return child;
}

test('a worker registers, renews that, and takes it back when it stops; one that was killed stays', async () => {
  const forgotten = { id: crypto.randomUUID(), host: 'a', pid: 1, slots: 1, threads: 1, sandboxMissing: [] };
  await announceWorker(transcoder.db, forgotten);
  await transcoder.db.update(workers).set({ seenAt: sql`now() - interval '25 hours'` });

  const child = await start({ WORKER_SLOTS: '3', WORKER_THREADS: '2' });
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  const sandboxMissing = missingParts(await checkSandbox(quiet));
  expect(row).toMatchObject({ host: hostname(), pid: child.pid, slots: 3, threads: 2, sandboxMissing });
  const renewed = async () => ((await rows())[0]?.seenAt ?? 0) > (row?.seenAt ?? 0);
  expect(await until(renewed, 20)).toBeGreaterThan(2);

  const killed = await start({});
  child.kill('SIGTERM');
  await until(async () => child.exitCode !== null, 15);
  killed.kill('SIGKILL');
  await until(async () => killed.signalCode !== null, 15);
  expect((await rows()).map(({ pid }) => pid)).toEqual([killed.pid]);
}, 90_000);

test('a database that cuts its connections, or lost the row: the next sign of life makes it anew', async () => {
  const leave = await registerWorker(
    { ...transcoder.worker, sandbox: { ffmpeg: '', ffprobe: '', parts: ['nice', 'ungrouped'] } },
    20,
  );
  const [admin, name] = [transcoder.url.replace(/\/[^/]*$/, '/postgres'), transcoder.url.split('/').at(-1)];
  for (let times = 0; times < 5; times++) {
    await ask(admin, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name ?? '',
    ]);
    await pause(50);
  }
  await until(async () => (await transcoder.db.delete(workers).catch(() => null)) !== null, 10);
  await until(async () => (await rows()).length === 1, 10);
  expect((await rows())[0]?.sandboxMissing).toHaveLength(3);
  await leave();
  await pause(100);
  expect(await rows()).toEqual([]);
});
