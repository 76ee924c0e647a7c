/**
 * Every figure that operators are shown at `/metrics`, with what it means and its unit, in the text
 * format of Prometheus. What the database holds is read from it when somebody asks; the figures of the
 * API's own process (`process_…`, `nodejs_…`) are prom-client's, and come without a database too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Context } from './context.ts';
import { RECORDING_STATES } from './contract/vocabulary.ts';
import type { Db } from './database/client.ts';
import { laneLoads } from './queue/job-queries.ts';
import { WORKER_SILENT_SECONDS, workersSeen } from './queue/worker-queries.ts';
import { countRecordings } from './recordings/recording-queries.ts';

/** ms that the database may take for one question, and all of it: Prometheus itself waits for 10 s. */
const QUERY_MS = 1500;
const LIMIT_MS = 5000;

type Snapshot = Awaited<ReturnType<typeof readSnapshot>>;
type Sample = { value: number; labels?: Record<string, string> };
type Figure = { name: string; help: string; labels?: string[]; read: (now: Snapshot) => Sample[] };

const DATABASE_UP = {
  name: 'madang_database_up',
  help: 'Whether the database answered: 1, or 0 and then all other madang_ figures are missing.',
};

/** In the order in which they are told. */
const FIGURES: Figure[] = [
  {
    name: 'madang_workers',
    help: `Workers heard of within ${WORKER_SILENT_SECONDS} seconds.`,
    read: ({ workers }) => [{ value: workers.length }],
  },
  {
    name: 'madang_worker_slots',
    help: 'Chunks of picture that those workers make at once.',
    read: ({ workers }) => [{ value: workers.reduce((sum, { slots }) => sum + slots, 0) }],
  },
  {
    name: 'madang_worker_sandbox_missing',
    help: 'Always 1: a part of the sandbox around ffmpeg that the host of a worker does not permit.',
    labels: ['host', 'pid', 'part'],
    read: ({ workers }) =>
      workers.flatMap(({ host, pid, sandboxMissing }) =>
        sandboxMissing.map((part) => ({ value: 1, labels: { host, pid: String(pid), part } })),
      ),
  },
  {
    name: 'madang_jobs',
    help: 'Jobs of the transcode: queued (those to be tried again too) or active, by lane of the queue.',
    labels: ['lane', 'state'],
    read: ({ lanes }) =>
      lanes.flatMap(({ lane, queued, active }) => [
        { value: queued, labels: { lane, state: 'queued' } },
        { value: active, labels: { lane, state: 'active' } },
      ]),
  },
  {
    name: 'madang_job_oldest_wait_seconds',
    help: 'Seconds for which the oldest queued job of a lane could have been begun; 0 when there is none.',
    labels: ['lane'],
    read: ({ lanes }) => lanes.map(({ lane, waited }) => ({ value: waited, labels: { lane } })),
  },
  {
    name: 'madang_recordings',
    help: 'Lectures by the state of their current recording.',
    labels: ['state'],
    read: ({ recordings }) =>
      RECORDING_STATES.map((state) => ({
        value: recordings.find((one) => one.state === state)?.count ?? 0,
        labels: { state },
      })),
  },
];

export type Metrics = {
  contentType: string;
  /** All figures of this moment, within a few seconds whatever the database does. */
  text: () => Promise<string>;
};

export function createMetrics({ db, log }: Pick<Context, 'db' | 'log'>): Metrics {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  /** one at a time: while the database hangs, those who ask again wait with the first, on its connection */
  let reading: Promise<Snapshot> | undefined;

  async function snapshot(): Promise<Snapshot | null> {
    reading ??= readSnapshot(db).finally(() => {
      reading = undefined;
    });
    const late = pause(LIMIT_MS, undefined, { ref: false }).then(() => {
      throw new Error(`no answer in ${LIMIT_MS / 1000} s`);
    });
    return Promise.race([reading, late]).catch((error: unknown) => {
      log.warn({ err: error }, 'metrics: the database did not answer');
      return null;
    });
  }

  return {
    contentType: own.contentType,
    text: async () => `${await figuresOf(await snapshot()).metrics()}\n${await own.metrics()}`,
  };
}

/** A registry of its own for each answer: what is not there any more is not told any more. */
function figuresOf(now: Snapshot | null): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ ...DATABASE_UP, registers }).set(now ? 1 : 0);
  for (const { name, help, labels = [], read } of now ? FIGURES : []) {
    const gauge = new Gauge({ name, help, labelNames: labels, registers });
    for (const sample of now ? read(now) : []) gauge.set(sample.labels ?? {}, sample.value);
  }
  return registry;
}

/** All that is told of the database. */
function readSnapshot(db: Db) {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(QUERY_MS)}, true)`);
    return {
      workers: await workersSeen(tx),
      lanes: await laneLoads(tx),
      recordings: await countRecordings(tx),
    };
  });
}
