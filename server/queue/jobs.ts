/** The jobs of the transcode: payload, order and retries together. */
import type { SendOptions } from 'pg-boss';

export const TRANSCODE_QUEUE = 'transcode';
/** Where jobs go that failed for good, also when nobody was left alive to say so. */
export const DEAD_QUEUE = 'transcode-dead';

export type TranscodeJob =
  /** check the file, choose the ladder, plan the chunks */
  | { kind: 'probe'; recordingId: string }
  /** make one stretch of the recording into all video renditions */
  | { kind: 'chunk'; recordingId: string; index: number }
  /** make the sound of the whole lecture */
  | { kind: 'audio'; recordingId: string }
  /** make posters and the seek bar's previews */
  | { kind: 'storyboard'; recordingId: string };

/** How often a job is started again after a failure before the recording is `failed`. */
export const RETRY_LIMIT = 3;

/** The priority of sound, which has a slot of its own; jobs above it are quick, those below are chunks. */
export const SOUND_PRIORITY = 100;

/**
 * Higher goes first; within one priority the oldest job goes first. Among chunks the earlier one
 * goes first whichever lecture it is of: a new lecture's first chunks pass the tails of older ones,
 * and a recording of ten hours does not hold up one of ten minutes.
 */
export function priorityOf(job: TranscodeJob): number {
  switch (job.kind) {
    case 'probe':
      return SOUND_PRIORITY + 2;
    case 'audio':
      return SOUND_PRIORITY;
    case 'storyboard':
      return SOUND_PRIORITY + 1;
    case 'chunk':
      return Math.max(1, SOUND_PRIORITY - 1 - job.index);
  }
}

/** What pg-boss is told about a job. A worker that stops its heartbeat loses the job to another. */
export function optionsOf(job: TranscodeJob) {
  return {
    priority: priorityOf(job),
    retryLimit: RETRY_LIMIT,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    heartbeatSeconds: 10,
    expireInSeconds: 12 * 3600,
    deadLetter: DEAD_QUEUE,
  } satisfies SendOptions;
}
