/** The poster that staff chose: a frame of the lecture, or a picture that they uploaded. */
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { hasCode } from '../server/errors.ts';
import type { PosterJob } from '../server/queue/jobs.ts';
import { listRenditions } from '../server/recordings/landing.ts';
import { contiguousSegments } from '../server/recordings/playlist.ts';
import { failPoster, isPosterAwaited, landPoster } from '../server/recordings/poster-queries.ts';
import {
  pictureOfPoster,
  posterKey,
  uploadedPictureKey,
  uploadedPicturePrefix,
} from '../server/storage/keys.ts';
import { Failure, Rejection } from './failures.ts';
import type { Limits } from './ffmpeg.ts';
import { patiently } from './patience.ts';
import { frameCommand, MAX_PIXELS, pictureCommand } from './poster-command.ts';
import { withPrefix } from './scratch.ts';
import { stored } from './stored.ts';
import type { Worker } from './worker.ts';

/** ms for one picture: a slow machine under load, not a hang */
const WALL_MS = 120_000;
/** Pixels that an uploaded picture has at least, each way. */
const MIN_SIDE = 160;

/**
 * Makes a poster, and shows it if it is still what was asked for last.
 * @throws {Rejection} format · pixels {Failure} {Abandoned}
 */
export async function poster(worker: Worker, job: PosterJob, signal: AbortSignal): Promise<void> {
  const { db, storage } = worker;
  const { lectureId, frame } = job;
  if (await patiently(signal, () => isPosterAwaited(db, job))) {
    await withPrefix(
      worker,
      (picture) => pictureOfPoster(lectureId, picture),
      async (attempt) => {
        const made = join(attempt.folder, 'poster.jpg');
        const limits = { signal, wallMs: WALL_MS, cwd: attempt.folder };
        if (frame) await makeFrame(worker, frame, made, limits);
        else await makePicture(worker, job, made, limits);
        const key = posterKey(lectureId, attempt.id);
        await stored(signal, () => storage.moveFile(key, made, 'image/jpeg'));
        attempt.keep();
        const landed = await patiently(signal, () => landPoster(db, job, key));
        if (!landed) await storage.deletePrefix(attempt.prefix);
      },
    );
  }
  await forgetUploaded(worker, job);
}

/** It cannot be made. @param code a rejection's or failure's */
export async function giveUpPoster(worker: Worker, job: PosterJob, code: string): Promise<void> {
  await failPoster(worker.db, job, code);
  await forgetUploaded(worker, job);
}

/** What was uploaded is needed no more: its poster is made, or never will be. */
async function forgetUploaded({ storage, log }: Worker, job: PosterJob): Promise<void> {
  if (job.frame) return;
  await storage.deletePrefix(uploadedPicturePrefix(job.lectureId, job.request)).catch((error: unknown) => {
    log.warn(
      { err: error, lecture: job.lectureId },
      'poster: what was uploaded is left until the lecture goes',
    );
  });
}

type Made = Limits & { cwd: string };

/** From the lecture's own finished segments, as candidates are: what the viewer sees there, upright and in its colours. */
async function makeFrame(
  { db, storage, ffmpeg }: Worker,
  { recordingId, at }: NonNullable<PosterJob['frame']>,
  path: string,
  limits: Made,
): Promise<void> {
  const renditions = await patiently(limits.signal, () => listRenditions(db, recordingId));
  const top = renditions.find(({ kind }) => kind === 'video');
  const found = segmentAt(contiguousSegments(top?.runs ?? []), at);
  if (!top?.initKey || !top.frameRate || !found) throw new Failure('internal', 'there is no such frame');
  const film = join(limits.cwd, 'film.mp4');
  for (const key of [top.initKey, found.key]) {
    await writeFile(film, await buffer(await storage.read(key)), { flag: 'a' });
  }
  await ffmpeg.run(frameCommand(film, Math.floor(found.into * top.frameRate + 1e-3), path), limits);
}

/** The segment that is shown at a time, and how many seconds into it that is. Past the end: the last. Pure. */
export function segmentAt(
  segments: readonly { key: string; duration: number }[],
  at: number,
): { key: string; into: number } | null {
  let into = at;
  for (const [index, { key, duration }] of segments.entries()) {
    if (into < duration || index === segments.length - 1) return { key, into };
    into -= duration;
  }
  return null;
}

async function makePicture(
  { storage, ffmpeg }: Worker,
  { lectureId, request }: PosterJob,
  path: string,
  limits: Made,
): Promise<void> {
  const picture = join(limits.cwd, 'picture');
  await writeFile(picture, await buffer(await storage.read(uploadedPictureKey(lectureId, request))));
  const asked = ['-show_entries', 'stream=width,height', '-of', 'csv=p=0'];
  const told = await ffmpeg.probe(picture, asked, limits, 'picture');
  const [width = 0, height = 0] = told.stdout.trim().split(',').map(Number);
  if (!told.ok || !(width > 0 && height > 0)) throw new Rejection('format', told.stderr.trim().slice(-300));
  if (Math.min(width, height) < MIN_SIDE || width * height > MAX_PIXELS) {
    throw new Rejection('pixels', `${width}×${height}`);
  }
  try {
    await ffmpeg.run(pictureCommand(picture, path), limits);
    await access(path); // where nothing came out of it ffmpeg may call that no error
  } catch (cause) {
    const undecoded = cause instanceof Failure ? cause.code === 'ffmpeg' : hasCode(cause, 'ENOENT');
    if (!undecoded) throw cause;
    throw new Rejection('format', 'it cannot be decoded', { cause });
  }
}
