/** Makes the sound of a whole lecture; its segments are published as they are made. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Probe } from '../server/database/schema/recordings.ts';
import { hasCode } from '../server/errors.ts';
import { type LandedInit, landAudio, landedAudio } from '../server/recordings/landing.ts';
import { holdsAudio, takeAudio } from '../server/recordings/transcode-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import { audioCommand } from './audio-command.ts';
import { Abandoned } from './failures.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { secondsOf } from './plan.ts';
import { finishRecording } from './publish.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { finishedSegments, playlistIn, storeInit, storeRun } from './segments.ts';
import type { Worker } from './worker.ts';

/** How often ffmpeg's playlists are looked at for new segments. */
const LOOK_MS = 500;
/** ms for a second of lecture, and at least a few minutes */
const wallMsFor = (seconds: number) => 600_000 + seconds * 2000;

/** @throws {Failure} {Abandoned} {InitMismatch} */
export async function audio(
  worker: Worker,
  { recordingId }: { recordingId: string },
  signal: AbortSignal,
): Promise<void> {
  const { db, storage, ffmpeg } = worker;
  await withAttempt(worker, recordingId, async (attempt) => {
    const taken = await patiently(signal, () => takeAudio(db, recordingId, attempt.id));
    if (!taken) return;
    const names = taken.renditions.map((rendition) => rendition.name);
    const folderOf = (name: string) => join(attempt.folder, name);
    for (const name of names) await mkdir(folderOf(name));
    const publisher = await openPublisher(worker, recordingId, attempt, names, signal);
    const { probe, duration } = taken;
    const work = {
      source: await storage.localFile(sourceKey(recordingId), worker.folder),
      ...soundOf(probe),
      duration,
      segmentSeconds: secondsOf(probe.segmentFrames, probe.frameRate),
      folderOf,
    };
    await withHold(
      signal,
      () => holdsAudio(db, recordingId, attempt.id),
      async (held) => {
        const made = new AbortController();
        const failed = new AbortController();
        const publishing = publisher.follow(made.signal);
        publishing.catch((error: unknown) => failed.abort(error)); // ends ffmpeg; thrown below
        try {
          const limits = {
            signal: AbortSignal.any([held, failed.signal]),
            wallMs: wallMsFor(duration),
            calm: true,
          };
          await ffmpeg.run(audioCommand(work), limits);
        } finally {
          made.abort();
          await publishing;
        }
      },
    );
    await publisher.publish(true);
  });
  await finishRecording(worker, recordingId, signal);
}

/** Publishes what ffmpeg has finished in an attempt's folders, after what earlier attempts published. */
async function openPublisher(
  { db, queue, storage }: Worker,
  recordingId: string,
  attempt: Attempt,
  names: string[],
  signal: AbortSignal,
) {
  const progress = new Map(
    await Promise.all(
      names.map(
        async (name) => [name, await patiently(signal, () => landedAudio(db, recordingId, name))] as const,
      ),
    ),
  );
  const inits = new Map<string, LandedInit>();

  /** Sound is made the same way every time: what is there already is passed over. */
  async function publish(complete: boolean): Promise<void> {
    const runs = [];
    for (const name of names) {
      const folder = join(attempt.folder, name);
      const where = { rendition: name, folder, prefix: attempt.prefix };
      const done = progress.get(name) ?? { runs: 0, segments: 0 };
      const fresh = (await finishedIn(folder)).slice(done.segments);
      if (fresh.length === 0) continue;
      if (!inits.has(name)) inits.set(name, await storeInit(storage, where));
      const stretch = { ...where, run: done.runs, names: fresh, first: done.segments, shift: () => 0n };
      const { samples: _, ...run } = await storeRun(storage, stretch);
      runs.push(run);
      progress.set(name, { runs: done.runs + 1, segments: done.segments + fresh.length });
    }
    if (runs.length === 0 && !complete) return;
    attempt.keep();
    const made = { recordingId, attempt: attempt.id, inits: [...inits.values()], runs, complete };
    const holds = await patiently(signal, () => landAudio(db, queue, made));
    if (!holds) throw new Abandoned('taken over or cancelled');
  }

  async function follow(made: AbortSignal): Promise<void> {
    while (!made.aborted) {
      await pause(LOOK_MS, undefined, { signal: made }).catch(() => {});
      if (!made.aborted) await publish(false);
    }
  }
  return { publish, follow };
}

/** Segments that ffmpeg has finished in a folder; none before its first. */
async function finishedIn(folder: string): Promise<string[]> {
  try {
    return finishedSegments(await readFile(playlistIn(folder), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function soundOf({ audioStream, gainDb, startTime }: Probe) {
  if (audioStream === null) throw new Error('a silent recording has no job for its sound');
  return { stream: audioStream, gainDb: gainDb ?? 0, startTime };
}
