/** Writes a draft of captions down: the sound in pieces to a server that listens, what it heard into a draft. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  failTranscription,
  finishTranscription,
  holdsTranscription,
  landHeard,
  takeTranscription,
} from '../server/captions/transcription-queries.ts';
import type { TranscribeJob } from '../server/queue/jobs.ts';
import type { Attempt as Queued } from '../server/queue/queue.ts';
import { listRenditions } from '../server/recordings/landing.ts';
import { contiguousSegments } from '../server/recordings/playlist.ts';
import { Abandoned } from './failures.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { countedIn, joined, type Piece, piecesOf } from './pieces.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { listen, SpeechFailure, type SpeechServer } from './speech.ts';
import type { Worker } from './worker.ts';

/** ms for ffmpeg to make a piece: seconds, unless the machine is very busy */
const CUT_MS = 300_000;

/**
 * What fails is tried again by the queue, from the piece where it failed; what trying again cannot help fails at once.
 * @throws when it is to be tried again
 */
export async function transcribe(
  worker: Worker,
  job: TranscribeJob,
  { last, signal }: Omit<Queued, 'job'>,
): Promise<void> {
  const { db } = worker;
  const log = worker.log.child({ job: job.kind, lecture: job.lectureId, language: job.language });
  const attemptId = crypto.randomUUID();
  try {
    await write(worker, job, attemptId, signal);
    log.info('transcribe: done');
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof Abandoned) return log.info('transcribe: given up');
    log.warn({ err: error, last }, 'transcribe: failed');
    const final = last || (error instanceof SpeechFailure && !error.passing);
    if (!final) throw error;
    const code = error instanceof SpeechFailure ? error.code : 'internal';
    await patiently(signal, () => failTranscription(db, job, attemptId, code));
  }
}

async function write(worker: Worker, job: TranscribeJob, attemptId: string, signal: AbortSignal) {
  const { db, config } = worker;
  const server = config.transcribe;
  const before = await patiently(signal, () => takeTranscription(db, job, job.recordingId, attemptId));
  if (!before) throw new Abandoned('not wanted any more');
  // the API has the setting, this worker has not
  if (!server) throw new SpeechFailure('unreachable', 'TRANSCRIBE_URL is not set for the worker');
  const sound = (await listRenditions(db, job.recordingId)).find(({ name }) => name === 'listen');
  const pieces = piecesOf(contiguousSegments(sound?.runs ?? []));
  const wanted = () => holdsTranscription(db, job, attemptId);
  await withAttempt(worker, job.recordingId, (attempt) =>
    withHold(signal, wanted, async (held) => {
      const heard = [...before];
      for (const piece of pieces.slice(heard.length)) {
        heard.push(await hear(worker, server, job, { init: sound?.initKey ?? '', piece }, attempt, held));
        const landed = await patiently(held, () =>
          landHeard(db, job, attemptId, { heard, pieces: pieces.length }),
        );
        if (!landed) throw new Abandoned('taken over or cancelled');
      }
      const said = joined(heard);
      await patiently(held, () => finishTranscription(db, job, attemptId, said, new Date()));
    }),
  );
}

async function hear(
  worker: Worker,
  server: SpeechServer,
  { language }: TranscribeJob,
  sound: { init: string; piece: Piece },
  { folder }: Attempt,
  signal: AbortSignal,
) {
  const [encoded, plain] = [join(folder, 'piece.mp4'), join(folder, 'piece.flac')];
  await writeFile(encoded, await bytesOf(worker, sound.init));
  for (const { key } of sound.piece.segments) {
    signal.throwIfAborted();
    await writeFile(encoded, await bytesOf(worker, key), { flag: 'a' });
  }
  // what speech recognisers hear: 16,000 samples a second, one channel
  const heard = 'aresample=16000,aformat=sample_fmts=s16:channel_layouts=mono,asetpts=N/SR/TB';
  await worker.ffmpeg.run(
    {
      inputs: [{ path: encoded, options: [] }],
      filter: `[0:a]${heard}[out]`,
      outputs: [{ path: plain, options: ['-map', '[out]', '-c:a', 'flac', '-f', 'flac'] }],
    },
    { signal, wallMs: CUT_MS },
  );
  const said = await listen(server, plain, language, signal);
  await Promise.all([rm(encoded), rm(plain)]);
  return countedIn(sound.piece, said);
}

const bytesOf = async ({ storage }: Worker, key: string) => buffer(await storage.read(key));
