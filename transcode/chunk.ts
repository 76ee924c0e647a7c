/** Makes one stretch of a recording, of its picture or its sound, and publishes it whole or not at all. */
import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { TranscodeJob } from '../server/queue/jobs.ts';
import { type LandedInit, type LandedRun, landChunk } from '../server/recordings/landing.ts';
import { type Held, releaseChunk, reportChunk, takeChunk } from '../server/recordings/transcode-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import { listsOf } from './audio-command.ts';
import {
  evenCommandOf,
  folderOf,
  type Place,
  pictureCommandOf,
  soundCommandOf,
  soundEntry,
  stretchOf,
  timeFor,
  wholeFrom,
} from './chunk-command.ts';
import { entryBefore, runUpTo } from './entry.ts';
import type { Ffmpeg, Limits } from './ffmpeg.ts';
import { withHold } from './hold.ts';
import { readPacketList } from './packets.ts';
import { patiently } from './patience.ts';
import { CALM_SOUND } from './plan.ts';
import { finishRecording } from './publish.ts';
import { latenessOf } from './rounding.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { storeInit, storeRun } from './segments.ts';
import type { Worker } from './worker.ts';

export type ChunkJob = Extract<TranscodeJob, { kind: 'chunk' }>;

/** ms after which a chunk that somebody holds is looked at again: he reports every 2 s */
const LOOK_MS = 2500;

/** @throws {Failure} {Abandoned} {InitMismatch} */
export async function chunk(worker: Worker, job: ChunkJob, signal: AbortSignal): Promise<void> {
  const { db, queue, storage } = worker;
  await withAttempt(worker, job.recordingId, async (attempt) => {
    const held = await take(worker, job, attempt.id, signal);
    if (!held) return;
    try {
      const made = await make(worker, held, attempt, signal);
      attempt.keep();
      const landed = await patiently(signal, () => landChunk(db, queue, { ...held.chunk, ...made }));
      if (!landed) await storage.deletePrefix(attempt.prefix);
    } catch (error) {
      // the next attempt need not wait for this one to have been silent for a while
      await releaseChunk(db, held.chunk).catch(() => {});
      throw error;
    }
  });
  await finishRecording(worker, job.recordingId, signal);
}

/** Waits for whoever holds the chunk to finish it or to fall silent. Null when it needs nobody. */
async function take(
  { db }: Worker,
  { recordingId, of, index }: ChunkJob,
  attempt: string,
  signal: AbortSignal,
): Promise<Held | null> {
  const which = { recordingId, kind: of, index };
  const look = (seen: Date | null) => patiently(signal, () => takeChunk(db, which, attempt, seen));
  let taken = await look(null);
  while (taken instanceof Date) {
    await pause(LOOK_MS, undefined, { signal });
    taken = await look(taken);
  }
  return taken;
}

/** Runs ffmpeg and stores what it made, for as long as the attempt holds the chunk. */
async function make(
  { db, config, ffmpeg, sources, storage }: Worker,
  held: Held,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<{ inits: LandedInit[]; runs: LandedRun[] }> {
  const { chunk, renditions } = held;
  for (const { name } of renditions) await mkdir(folderOf(attempt, name));
  const report = (seconds: number) => reportChunk(db, chunk, Math.min(seconds, chunk.duration));
  return withHold(signal, report, async (holding, say) => {
    await sources.use(sourceKey(chunk.recordingId), holding, async (source) => {
      const place = { source, threads: config.worker.threads, folder: attempt.folder };
      const calm = chunk.kind === 'audio' && chunk.index >= CALM_SOUND;
      const { wallMs } = timeFor(chunk.duration, 0);
      const limits = { signal: holding, calm, wallMs };
      await (chunk.kind === 'video' ? makePicture : makeSound)(ffmpeg, held, place, limits, say);
    });
    const inits: LandedInit[] = [];
    const runs: LandedRun[] = [];
    for (const rendition of renditions) {
      const { name } = rendition;
      const where = { rendition: name, folder: folderOf(attempt, name), prefix: attempt.prefix };
      inits.push(await storeInit(storage, holding, where));
      runs.push(await storeRun(storage, holding, { ...where, ...stretchOf(held, rendition) }));
    }
    return { inits, runs };
  });
}

type Say = (seconds: number) => void;

/** @throws {Failure} {Abandoned} */
async function makePicture(ffmpeg: Ffmpeg, held: Held, place: Place, limits: Limits, say: Say) {
  const entry = await entryBefore(ffmpeg, place.source, held.probe, wholeFrom(held), limits);
  const inAll = () => timeFrom(ffmpeg, held, place, entry, limits);
  const command = pictureCommandOf(held, place, entry);
  await ffmpeg.run(command, { ...limits, inAll, onProgress: ({ seconds }) => say(seconds) });
}

/** @throws {Failure} {Abandoned} */
async function makeSound(ffmpeg: Ffmpeg, held: Held, place: Place, limits: Limits, say: Say) {
  const inAll = () => timeFrom(ffmpeg, held, place, soundEntry(held), limits);
  const onProgress: Limits['onProgress'] = ({ seconds }) => say(seconds);
  const even = evenCommandOf(held, place);
  await ffmpeg.run(even.command, { ...limits, inAll });
  const late = even.rounded ? await latenessIn(even.path) : 0;
  await ffmpeg.run(soundCommandOf(held, place, { path: even.path, late }), { ...limits, onProgress });
}

/** @returns seconds by which the first frame of sound that was made even is late */
export async function latenessIn(path: string): Promise<number> {
  const { packets, frames, most } = listsOf(path);
  return latenessOf(await readPacketList(packets, most), await readPacketList(frames, most));
}

/** How long ffmpeg may take for a chunk that is read from `entry` on. @throws {Failure} {Abandoned} */
async function timeFrom(ffmpeg: Ffmpeg, held: Held, place: Place, entry: number, limits: Limits) {
  const { videoStream: stream, startTime } = held.probe;
  // of the sound too: places are found by the picture, and sound that comes late is not known there yet
  const from = { path: place.source, stream, entry, startTime };
  return timeFor(held.chunk.duration, await runUpTo(ffmpeg, from, place.folder, wholeFrom(held), limits));
}
