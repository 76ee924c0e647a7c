/** Pictures of a lecture: previews for the seek bar, and posters. Made from its own finished segments. */
import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { landStoryboard, listRenditions, missingPictures } from '../server/recordings/landing.ts';
import { contiguousSegments } from '../server/recordings/playlist.ts';
import { stateOf } from '../server/recordings/transcode-queries.ts';
import type { Storage } from '../server/storage/storage.ts';
import { withHold } from './hold.ts';
import { patiently } from './patience.ts';
import { finishRecording } from './publish.ts';
import { type Attempt, withAttempt } from './scratch.ts';
import { stored } from './segments.ts';
import {
  choosePosters,
  DETAIL,
  LIGHT,
  layoutOf,
  posterCommand,
  readLooks,
  spriteCommand,
  writeVtt,
} from './storyboard-command.ts';
import type { Worker } from './worker.ts';

const wallMsFor = (seconds: number) => 300_000 + seconds * 1000;

/** @throws {Failure} {Abandoned} */
export async function storyboard(
  worker: Worker,
  { recordingId }: { recordingId: string },
  signal: AbortSignal,
): Promise<void> {
  const { db } = worker;
  const missing = await patiently(signal, () => missingPictures(db, recordingId));
  if (missing) {
    const wanted = async () => (await stateOf(db, recordingId)) === 'transcoding';
    await withAttempt(worker, recordingId, (attempt) =>
      withHold(signal, wanted, (held) => make(worker, recordingId, attempt, missing === 'all', held)),
    );
  }
  await finishRecording(worker, recordingId, signal);
}

async function make(
  worker: Worker,
  recordingId: string,
  attempt: Attempt,
  complete: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { db, storage, ffmpeg } = worker;
  const { folder, prefix } = attempt;
  const renditions = await patiently(signal, () => listRenditions(db, recordingId));
  const video = renditions.filter((one) => one.kind === 'video').map(filmOf);
  const [large, small] = [video.at(0), video.at(-1)];
  if (!large || !small) throw new Error('a transcoded recording has a rung');
  const duration = small.segments.reduce((sum, segment) => sum + segment.duration, 0);
  const layout = layoutOf(small.segments, small);
  const limits = { signal, wallMs: wallMsFor(duration), cwd: folder };

  const path = join(folder, 'film.mp4');
  await writeFilm(storage, [small.init, ...small.keys], path);
  await ffmpeg.run(spriteCommand(path, layout, folder), limits);
  const [light, detail] = await Promise.all(
    [LIGHT, DETAIL].map((name) => readFile(join(folder, name), 'utf8')),
  );

  const films: string[] = [];
  for (const index of choosePosters(readLooks(light ?? '', detail ?? ''))) {
    const film = join(folder, `film-${index}.mp4`);
    await writeFilm(storage, [large.init, ...large.keys.slice(index * layout.step).slice(0, 1)], film);
    films.push(film);
  }
  await ffmpeg.run(posterCommand(films, folder), limits);

  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  for (const name of names) await stored(storage.putFile(prefix + name, join(folder, name), 'image/jpeg'));
  const vttKey = `${prefix}storyboard.vtt`;
  await stored(storage.put(vttKey, writeVtt(layout, duration), 'text/vtt; charset=utf-8'));
  const posterKeys = names.filter((name) => name.startsWith('poster')).map((name) => prefix + name);
  attempt.keep();
  const made = { vttKey, posterKeys, complete };
  const landed = await patiently(signal, () => landStoryboard(db, recordingId, made));
  if (!landed) await storage.deletePrefix(prefix);
}

/** What a rung's segments make together, with the init segment before them: one fragmented MP4. */
function filmOf({ initKey, runs, width, height }: Awaited<ReturnType<typeof listRenditions>>[number]) {
  const segments = contiguousSegments(runs);
  const keys = segments.map((segment) => segment.key);
  return { init: initKey ?? '', segments, keys, width: width ?? 0, height: height ?? 0 };
}

async function writeFilm(storage: Storage, keys: string[], path: string): Promise<void> {
  for (const key of keys) await pipeline(await storage.read(key), createWriteStream(path, { flags: 'a' }));
}
