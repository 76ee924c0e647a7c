/**
 * What ffmpeg is given to make a chunk, how long it may take, and what it must have made. Pure: what has to be
 * looked up in the recording first is handed in.
 */
import { join } from 'node:path';
import type { Held } from '../server/recordings/transcode-queries.ts';
import { audioCommand, EVEN_START, evenCommand, evened, leadOf, soundFrom } from './audio-command.ts';
import { PREROLL, roundsTimes } from './containers.ts';
import type { Command } from './ffmpeg.ts';
import { FRAME_SAMPLES, framesIn, SAMPLE_RATE } from './plan.ts';
import type { Stretch } from './segments.ts';
import type { Time } from './time-limits.ts';
import { type Rung, stepIn, videoCommand } from './video-command.ts';

/** Where a chunk is made. */
export type Place = {
  /** path of the recording */
  source: string;
  threads: number;
  /** of the attempt */
  folder: string;
};

/** Where a rendition's files are made. */
export const folderOf = ({ folder }: Pick<Place, 'folder'>, rendition: string): string =>
  join(folder, rendition);

/** ms for a second of a chunk, at the very least a few minutes: a slow machine under load, not a hang */
const MADE_MS = 60_000;
const LEAST_MS = 300_000;
/** ms for a second that is only decoded on the way to a chunk, which even the largest pictures need not */
const RUN_UP_MS = 4000;

/**
 * How long ffmpeg may take for a chunk.
 * @param seconds of the chunk
 * @param runUp seconds that are decoded before it
 */
export function timeFor(seconds: number, runUp: number): Time {
  const runUpMs = runUp * RUN_UP_MS;
  return { wallMs: LEAST_MS + seconds * MADE_MS + runUpMs, runUpMs };
}

/** Seconds of lecture from which on all that is decoded must be whole. */
export const wholeFrom = ({ chunk, probe }: Held): number =>
  chunk.kind === 'video' ? Math.min(chunk.start, probe.pictureSeconds) : soundFrom(chunk);

/** Seconds of lecture from which sound is read; 0 or less: from the file's very beginning. */
export const soundEntry = ({ chunk, probe }: Held): number => soundFrom(chunk) - PREROLL[probe.container];

/** @param entry seconds of lecture from which to read; 0 or less: from the file's very beginning */
export function pictureCommandOf({ chunk, probe, renditions }: Held, place: Place, entry: number): Command {
  const { source, threads } = place;
  const rungs = renditions.map(asRung);
  return videoCommand({
    ...{ source, entry, threads, probe, rungs, chunk },
    folderOf: (rung) => folderOf(place, rung),
  });
}

/**
 * The ffmpeg that writes the sound as one kind first: its packets may differ, whatever the container says of them.
 * @returns path of what is written; rounded: whether it is listed when its first frames were due, and came
 */
export function evenCommandOf(
  held: Held,
  place: Place,
): { path: string; rounded: boolean; command: Command } {
  const path = join(place.folder, 'even.nut');
  const rounded = roundsTimes(held.probe.container);
  return { path, rounded, command: evenCommand(soundOf(held, place), path, rounded) };
}

/** @param even the sound that was made even first, and seconds by which its times are late */
export function soundCommandOf(held: Held, place: Place, even: { path: string; late: number }): Command {
  const work = {
    ...soundOf(held, place),
    ...{ gainDb: held.probe.gainDb ?? 0, folderOf: (rendition: string) => folderOf(place, rendition) },
  };
  return audioCommand({ ...work, source: evened(even.path), startTime: EVEN_START + even.late });
}

function soundOf(held: Held, { source }: Place) {
  const { chunk, probe, duration } = held;
  const { audioStream: stream, startTime } = probe;
  if (stream === null) throw new Error('a silent recording has no chunks of sound');
  return {
    source: { path: source, stream, entry: soundEntry(held) },
    ...{ startTime, chunk, last: chunk.start + chunk.duration > duration - 0.001 },
  };
}

/** What ffmpeg must have made of a rendition, and where in the lecture it belongs. */
export function stretchOf(
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
