/** The job queue: pg-boss on the same PostgreSQL, so that a job and the row it is about commit together. */
import { sql } from 'drizzle-orm';
import { fromDrizzle, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Db } from '../database/client.ts';
import type { Log } from '../log.ts';
import { currentRequest, forRequest } from '../trace.ts';
import { DEAD_QUEUE, LANES, optionsOf, RETRY_LIMIT, TRANSCODE_QUEUE, type TranscodeJob } from './jobs.ts';
import { MAIL_OPTIONS, MAIL_QUEUE, type MailJob } from './mail-jobs.ts';

export type Attempt = {
  job: TranscodeJob;
  /** when it was added, by the database's clock */
  addedAt: Date;
  /** the last one: a failure now is final */
  last: boolean;
  /**
   * Aborted when the worker stops. Not when the queue gives the job to somebody else, as it does
   * after a while without the database: who may publish a chunk is settled by the chunk's own row.
   */
  signal: AbortSignal;
};

/** A job that is not tried again. */
export type Ended = Pick<Attempt, 'job' | 'addedAt'>;

export type Handlers = {
  /** Does a job. When it throws, the job is started again: a chunk the first time at once, then later. */
  attempt: (attempt: Attempt) => Promise<void>;
  /** Told of a job that failed for good, also when its worker died with it. May be told twice. */
  dead: (ended: Ended) => Promise<void>;
};

export type Queue = {
  /** Adds jobs within the caller's transaction: they exist when it commits and not before. */
  enqueue: (db: Db, jobs: readonly TranscodeJob[]) => Promise<void>;
  /** Takes away a recording's jobs that nobody has begun, within the caller's transaction. */
  withdraw: (db: Db, recordingId: string) => Promise<void>;
  /** Takes jobs until `stop`: `slots` chunks of picture at once, beside them one of sound, one of speech, one trim and two quick jobs. */
  work: (slots: number, handlers: Handlers) => Promise<void>;
  /** Adds mails within the caller's transaction: they are sent when it commits and not before. */
  post: (db: Db, mails: readonly MailJob[]) => Promise<void>;
  /** Takes mails until `stop`, one at a time. When `send` throws, the mail is tried again later. */
  deliver: (send: (mail: MailJob) => Promise<void>) => Promise<void>;
  /**
   * Takes no more jobs and aborts those under way; when their handlers have ended, or after
   * `graceMs`, the jobs are put back as they were: the interruption counts as no attempt. A mail that is being
   * sent is waited for.
   */
  stop: (graceMs?: number) => Promise<void>;
};

/** A job with the request that it follows from. */
type For<Job> = Job & { requestId?: string };

function forWhom<Job extends object>(job: Job): For<Job> {
  const requestId = currentRequest();
  return requestId === undefined ? job : { ...job, requestId };
}

const ONE_BY_ONE = {
  batchSize: 1,
  // workers are told of new jobs; asking is for those that wait to be tried again
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 2,
  // and while jobs wait, the next one is taken as soon as one is done
  burstWhenReadyExceeds: 1,
} as const;

/** ms between two looks for pictures that came back. */
const RAISE_MS = 1000;

