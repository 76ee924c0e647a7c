/** The jobs of the transcode: payload, order and retries together. */
import type { SendOptions } from 'pg-boss';
import type { CaptionLanguage } from '../contract/vocabulary.ts';
import type { ChunkKind } from '../database/schema/chunks.ts';

export const TRANSCODE_QUEUE = 'transcode';
/** Where jobs go that failed for good, also when nobody was left alive to say so. */
export const DEAD_QUEUE = 'transcode-dead';

export type TranscodeJob =
  /** make a recording's file by cutting that of another */
  | { kind: 'trim'; recordingId: string }
  /** check the file, choose the ladder, plan the chunks */
  | { kind: 'probe'; recordingId: string }
  /** make one stretch of the picture into all video rungs, or one of the sound */
  | { kind: 'chunk'; recordingId: string; of: ChunkKind; index: number }
  /** make posters and the seek bar's previews */
  | { kind: 'storyboard'; recordingId: string }
  /** look for where chapters may begin */
  | { kind: 'marks'; recordingId: string }
  | PosterJob
  | TranscribeJob;

/** make a lecture's poster of a frame, or of the picture that was uploaded with the request */
export type PosterJob = {
  kind: 'poster';
  lectureId: string;
  request: string;
  /** seconds of the lecture */
  frame: { recordingId: string; at: number } | null;
};

/** write a draft of captions down */
export type TranscribeJob = {
  kind: 'transcribe';
  recordingId: string;
  lectureId: string;
  language: CaptionLanguage;
};

/** How often a job is put back after a failure before the recording is `failed`: a chunk's first failure counts as none. */
export const RETRY_LIMIT = 3;

/**
 * Six lanes of one queue, by priority: a worker takes from each at the same time, so that neither
 * the sound nor the previews of one lecture wait for the pictures of another, and nothing for a trim,
 * for a server that listens, or for what nobody waits for.
 */
export const LANES = {
  spare: { minPriority: 1, maxPriority: 1 },
  picture: { minPriority: 2, maxPriority: 999 },
  sound: { minPriority: 1000, maxPriority: 1999 },
  quick: { minPriority: 2000, maxPriority: 2999 },
  trim: { minPriority: 3000, maxPriority: 3999 },
  speech: { minPriority: 4000, maxPriority: 4999 },
} as const;

/**
 * Higher goes first; within one priority the oldest job goes first. Among chunks the earlier one
 * goes first whichever lecture it is of: a new lecture's first chunks pass the tails of older ones,
 * and a recording of ten hours does not hold up one of ten minutes. One that was begun and came back
 * goes before them all (`raiseReturned`): its lecture has had its turn, and lost it with a worker.
 */
export function priorityOf(job: TranscodeJob): number {
  switch (job.kind) {
    case 'trim':
      return LANES.trim.minPriority;
    case 'probe':
    case 'poster': // somebody waits for it
      return LANES.quick.maxPriority;
    case 'storyboard':
      return LANES.quick.minPriority;
    case 'transcribe':
      return LANES.speech.minPriority;
    case 'marks':
      return LANES.spare.minPriority;
    case 'chunk': {
      const { minPriority, maxPriority } = job.of === 'audio' ? LANES.sound : LANES.picture;
      return Math.max(minPriority, maxPriority - job.index);
    }
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
