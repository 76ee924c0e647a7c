/** Makes one stretch of a recording, of its picture or its sound, and publishes it whole or not at all. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TranscodeJob } from '../server/queue/jobs.ts';
import { type LandedInit, type LandedRun, landChunk } from '../server/recordings/landing.ts';
import { type Held, releaseChunk, reportChunk, takeChunk } from '../server/recordings/transcode-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import {
  audioCommand,
  EVEN_START,
  evenCommand,
  evened,
  leadOf,
  listsOf,
  soundFrom,
} from './audio-command.ts';
import { isSteady, PREROLL } from './containers.ts';
import { readPacketList } from './copy.ts';
import { entryBefore, runUpTo } from './entry.ts';
import type { Command, Ffmpeg, Limits } from './ffmpeg.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { CALM_SOUND, FRAME_SAMPLES, framesIn, SAMPLE_RATE } from './plan.ts';
import { finishRecording } from './publish.ts';
import { latenessOf } from './rounding.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { type Stretch, storeInit, storeRun } from './segments.ts';
import { type Rung, stepIn, videoCommand } from './video-command.ts';
import type { Worker } from './worker.ts';

export type ChunkJob = Extract<TranscodeJob, { kind: 'chunk' }>;

/** ms for a second of picture, at the very least a few minutes: a slow machine under load, not a hang */
const wallMsFor = (seconds: number) => 300_000 + seconds * 60_000;
/** ms for a second of picture that is decoded on the way to a chunk: as long as it lasts */
const RUN_UP_MS = 1000;
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
  const folderOf = (rendition: string) => join(attempt.folder, rendition);
  for (const { name } of renditions) await mkdir(folderOf(name));
  const report = (seconds: number) => reportChunk(db, chunk, Math.min(seconds, chunk.duration));
  return withHold(signal, report, async (holding, say) => {
    await sources.use(sourceKey(chunk.recordingId), holding, async (source) => {
      const calm = chunk.kind === 'audio' && chunk.index >= CALM_SOUND;
      const limits = { signal: holding, wallMs: wallMsFor(chunk.duration), calm };
      const local = { source, threads: config.worker.threads, folder: attempt.folder };
      const { command, runUpMs } = await commandOf(ffmpeg, held, local, limits);
      await ffmpeg.run(command, { ...limits, runUpMs, onProgress: ({ seconds }) => say(seconds) });
    });
    const inits: LandedInit[] = [];
    const runs: LandedRun[] = [];
    for (const rendition of renditions) {
      const where = { rendition: rendition.name, folder: folderOf(rendition.name), prefix: attempt.prefix };
      inits.push(await storeInit(storage, where));
      runs.push(await storeRun(storage, { ...where, ...stretchOf(held, rendition) }));
    }
    return { inits, runs };
  });
}

/** The ffmpeg that makes a chunk, once what it needs is found or made, and what to bear. @throws {Failure} {Abandoned} */
async function commandOf(
  ffmpeg: Ffmpeg,
  { chunk, probe, renditions, duration }: Held,
  local: { source: string; threads: number; folder: string },
  limits: Limits,
): Promise<{ command: Command; runUpMs: number }> {
  const { source, threads, folder } = local;
  const folderOf = (rendition: string) => join(folder, rendition);
  const { container, pictureSeconds, audioStream, startTime } = probe;
  if (chunk.kind === 'video') {
    const at = Math.min(chunk.start, pictureSeconds);
    const entry = await entryBefore(ffmpeg, source, probe, at, limits);
    const from = { path: source, stream: probe.videoStream, entry, startTime };
    const runUpMs = (await runUpTo(ffmpeg, from, folder, at, limits)) * RUN_UP_MS;
    const work = { source, entry, threads, folderOf, probe, rungs: renditions.map(asRung), chunk };
    return { command: videoCommand(work), runUpMs };
  }
  if (audioStream === null) throw new Error('a silent recording has no chunks of sound');
  const entry = soundFrom(chunk) - PREROLL[container];
  const last = chunk.start + chunk.duration > duration - 0.001;
  const whole = { source: { path: source, stream: audioStream, entry }, startTime, chunk, last };
  const work = { ...whole, gainDb: probe.gainDb ?? 0, folderOf };
  if (isSteady(container)) return { command: audioCommand(work), runUpMs: 0 };
  const even = join(folder, 'even.nut');
  const from = { ...whole.source, startTime };
  const runUpMs = (await runUpTo(ffmpeg, from, folder, chunk.start, limits)) * RUN_UP_MS;
  await ffmpeg.run(evenCommand(whole, even), { ...limits, runUpMs });
  const { packets, frames, most } = listsOf(even);
  const late = latenessOf(await readPacketList(packets, most), await readPacketList(frames, most));
  const command = audioCommand({ ...work, source: evened(even), startTime: EVEN_START + late });
  return { command, runUpMs: 0 };
}

/** What ffmpeg must have made of a rendition, and where in the lecture it belongs. Pure. */
function stretchOf(
  { chunk, probe }: Held,
  rendition: Held['renditions'][number],
): Pick<Stretch, 'run' | 'skip' | 'samples' | 'start' | 'first'> {
  const at = { run: chunk.index, first: chunk.firstSegment };
  if (chunk.kind === 'audio') {
    const samples = Math.round((chunk.start * SAMPLE_RATE) / FRAME_SAMPLES);
    const start = { samples, rate: SAMPLE_RATE, scale: FRAME_SAMPLES };
    return { ...at, skip: leadOf(chunk), samples: chunk.segments, start };
  }
  const step = stepIn(probe, asRung(rendition));
  const [rate, scale] = probe.frameRate;
  return {
    ...at,
    skip: 0,
    samples: chunk.segments.map((frames) => frames / step),
    start: { samples: framesIn(chunk, probe.frameRate).first / step, rate, scale: scale * step },
  };
}

function asRung({ name, rung, width, height, frameRate }: Held['renditions'][number]): Rung {
  if (!rung || !width || !height || !frameRate) throw new Error(`${name} is no video rendition`);
  return { name, rung, width, height, frameRate };
}