/** Connects to the queue of a migrated database. */
export async function openQueue(databaseUrl: string, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'madang-queue',
    max: 4,
    migrate: false,
    createSchema: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    queueCacheIntervalSeconds: 1,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'queue: the database did not answer'));
  await boss.start();
  const stopping = new AbortController();
  const underWay = new Set<JobWithMetadata<For<TranscodeJob>>>();
  let sending: Promise<unknown> = Promise.resolve();
  let raising: NodeJS.Timeout | undefined;

  return {
    async enqueue(db, jobs) {
      if (jobs.length === 0) return;
      const rows = jobs.map((job) => ({ data: forWhom(job), ...optionsOf(job) }));
      await boss.insert(TRANSCODE_QUEUE, rows, { db: fromDrizzle(db, sql) });
    },

    async withdraw(db, recordingId) {
      await db.execute(sql`
        delete from pgboss.job
        where name in (${TRANSCODE_QUEUE}, ${DEAD_QUEUE}) and state in ('created', 'retry')
          and data->>'recordingId' = ${recordingId}`);
    },

    async work(slots, { attempt, dead }) {
      const take = async (job: JobWithMetadata<For<TranscodeJob>> | undefined) => {
        if (!job) return;
        underWay.add(job);
        const last = job.retryCount >= RETRY_LIMIT;
        try {
          const { requestId, ...data } = job.data;
          const given = { job: data, addedAt: job.createdOn, last, signal: stopping.signal };
          const once = () => forRequest(requestId, () => attempt(given));
          await once().catch((error: unknown) => {
            // while it waits its slot would take the next chunk, and the first picture wait for all of that
            const again = job.data.kind === 'chunk' && job.retryCount === 0;
            if (!again || stopping.signal.aborted) throw error;
            return once();
          });
          underWay.delete(job);
        } catch (error) {
          if (!stopping.signal.aborted) underWay.delete(job);
          throw error;
        }
      };
      const polled = { ...ONE_BY_ONE, includeMetadata: true } as const;
      const lanes = [
        // a recording that must be read whole holds up none that takes a second
        { ...polled, ...LANES.quick, localConcurrency: 2 },
        { ...polled, ...LANES.sound },
        { ...polled, ...LANES.trim },
        { ...polled, ...LANES.speech },
        { ...polled, ...LANES.spare },
        { ...polled, ...LANES.picture, localConcurrency: slots },
      ];
      const raise = () =>
        raiseReturned(boss).catch((error: unknown) => {
          log.warn({ err: error }, 'queue: pictures that came back wait behind newer ones');
        });
      await raise();
      raising = setInterval(raise, RAISE_MS);
      for (const lane of lanes) {
        await boss.work<For<TranscodeJob>, void, typeof lane>(TRANSCODE_QUEUE, lane, ([job]) => take(job));
      }
      await boss.work<For<TranscodeJob>, void, typeof polled>(DEAD_QUEUE, polled, async ([job]) => {
        if (!job) return;
        const { requestId, ...data } = job.data;
        const ended = { job: data, addedAt: job.sourceCreatedOn ?? job.createdOn };
        await forRequest(requestId, () => dead(ended));
      });
    },

    async post(db, mails) {
      const rows = mails.map((mail) => ({ data: forWhom(mail), ...MAIL_OPTIONS }));
      await boss.insert(MAIL_QUEUE, rows, { db: fromDrizzle(db, sql) });
    },

    async deliver(send) {
      await boss.work<For<MailJob>>(MAIL_QUEUE, ONE_BY_ONE, async ([job]) => {
        if (!job) return;
        const { requestId, ...data } = job.data;
        const sent = forRequest(requestId, () => send(data));
        sending = sent.catch(() => {}); // the queue is told below
        await sent;
      });
    },

    async stop(graceMs = 0) {
      clearInterval(raising);
      stopping.abort(new Error('The worker stops.'));
      await boss.stop({ graceful: graceMs > 0, timeout: Math.max(graceMs, 1000), close: false });
      await sending;
      await putBack(boss, [...underWay]).catch((error: unknown) => {
        log.warn({ err: error }, 'queue: jobs under way will only be taken again when their lease is over');
      });
      await boss.stop({ close: true });
    },
  };
}

/**
 * By now pg-boss has failed these attempts. They are made as if never taken, and only where nobody
 * took them since: a claim raises `retry_count` unless `started_on` is null.
 */
async function putBack(boss: PgBoss, jobs: { id: string; retryCount: number }[]): Promise<void> {
  for (const { id, retryCount } of jobs) {
    await boss.getDb().executeSql(
      `with back as (
         update pgboss.job
         set state = 'created', started_on = null, heartbeat_on = null, completed_on = null, start_after = now()
         where name = $1 and id = $2 and retry_count = $3 and state in ('retry', 'failed')
         returning id)
       delete from pgboss.job where name = $4 and source_id in (select id from back)`,
      [TRANSCODE_QUEUE, id, retryCount, DEAD_QUEUE],
    );
  }
}

/**
 * Has pictures that were begun, and came back, go before all others: whoever lost a worker need not wait behind
 * the first pictures of newcomers too. pg-boss gives a job back at the place that it had.
 */
async function raiseReturned(boss: PgBoss): Promise<void> {
  const { minPriority, maxPriority } = LANES.picture;
  await boss.getDb().executeSql(
    `update pgboss.job set priority = $2
     where name = $1 and state = 'retry' and priority >= $3 and priority < $2`,
    [TRANSCODE_QUEUE, maxPriority, minPriority],
  );
}

/** Creates the queue's own tables. Part of the migration. */
export async function installQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, supervise: false, schedule: false });
  boss.on('error', () => {}); // what fails also rejects below
  await boss.start();
  try {
    for (const name of [DEAD_QUEUE, TRANSCODE_QUEUE, MAIL_QUEUE]) {
      await boss.createQueue(name, { policy: 'standard' });
      await boss.updateQueue(name, { notify: true });
    }
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}
