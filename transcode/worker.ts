/** What a worker does with each job, and what becomes of a job that goes wrong. */
import type { Config } from '../server/config.ts';
import type { Db } from '../server/database/client.ts';
import type { Log } from '../server/log.ts';
import type { TranscodeJob } from '../server/queue/jobs.ts';
import type { Attempt, Handlers, Queue } from '../server/queue/queue.ts';
import { chunkIs, failRecording, rejectRecording } from '../server/recordings/transcode-queries.ts';
import type { Storage } from '../server/storage/storage.ts';
import { chunk } from './chunk.ts';
import { Abandoned, failureCode, Rejection } from './failures.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { patiently } from './patience.ts';
import { probe } from './probe.ts';
import type { Sources } from './source-cache.ts';
import { storyboard } from './storyboard.ts';

/** What every job is handed: built once in main, members replaced in tests. */
export type Worker = {
  config: Config;
  db: Db;
  queue: Queue;
  storage: Storage;
  log: Log;
  ffmpeg: Ffmpeg;
  sources: Sources;
  /** this worker's scratch space */
  folder: string;
};

/** The worker's handlers for the queue. */
export function handlersOf(worker: Worker): Handlers {
  return {
    attempt: (attempt) => settle(worker, attempt),
    dead: (job) => bury(worker, job),
  };
}

/**
 * A job that the queue has given up. After several outages of the database in one chunk that is no news:
 * whoever holds the chunk still works, and another job waits for him to end or to fall silent.
 */
async function bury({ db, queue }: Worker, job: TranscodeJob): Promise<void> {
  if (job.kind === 'chunk') {
    const { recordingId, of, index } = job;
    const chunk = await chunkIs(db, { recordingId, kind: of, index });
    if (chunk === 'done') return;
    if (chunk === 'held') return queue.enqueue(db, [job]);
  }
  await failRecording(db, job.recordingId, 'internal');
}

/**
 * Does a job. Returns when it is done, or need not be done; throws when it is to be tried again.
 * What the file is to blame for rejects the recording at once; what we are to blame for fails it
 * after the last attempt.
 */
async function settle(worker: Worker, { job, last, signal }: Attempt): Promise<void> {
  const { db } = worker;
  const log = worker.log.child({ job: job.kind, recording: job.recordingId });
  const started = performance.now();
  try {
    await perform(worker, job, signal);
    log.info({ ...job, ms: Math.round(performance.now() - started) }, 'transcode: job done');
  } catch (error) {
    if (error instanceof Rejection) {
      log.info({ code: error.code, why: error.message }, 'transcode: recording rejected');
      return patiently(signal, () => rejectRecording(db, job.recordingId, error.code));
    }
    if (signal.aborted) throw error;
    if (error instanceof Abandoned) {
      log.info({ ...job, why: error.message }, 'transcode: job given up');
      return;
    }
    log.warn({ ...job, err: error, last }, 'transcode: job failed');
    if (last) await patiently(signal, () => failRecording(db, job.recordingId, failureCode(error)));
    throw error;
  }
}

function perform(worker: Worker, job: TranscodeJob, signal: AbortSignal): Promise<void> {
  switch (job.kind) {
    case 'probe':
      return probe(worker, job.recordingId, signal);
    case 'chunk':
      return chunk(worker, job, signal);
    case 'storyboard':
      return storyboard(worker, job, signal);
  }
}
