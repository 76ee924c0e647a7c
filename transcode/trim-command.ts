/**
 * The ffmpeg that makes a recording's file by cutting another's. Pure. What comes out is the picture of the top rung,
 * with next to nothing lost, and the sound as samples without loss: no rung would be made from more than that.
 */
import type { Kept } from '../server/database/schema/recordings.ts';
import type { Cutting } from '../server/recordings/trim-queries.ts';
import { type AudioWork, EVEN_START, evenCommand, evened } from './audio-command.ts';
import { roundsTimes } from './containers.ts';
import type { Command, Limits } from './ffmpeg.ts';
import { fps, ladder, ratesOf } from './ladder.ts';
import { FRAME_SAMPLES, SAMPLE_RATE, secondsOf } from './plan.ts';
import type { Fraction } from './source.ts';
import { evenPicture, pictureInput, toBt709 } from './video-command.ts';

/** x264's constant quality: the rungs are made from it, at 20 and more. */
const CRF = 14;
/** How many times the top rung's cap it may have: scratch space is bounded by that. */
const RATE = 4;
/** Seconds between key frames: places in the file are entered by them. */
const KEYS = 2;
/** Seconds in which sound fades out before a joint, and in behind it: without it would click. */
const FADE = 0.008;
/** Bytes a second of the sound as 32-bit samples, in which it is made even first. */
const EVEN_RATE = SAMPLE_RATE * 2 * 4;
/** ms for a second that is decoded and left out */
const SKIPPED_MS = 4000;

export type TrimWork = Cutting & {
  /** path of the recording that is cut */
  source: string;
  threads: number;
  /** seconds of lecture from which its picture is read; 0 or less: from its very beginning */
  entry: number;
};

/** Frames and samples of a stretch. */
type Stretch = { from: number; to: number };
const framesOf = (kept: readonly Kept[], rate: Fraction): Stretch[] =>
  kept.map(({ from, to }) => ({ from: Math.round(from * fps(rate)), to: Math.round(to * fps(rate)) }));
const samplesOf = (stretches: readonly Stretch[], rate: Fraction): Stretch[] =>
  stretches.map(({ from, to }) => ({
    from: Math.round(secondsOf(from, rate) * SAMPLE_RATE),
    to: Math.round(secondsOf(to, rate) * SAMPLE_RATE),
  }));

/** Seconds that are left. */
const secondsLeft = (kept: readonly Kept[]): number => kept.reduce((sum, { from, to }) => sum + to - from, 0);

/** How far ffmpeg may go without saying anything, and how large its file may become. */
export function limitsOf({ kept, probe, duration }: Cutting): Pick<Limits, 'stallMs' | 'fileBytes'> {
  const { rate } = pictureOf(probe);
  const skipped = kept.map(({ from }, nth) => from - (kept[nth - 1]?.to ?? 0));
  const picture = (secondsLeft(kept) * rate * 1000) / 8;
  return {
    stallMs: 60_000 + Math.max(...skipped) * SKIPPED_MS,
    fileBytes: Math.round(1.2 * picture + EVEN_RATE * duration) + 64 * 1024 ** 2,
  };
}

/** Pixels of the top rung, and the kbit/s that a second of it may take. */
function pictureOf({ width, height, frameRate }: Cutting['probe']) {
  const [top] = ladder({ width, height }, frameRate);
  if (!top?.width || !top.height || !top.rung) throw new Error('a ladder has at least one rung');
  return { width: top.width, height: top.height, rate: ratesOf(top.rung).maxrate * RATE };
}

/** Writes all of the recording's sound as samples that lie end to end. @returns as `evenCommandOf` */
export function evenSoundOf({ probe, source, duration }: TrimWork, path: string) {
  const rounded = roundsTimes(probe.container);
  const frames = Math.ceil((duration * SAMPLE_RATE) / FRAME_SAMPLES);
  const work: Omit<AudioWork, 'gainDb' | 'folderOf'> = {
    source: { path: source, stream: probe.audioStream ?? 0, entry: 0 },
    ...{ startTime: probe.startTime, chunk: { start: 0, segments: [frames] }, last: true },
  };
  return { path, rounded, command: evenCommand(work, path, rounded) };
}

/**
 * @param path of the file that is made: MOV, whose times are exact
 * @param sound what was made even, and seconds by which it is late; null without sound
 */
export function trimCommand(
  work: TrimWork,
  path: string,
  sound: { path: string; late: number } | null,
): Command {
  const { probe, kept, threads } = work;
  const stretches = framesOf(kept, probe.frameRate);
  const { rate } = pictureOf(probe);
  const even = sound && evened(sound.path);
  return {
    threads,
    inputs: [
      pictureInput(work),
      ...(even ? [{ path: even.path, options: [...(even.options ?? []), '-vn', '-sn', '-dn'] }] : []),
    ],
    filter: [
      pictureFilter(work, stretches),
      ...(sound ? [soundFilter(samplesOf(stretches, probe.frameRate), EVEN_START + sound.late)] : []),
    ].join(';'),
    outputs: [
      {
        path,
        options: [
          ...['-map', '[picture]', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(CRF)],
          ...['-maxrate', `${rate}k`, '-bufsize', `${rate * 2}k`, '-pix_fmt', 'yuv420p'],
          ...['-g', String(Math.ceil(KEYS * fps(probe.frameRate))), '-fps_mode', 'passthrough'],
          ...['-threads', String(threads)],
          ...(sound ? ['-map', '[sound]', '-c:a', 'alac'] : []),
          ...['-f', 'mov'],
        ],
      },
    ],
  };
}

function pictureFilter({ probe }: TrimWork, stretches: readonly Stretch[]): string {
  const { width, height } = pictureOf(probe);
  const first = stretches[0]?.from ?? 0;
  const count = (stretches.at(-1)?.to ?? 0) - first;
  const chosen = stretches.map(({ from, to }) => `between(n,${from - first},${to - first - 1})`).join('+');
  return [
    `[0:${probe.videoStream}]${evenPicture(probe, { first, count }).join(',')}`,
    ...(stretches.length > 1 ? [`select='${chosen}'`, 'setpts=N'] : []),
    ...toBt709(probe, { width, height }),
    'setsar=1[picture]',
  ].join(',');
}

/** @param start seconds at which the lecture begins in what was made even */
function soundFilter(stretches: readonly Stretch[], start: number): string {
  const prepared = [
    `asetpts=round(PTS-(${start})/TB)`,
    `aresample=${SAMPLE_RATE}`,
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.02:first_pts=0`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    'apad',
  ].join(',');
  const parts = stretches.map(({ from, to }, nth) => {
    const seconds = (to - from) / SAMPLE_RATE;
    const fade = Math.min(FADE, seconds / 2);
    return [
      `[part${nth}]atrim=start_sample=${from}:end_sample=${to}`,
      'asetpts=N',
      ...(from > 0 ? [`afade=t=in:d=${fade}`] : []),
      `afade=t=out:st=${seconds - fade}:d=${fade}[cut${nth}]`,
    ].join(',');
  });
  const all = (name: string) => stretches.map((_, nth) => `[${name}${nth}]`).join('');
  return [
    `[1:a]${prepared},asplit=${stretches.length}${all('part')}`,
    ...parts,
    `${all('cut')}concat=n=${stretches.length}:v=0:a=1[sound]`,
  ].join(';');
}
