/** In which order a worker takes jobs: nobody's lecture waits for the whole of another's. */
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TranscodeJob } from '../../server/queue/jobs.ts';
import { openTranscoder, type Transcoder } from '../support/transcoder.ts';
import { until } from '../support/workers.ts';

let transcoder: Transcoder;
beforeEach(async () => {
  transcoder = await openTranscoder();
});
afterEach(() => transcoder.close());

const [LONG, SHORT] = [crypto.randomUUID(), crypto.randomUUID()];
const chunksOf = (recordingId: string, count: number): TranscodeJob[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'chunk', recordingId, of: 'video', index }));

test('the chunks of a long recording, there first, let those of a short one by', async () => {
  const { db, queue } = transcoder;
  const taken: string[] = [];
  await queue.enqueue(db, chunksOf(LONG, 30));
  await queue.enqueue(db, chunksOf(SHORT, 3));
  const attempt = async ({ job }: { job: TranscodeJob }) => {
    if (job.kind === 'chunk') taken.push(`${job.recordingId === LONG ? 'long' : 'short'} ${job.index}`);
  };
  await queue.work(1, { attempt, dead: async () => {} });
  await until(() => taken.length === 33, 90);
  expect(taken.slice(0, 7)).toEqual([
    ...['long 0', 'short 0', 'long 1', 'short 1', 'long 2', 'short 2', 'long 3'],
  ]);
});

test('a first chunk that fails is tried again before the next one; if it fails again, others go by', async () => {
  const { db, queue } = transcoder;
  const taken: number[] = [];
  await queue.enqueue(db, chunksOf(SHORT, 3));
  const attempt = async ({ job }: { job: TranscodeJob }) => {
    if (job.kind !== 'chunk') return;
    taken.push(job.index);
    if (job.index === 0) throw new Error('killed');
  };
  await queue.work(1, { attempt, dead: async () => {} });
  await until(() => taken.includes(2), 30);
  expect(taken.slice(0, 2)).toEqual([0, 0]);
});

test('a chunk that was begun and came back goes before the first chunks of newcomers, also while they are made', async () => {
  const { db, queue } = transcoder;
  const taken: string[] = [];
  const gate = { open: () => {} };
  const attempt = async ({ job }: { job: TranscodeJob }) => {
    if (job.kind !== 'chunk') return;
    taken.push(`${job.recordingId === LONG ? 'long' : 'new'} ${job.index}`);
    if (job.recordingId !== LONG) await new Promise<void>((open) => (gate.open = open));
  };
  /** As the queue leaves it when the heartbeats of whoever made it have ended. */
  const lose = (index: number) =>
    db.execute(sql`update pgboss.job set state = 'retry', retry_count = 1, started_on = now()
      where data->>'recordingId' = ${LONG} and data->>'index' = ${String(index)}`);
  await queue.enqueue(db, chunksOf(LONG, 10).slice(8));
  for (let newcomer = 0; newcomer < 4; newcomer++) await queue.enqueue(db, chunksOf(crypto.randomUUID(), 1));
  await lose(9);
  await queue.work(1, { attempt, dead: async () => {} });
  await until(() => taken.length === 2, 30);
  expect(taken).toEqual(['long 9', 'new 0']);
  await lose(8);
  await until(async () => {
    const { rows } = await db.execute(sql`select 1 from pgboss.job where state = 'retry' and priority = 999`);
    return rows.length === 1;
  }, 30);
  gate.open();
  await until(() => taken.length === 4, 30);
  expect(taken.slice(2)).toEqual(['long 8', 'new 0']);
  gate.open();
});

test('a recording that takes long to be looked at holds up no other', async () => {
  const { db, queue } = transcoder;
  const looked: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const attempt = async ({ job }: { job: TranscodeJob }) => {
    if (job.kind !== 'probe') return;
    if (job.recordingId === LONG) await released;
    looked.push(job.recordingId);
  };
  await queue.work(1, { attempt, dead: async () => {} });
  await queue.enqueue(db, [{ kind: 'probe', recordingId: LONG }]);
  await queue.enqueue(db, [{ kind: 'probe', recordingId: SHORT }]);
  await until(() => looked.length === 1, 30);
  expect(looked).toEqual([SHORT]);
  release();
  await until(() => looked.length === 2, 30);
});
