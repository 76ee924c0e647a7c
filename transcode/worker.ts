/** What a worker does with each job, and what becomes of a job that goes wrong. */
import { failTranscription } from '../server/captions/transcription-queries.ts';
import type { Config } from '../server/config.ts';
import type { FailureCode, RejectionCode } from '../server/contract/vocabulary.ts';
import type { Db } from '../server/database/client.ts';
import type { Log } from '../server/log.ts';
import type { TranscodeJob } from '../server/queue/jobs.ts';
import type { Attempt, Ended, Handlers, Queue } from '../server/queue/queue.ts';
import { failMarks } from '../server/recordings/mark-queries.ts';
import { chunkIs, failRecording, rejectRecording } from '../server/recordings/transcode-queries.ts';
import type { Storage } from '../server/storage/storage.ts';
import { chunk } from './chunk.ts';
import { Abandoned, failureCode, Rejection } from './failures.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { marks } from './marks.ts';
import { patiently } from './patience.ts';
import { giveUpPoster, poster } from './poster.ts';
import { probe } from './probe.ts';
import type { Sources } from './source-cache.ts';
import { storyboard } from './storyboard.ts';

import { transcribe } from './transcribe.ts';
import { trim } from './trim.ts';

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

/** What makes a recording ready; a draft of captions does not. */
type MediaJob = Exclude<TranscodeJob, { kind: 'transcribe' }>;
type OfMedia<T extends { job: TranscodeJob }> = Omit<T, 'job'> & { job: MediaJob };

/** The worker's handlers for the queue. */
export function handlersOf(worker: Worker): Handlers {
  return {
    attempt: ({ job, ...attempt }) =>
      job.kind === 'transcribe' ? transcribe(worker, job, attempt) : settle(worker, { ...attempt, job }),
    dead: ({ job, ...ended }) =>
      job.kind === 'transcribe'
        ? failTranscription(worker.db, job, null, 'internal')
        : bury(worker, { ...ended, job }),
  };
}

/**
 * A job that the queue has given up. After several outages of the database in one chunk that is no news:
 * whoever holds the chunk still works, and another job waits for him to end or to fall silent.
 */
async function bury(worker: Worker, ended: OfMedia<Ended>): Promise<void> {
  const { db, queue } = worker;
  const { job } = ended;
  if (job.kind === 'chunk') {
    const { recordingId, of, index } = job;
    const chunk = await chunkIs(db, { recordingId, kind: of, index });
    if (chunk === 'done') return;
    if (chunk === 'held') return queue.enqueue(db, [job]);
  }
  await fail(worker, ended, 'internal');
}

/**
 * Does a job. Returns when it is done, or need not be done; throws when it is to be tried again.
 * What the file is to blame for rejects the recording at once; what we are to blame for fails it
 * after the last attempt.
 */
async function settle(worker: Worker, attempt: OfMedia<Attempt>): Promise<void> {
  const { job, last, signal } = attempt;
  const { kind, ...about } = job;
  const log = worker.log.child({ job: kind, ...about });
  const started = performance.now();
  try {
    await perform(worker, job, signal);
    log.info({ ms: Math.round(performance.now() - started) }, 'transcode: job done');
  } catch (error) {
    if (error instanceof Rejection) {
      log.info({ code: error.code, why: error.message }, 'transcode: rejected');
      return patiently(signal, () => reject(worker, job, error.code));
    }
    if (signal.aborted) throw error;
    if (error instanceof Abandoned) {
      log.info({ why: error.message }, 'transcode: job given up');
      return;
    }
    log.warn({ err: error, last }, 'transcode: job failed');
    if (last) await patiently(signal, () => fail(worker, attempt, failureCode(error)));
    throw error;
  }
}

/** What the file is to blame for is said where it was uploaded. */
async function reject(worker: Worker, job: MediaJob, code: RejectionCode): Promise<void> {
  if (job.kind === 'poster') return giveUpPoster(worker, job, code);
  await rejectRecording(worker.db, worker.queue, job.recordingId, code);
}

/** A lecture without its poster, or without proposals for chapters, is one all the same. */
async function fail(worker: Worker, { job, addedAt }: OfMedia<Ended>, code: FailureCode): Promise<void> {
  if (job.kind === 'poster') return giveUpPoster(worker, job, code);
  if (job.kind === 'marks') return failMarks(worker.db, job.recordingId, code);
  await failRecording(worker.db, worker.queue, job.recordingId, code, addedAt);
}

function perform(worker: Worker, job: MediaJob, signal: AbortSignal): Promise<void> {
  switch (job.kind) {
    case 'trim':
      return trim(worker, job.recordingId, signal);
    case 'probe':
      return probe(worker, job.recordingId, signal);
    case 'chunk':
      return chunk(worker, job, signal);
    case 'storyboard':
      return storyboard(worker, job, signal);
    case 'poster':
      return poster(worker, job, signal);
    case 'marks':
      return marks(worker, job, signal);
  }
}
