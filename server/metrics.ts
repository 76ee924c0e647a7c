/**
 * Every figure that operators are shown at `/metrics`, with what it means and its unit, in the text
 * format of Prometheus. What the database holds is read from it when somebody asks, and is the same from every API
 * process; what this process itself counts, and its disk, come without a database too, as do the figures of
 * prom-client (`process_…`, `nodejs_…`). `docs/operations.md` says what to do about each.
 */
import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from './context.ts';
import { RECORDING_STATES } from './contract/vocabulary.ts';
import type { Db } from './database/client.ts';
import { qualityToday } from './quality/today-queries.ts';
import { laneLoads } from './queue/job-queries.ts';
import { WORKER_SILENT_SECONDS, workersSeen } from './queue/worker-queries.ts';
import { countRecordings } from './recordings/recording-queries.ts';
import { SPEED_SECONDS, transcodeSpeed } from './recordings/speed-queries.ts';
import { storedBytes } from './recordings/stored-queries.ts';

/** ms that the database may take for one question, and all of it: Prometheus itself waits for 10 s. */
const QUERY_MS = 1500;
const LIMIT_MS = 5000;
/** ms for which sums over all rows are told again, and that the database may take for them. */
const SUMS_KEPT_MS = 10 * 60_000;
const SUMS_MS = 60_000;

type Snapshot = Awaited<ReturnType<typeof readSnapshot>>;
type Sample = { value: number; labels?: Record<string, string> };
type Figure = { name: string; help: string; labels?: string[]; read: (now: Snapshot) => Sample[] };

const DATABASE_UP = {
  name: 'madang_database_up',
  help: 'Whether the database answered: 1, or 0 and then all figures that are read from it are missing.',
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
  {
    name: 'madang_chunk_seconds',
    help: `Seconds that a chunk took from its start to its landing, of those that landed within ${SPEED_SECONDS} s: quantile 0.5, 0.95, and 1 for the longest.`,
    labels: ['of', 'quantile'],
    read: ({ speeds }) =>
      speeds.flatMap(({ of, took }) =>
        took.map(({ quantile, seconds }) => ({ value: seconds, labels: { of, quantile: String(quantile) } })),
      ),
  },
  {
    name: 'madang_transcoded_seconds_per_second',
    help: `Seconds of lecture that landed in each second, of picture and of sound, on average of the last ${SPEED_SECONDS} s.`,
    labels: ['of'],
    read: ({ speeds }) => speeds.map(({ of, speed }) => ({ value: speed, labels: { of } })),
  },
  {
    name: 'madang_playback_sessions_today',
    help: 'Sessions of viewers, staff apart, that began today (Asia/Seoul) and told how they played. From 0 each day.',
    read: ({ quality }) => [{ value: quality.sessions }],
  },
  {
    name: 'madang_playback_failed_sessions_today',
    help: 'Of those, sessions that were shown an error. From 0 each day.',
    read: ({ quality }) => [{ value: quality.failedSessions }],
  },
  {
    name: 'madang_playback_stalls_today',
    help: 'Stalls in those sessions: playing stopped for want of media. From 0 each day.',
    read: ({ quality }) => [{ value: quality.stalls }],
  },
  {
    name: 'madang_playback_stalled_seconds_today',
    help: 'Seconds that those stalls lasted. From 0 each day.',
    read: ({ quality }) => [{ value: quality.stalledSeconds }],
  },
  {
    name: 'madang_playback_played_seconds_today',
    help: 'Seconds of lecture that those sessions played. From 0 each day.',
    read: ({ quality }) => [{ value: quality.playedSeconds }],
  },
  {
    name: 'madang_storage_bytes',
    help: 'Bytes in storage that rows name: recordings as uploaded, media made of them, handouts. Read every 10 minutes.',
    labels: ['kind'],
    read: ({ stored }) => Object.entries(stored ?? {}).map(([kind, value]) => ({ value, labels: { kind } })),
  },
];

/** Of this process alone. */
const REQUESTS = {
  name: 'madang_http_request_seconds',
  help: 'Seconds from the arrival of a request at this process to the end of its answer, by route and status.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.01, 0.05, 0.2, 1, 5],
};
const LEDGER = {
  name: 'madang_ledger_commit_seconds',
  help: 'Seconds from the arrival of a report of what was played to its answer, which comes after its commit.',
  buckets: [0.01, 0.05, 0.2, 1, 5],
};
/** Where such reports arrive. */
const LEDGER_ROUTE = '/api/playback-sessions/:id/played';
const DISK = {
  name: 'madang_disk_bytes',
  help: 'Bytes of the disk that MADANG_DATA of this process lies on: free to it, and in all.',
  labelNames: ['of'] as const,
};

export type Metrics = {
  contentType: string;
  /** Counts an answer of this process. */
  answered: (answer: { method: string; route: string; status: number; seconds: number }) => void;
  /** All figures of this moment, within a few seconds whatever the database does. */
  text: () => Promise<string>;
};

export function createMetrics({ db, log, config, clock }: Omit<Context, 'queue' | 'storage'>): Metrics {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  const registers = [own];
  const requests = new Histogram({ ...REQUESTS, registers });
  const ledger = new Histogram({ ...LEDGER, registers });
  new Gauge({
    ...DISK,
    registers,
    async collect() {
      const { bavail, blocks, bsize } = await statfs(config.data);
      this.set({ of: 'free' }, bavail * bsize);
      this.set({ of: 'all' }, blocks * bsize);
    },
  });
  /** one at a time: while the database hangs, those who ask again wait with the first, on its connection */
  let reading: Promise<Snapshot> | undefined;
  const sums = keptSums(db, log);

  async function snapshot(): Promise<Snapshot | null> {
    reading ??= readSnapshot(db, clock(), sums()).finally(() => {
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
    answered({ method, route, status, seconds }) {
      requests.observe({ method, route, status }, seconds);
      if (route === LEDGER_ROUTE && status === 200) ledger.observe(seconds);
    },
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

/** All that is told of the database. @param stored what is known of storage */
function readSnapshot(db: Db, now: Date, stored: Stored | null) {
  return within(db, QUERY_MS, async (tx) => ({
    stored,
    workers: await workersSeen(tx),
    lanes: await laneLoads(tx),
    recordings: await countRecordings(tx),
    speeds: await transcodeSpeed(tx),
    quality: await qualityToday(tx, now),
  }));
}

type Stored = Awaited<ReturnType<typeof storedBytes>>;

/** Sums over all rows take longer than somebody who asks waits: they are told as they were read last. */
function keptSums(db: Db, log: Context['log']): () => Stored | null {
  let known: Stored | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - readAt > SUMS_KEPT_MS) {
      readAt = performance.now();
      within(db, SUMS_MS, storedBytes).then(
        (stored) => {
          known = stored;
        },
        (error: unknown) => log.warn({ err: error }, 'metrics: the bytes in storage could not be summed up'),
      );
    }
    return known;
  };
}

/** Reads in a transaction of which no statement may take longer than that. */
const within = <T>(db: Db, ms: number, read: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${String(ms)}, true)`);
    return read(tx);
  });
