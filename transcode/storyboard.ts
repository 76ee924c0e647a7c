/** Pictures of a lecture: previews for the seek bar, and posters. Made from its own finished segments. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { landStoryboard, listRenditions, missingPictures } from '../server/recordings/landing.ts';
import { contiguousSegments } from '../server/recordings/playlist.ts';
import { stateOf } from '../server/recordings/transcode-queries.ts';
import { previewsKey } from '../server/storage/keys.ts';
import { keepFirstSample } from './fmp4.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { finishRecording } from './publish.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { stored } from './stored.ts';
import {
  choosePosters,
  DETAIL,
  LIGHT,
  type Look,
  layoutOf,
  PER_SHEET,
  posterCommand,
  readLooks,
  spriteCommand,
  writeVtt,
} from './storyboard-command.ts';
import type { Worker } from './worker.ts';

/** Sheets that are made at a time: however long the lecture is, scratch space holds no more than their film. */
const SHEETS = 10;
/** ms for a number of pictures, at the very least a few minutes: a slow machine under load, not a hang */
const wallMsFor = (pictures: number) => 300_000 + pictures * 1000;

/**
 * @param sheets replaces the default in tests
 * @throws {Failure} {Abandoned}
 */
export async function storyboard(
  worker: Worker,
  { recordingId }: { recordingId: string },
  signal: AbortSignal,
  sheets = SHEETS,
): Promise<void> {
  const { db } = worker;
  const missing = await patiently(signal, () => missingPictures(db, recordingId));
  if (missing) {
    const wanted = async () => (await stateOf(db, recordingId)) === 'transcoding';
    await withAttempt(worker, recordingId, async (attempt) => {
      const made = await withHold(signal, wanted, (held) => make(worker, recordingId, attempt, sheets, held));
      attempt.keep();
      const pictures = { ...made, complete: missing === 'all' };
      const landed = await patiently(signal, () => landStoryboard(db, recordingId, pictures));
      if (!landed) await worker.storage.deletePrefix(attempt.prefix);
    });
  }
  await finishRecording(worker, recordingId, signal);
}

/** Makes and stores all pictures. @returns their keys */
async function make(
  worker: Worker,
  recordingId: string,
  attempt: Attempt,
  sheets: number,
  signal: AbortSignal,
): Promise<{ vttKey: string; posterKeys: string[] }> {
  const { db, storage } = worker;
  const renditions = await patiently(signal, () => listRenditions(db, recordingId));
  const video = renditions.filter((one) => one.kind === 'video').map(filmOf);
  const [large, small] = [video.at(0), video.at(-1)];
  if (!large || !small) throw new Error('a transcoded recording has a rung');
  const duration = small.segments.reduce((sum, segment) => sum + segment.duration, 0);
  const layout = layoutOf(small.segments, small);
  const shown = ({ init, segments }: Film): Film => ({
    init,
    segments: segments.filter((_, index) => index % layout.step === 0),
  });

  const looks: Look[] = [];
  const previews = shown(small);
  for (let from = 0; from < previews.segments.length; from += sheets * PER_SHEET) {
    const segments = previews.segments.slice(from, from + sheets * PER_SHEET);
    const film = await writeFilm(worker, { init: small.init, segments }, attempt, 'film.mp4', signal);
    const limits = { signal, wallMs: wallMsFor(segments.length), cwd: attempt.folder };
    const command = spriteCommand(film, layout, from / PER_SHEET + 1, attempt.folder);
    await worker.ffmpeg.run(command, limits);
    await rm(film);
    const [light, detail] = await Promise.all(
      [LIGHT, DETAIL].map((name) => readFile(join(attempt.folder, name), 'utf8')),
    );
    looks.push(...readLooks(light ?? '', detail ?? ''));
    await storePictures(worker, attempt, signal);
  }

  const films: string[] = [];
  for (const index of choosePosters(looks)) {
    const segments = shown(large).segments.slice(index, index + 1);
    films.push(await writeFilm(worker, { init: large.init, segments }, attempt, `film-${index}.mp4`, signal));
  }
  const limits = { signal, wallMs: wallMsFor(films.length), cwd: attempt.folder };
  await worker.ffmpeg.run(posterCommand(films, large, attempt.folder), limits);
  const posterKeys = await storePictures(worker, attempt, signal);
  const vttKey = previewsKey(recordingId, attempt.id);
  await stored(signal, () => storage.put(vttKey, writeVtt(layout, duration), 'text/vtt; charset=utf-8'));
  return { vttKey, posterKeys };
}

/** An init segment and media segments of one rung, by their keys. */
type Film = { init: string; segments: { key: string }[] };

function filmOf({ initKey, runs, width, height }: Awaited<ReturnType<typeof listRenditions>>[number]) {
  return {
    init: initKey ?? '',
    segments: contiguousSegments(runs),
    width: width ?? 0,
    height: height ?? 0,
  };
}

/**
 * Writes a fragmented MP4 of each segment's first frame. A copied picture may have more key frames
 * than segments, and its frames other times in ffmpeg than in players: nothing is left to choose among.
 * @returns its path
 */
async function writeFilm(
  { storage }: Worker,
  { init, segments }: Film,
  { folder }: Attempt,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const path = join(folder, name);
  const read = (key: string) => stored(signal, async () => buffer(await storage.read(key)));
  await writeFile(path, await read(init));
  for (const { key } of segments) {
    signal.throwIfAborted();
    const bytes = await read(key);
    keepFirstSample(bytes);
    await writeFile(path, bytes, { flag: 'a' });
  }
  return path;
}

/** Moves the pictures that were made from scratch space into storage. @returns their keys, in order */
async function storePictures(
  { storage }: Worker,
  { folder, prefix }: Attempt,
  signal: AbortSignal,
): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  for (const name of names) {
    await stored(signal, () => storage.moveFile(prefix + name, join(folder, name), 'image/jpeg'));
  }
  return names.map((name) => prefix + name);
}
