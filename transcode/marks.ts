/** Looks for where chapters may begin in a lecture that is ready: in its smallest rung, a stretch at a time. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { SilenceMark } from '../server/database/schema/recording-marks.ts';
import { listRenditions } from '../server/recordings/landing.ts';
import { areMarksAwaited, landMarks } from '../server/recordings/mark-queries.ts';
import { contiguousSegments, type Segment } from '../server/recordings/playlist.ts';
import type { Limits } from './ffmpeg.ts';
import { withHold } from './hold.ts';
import {
  CELLS,
  joinedSilences,
  marksCommand,
  PICTURE,
  RATE,
  SOUND,
  silencesIn,
  slidesIn,
} from './marks-command.ts';
import { patiently } from './patience.ts';
import { withAttempt } from './scratch.ts';
import type { Worker } from './worker.ts';

/** Seconds that are looked at in one go: scratch space holds no more of a lecture of ten hours. */
const STRETCH = 1800;
/** Seconds before a stretch that are looked at again: its first picture is compared with one of them. */
const AGAIN = 8;
/** ms for a stretch: it gives way to everything else */
const WALL_MS = 3600_000;

/**
 * @param stretch replaces the default in tests
 * @throws {Failure} {Abandoned}
 */
export async function marks(
  worker: Worker,
  { recordingId }: { recordingId: string },
  signal: AbortSignal,
  stretch = STRETCH,
): Promise<void> {
  const { db } = worker;
  const awaited = () => areMarksAwaited(db, recordingId);
  if (!(await patiently(signal, awaited))) return;
  await withAttempt(worker, recordingId, async ({ folder }) => {
    const found = await withHold(signal, awaited, (held) =>
      look(worker, recordingId, stretch, { signal: held, wallMs: WALL_MS, cwd: folder, calm: true }),
    );
    await patiently(signal, () => landMarks(db, recordingId, found));
  });
}

type Timed = Segment & { start: number };
type Film = { init: string; segments: Timed[] };

async function look(worker: Worker, recordingId: string, stretch: number, limits: Limits & { cwd: string }) {
  const renditions = await patiently(limits.signal, () => listRenditions(worker.db, recordingId));
  const picture = filmOf(renditions.filter(({ kind }) => kind === 'video').at(-1));
  const sound = filmOf(renditions.find(({ name }) => name === 'audio'));
  if (!picture) throw new Error('a recording that is ready has a picture');
  const last = picture.segments.at(-1);
  const duration = last ? last.start + last.duration : 0;
  const differences = new Uint8Array(Math.ceil(duration * RATE) * CELLS);
  const silences: SilenceMark[][] = [];
  for (let from = 0; from < duration; from += stretch) {
    const within = (film: Film) => film.segments.filter((one) => overlaps(one, from - AGAIN, from + stretch));
    const [seen, heard] = [within(picture), sound ? within(sound) : []];
    const [film, soundFilm] = [join(limits.cwd, 'film.mp4'), join(limits.cwd, 'sound.mp4')];
    await writeFilm(worker, picture.init, seen, film, limits.signal);
    if (sound) await writeFilm(worker, sound.init, heard, soundFilm, limits.signal);
    await worker.ffmpeg.run(marksCommand(film, sound ? soundFilm : null, limits.cwd), limits);
    // the first of them stands for the second picture; what was looked at before is the same again
    const first = Math.round((seen[0]?.start ?? 0) * RATE) + 1;
    const bytes = await readFile(join(limits.cwd, PICTURE));
    differences.set(bytes.subarray(0, Math.max(0, differences.length - first * CELLS)), first * CELLS);
    if (sound) {
      const end = heard.at(-1);
      const printed = await readFile(join(limits.cwd, SOUND), 'utf8');
      silences.push(silencesIn(printed, end ? end.start + end.duration : 0));
    }
    for (const path of [film, soundFilm]) await rm(path, { force: true });
  }
  return { slides: slidesIn(differences), silences: joinedSilences(silences) };
}

const overlaps = ({ start, duration }: Timed, from: number, to: number) =>
  start + duration > from && start < to;

function filmOf(rendition: Awaited<ReturnType<typeof listRenditions>>[number] | undefined): Film | null {
  if (!rendition?.initKey) return null;
  let at = 0;
  const segments = contiguousSegments(rendition.runs).map((segment) => {
    const timed = { ...segment, start: at };
    at += segment.duration;
    return timed;
  });
  return { init: rendition.initKey, segments };
}

async function writeFilm(
  { storage }: Worker,
  init: string,
  segments: readonly Timed[],
  path: string,
  signal: AbortSignal,
): Promise<void> {
  await writeFile(path, await buffer(await storage.read(init)));
  for (const { key } of segments) {
    signal.throwIfAborted();
    await writeFile(path, await buffer(await storage.read(key)), { flag: 'a' });
  }
}
