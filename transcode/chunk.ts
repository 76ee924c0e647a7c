/** Makes one stretch of a recording into all video renditions, and publishes it whole or not at all. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type LandedInit, type LandedRun, landChunk } from '../server/recordings/landing.ts';
import { type Chunk, type Held, reportChunk, takeChunk } from '../server/recordings/transcode-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import { type ChunkWork, chunkCommand, type Rung, rungFrames } from './chunk-command.ts';
import { Failure } from './failures.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { framesIn } from './plan.ts';
import { finishRecording } from './publish.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { segmentName, storeInit, storeRun } from './segments.ts';
import type { Worker } from './worker.ts';

/** ms for a second of lecture, at the very least a few minutes: a slow machine under load, not a hang */
const wallMsFor = (seconds: number) => 300_000 + seconds * 60_000;

/** @throws {Failure} {Abandoned} {InitMismatch} */
export async function chunk(
  worker: Worker,
  { recordingId, index }: { recordingId: string; index: number },
  signal: AbortSignal,
): Promise<void> {
  const { db, queue, storage } = worker;
  await withAttempt(worker, recordingId, async (attempt) => {
    const taken = await patiently(signal, () => takeChunk(db, recordingId, index, attempt.id));
    if (!taken) return;
    const work = await workOf(worker, recordingId, attempt, taken);
    await make(worker, { recordingId, index, attempt: attempt.id }, work, signal);
    const inits: LandedInit[] = [];
    const runs: LandedRun[] = [];
    for (const rung of work.rungs) {
      const where = { rendition: rung.name, folder: work.folderOf(rung.name), prefix: attempt.prefix };
      inits.push(await storeInit(storage, where));
      const { samples, ...run } = await storeRun(storage, { ...where, ...stretchOf(work, rung), run: index });
      const expected = framesIn(work.chunk, work.probe.frameRate).count / rungFrames(work.probe, rung).step;
      if (samples !== expected) throw new Failure('ffmpeg', `${rung.name}: ${samples} of ${expected} frames`);
      runs.push(run);
    }
    attempt.keep();
    const made = { recordingId, index, attempt: attempt.id, inits, runs };
    const landed = await patiently(signal, () => landChunk(db, queue, made));
    if (!landed) await storage.deletePrefix(attempt.prefix);
  });
  await finishRecording(worker, recordingId, signal);
}

async function workOf(
  { storage, config, folder }: Worker,
  recordingId: string,
  attempt: Attempt,
  { probe, renditions, chunk, duration }: Held & { chunk: Chunk },
): Promise<ChunkWork> {
  const rungs = renditions.map(asRung);
  const folderOf = (rung: string) => join(attempt.folder, rung);
  for (const rung of rungs) await mkdir(folderOf(rung.name));
  return {
    source: await storage.localFile(sourceKey(recordingId), folder),
    probe,
    rungs,
    chunk,
    last: chunk.start + chunk.duration > duration - 0.001,
    threads: config.worker.threads,
    folderOf,
  };
}

/** Runs ffmpeg for as long as the attempt holds the chunk. */
async function make(
  { db, ffmpeg }: Worker,
  { recordingId, index, attempt }: { recordingId: string; index: number; attempt: string },
  work: ChunkWork,
  signal: AbortSignal,
): Promise<void> {
  const { duration } = work.chunk;
  const report = (seconds: number) =>
    reportChunk(db, recordingId, index, attempt, Math.min(seconds, duration));
  await withHold(signal, report, (held, say) =>
    ffmpeg.run(chunkCommand(work), {
      signal: held,
      wallMs: wallMsFor(duration),
      onProgress: ({ seconds }) => say(seconds),
    }),
  );
}

/** Which files of a rung there must be, and where in the lecture they belong. */
function stretchOf({ probe, chunk }: ChunkWork, rung: Rung) {
  const { step, segment } = rungFrames(probe, rung);
  const frames = framesIn(chunk, probe.frameRate);
  const [rate, scale] = probe.frameRate;
  const segments = Math.ceil(frames.count / step / segment);
  return {
    names: Array.from({ length: segments }, (_, index) => segmentName(index)),
    shift: (timescale: number) => BigInt(Math.round((frames.first * timescale * scale) / rate)),
    first: Math.round(frames.first / probe.segmentFrames),
  };
}

function asRung(row: {
  name: string;
  rung: number | null;
  width: number | null;
  height: number | null;
  frameRate: number | null;
}): Rung {
  const { name, rung, width, height, frameRate } = row;
  if (!rung || !width || !height || !frameRate) throw new Error(`${name} is no video rendition`);
  return { name, rung, width, height, frameRate };
}
