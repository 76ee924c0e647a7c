/** How a recording is cut: into segments, and those into chunks that are made apart. Pure. */
import type { PlannedChunk } from '../server/recordings/transcode-queries.ts';
import { fps, stepOf } from './ladder.ts';
import type { Fraction } from './source.ts';

export const SEGMENT_SECONDS = 4;
/** The first picture is there soon, and the viewer's buffer grows while the later ones are made. */
const PICTURE = { first: [8, 12, 24], longest: 60, shortest: 12 };
/** Seconds for which it is not worth starting another ffmpeg: they go with the chunk before. */
const LEAST = 3;
/** Of what is left a chunk takes this share, so that several workers come to the end together. */
const SHARE = 2;

/** Hz of the sound we make, samples in a frame of AAC, and frames of it in a segment: 4.01 s. */
export const SAMPLE_RATE = 48_000;
export const FRAME_SAMPLES = 1024;
export const SOUND_SEGMENT = 188;
/**
 * Seconds of the chunks of sound: each is more than the pictures that are there when it is due. Where less than another
 * `second` would be left, the second chunk takes it too: every chunk repeats a segment, and starts two ffmpegs.
 */
const SOUND = { first: 20, second: 60, longest: 600 };
/** From this chunk on the sound is ahead of the picture, and lets others go first: the first picture above all. */
export const CALM_SOUND = 1;

/** Frames of the top rung in a segment: near 4 s, and whole in every rung. At least one frame. */
export function segmentFramesOf(topRate: Fraction): number {
  const step = stepOf(topRate);
  return Math.max(1, Math.round((SEGMENT_SECONDS * fps(topRate)) / step)) * step;
}

/** Whole frames of the top rung in a lecture. A multiple of what the other rungs take. */
export function framesOf(seconds: number, topRate: Fraction): number {
  const step = stepOf(topRate);
  return Math.max(1, Math.round((seconds * fps(topRate)) / step)) * step;
}

/** Seconds of a number of frames. */
export const secondsOf = (frames: number, [rate, scale]: Fraction): number => (frames * scale) / rate;

/** Where the next segment ends that begins with frame `at`: the n-th (from 1) of a chunk that begins with `from`. */
export type Cut = (from: number, nth: number, at: number) => number;

/** Segments of one length. */
export const evenCut =
  (segmentFrames: number): Cut =>
  (from, nth) =>
    from + nth * segmentFrames;

/** @param frames of the top rung, over the whole lecture */
export function planPicture(frames: number, cut: Cut, topRate: Fraction): PlannedChunk[] {
  const planned: PlannedChunk[] = [];
  for (let from = 0, firstSegment = 0; from < frames; ) {
    const index = planned.length;
    const wanted = wantedSeconds(index, secondsOf(frames - from, topRate));
    const segments: number[] = [];
    for (let at = from; at < frames; ) {
      // what would remain is too little for a start of ffmpeg: it goes with this one
      const enough = secondsOf(at - from, topRate) >= wanted - SEGMENT_SECONDS / 2;
      if (enough && secondsOf(frames - at, topRate) >= LEAST) break;
      const end = Math.min(frames, cut(from, segments.length + 1, at));
      segments.push(end - at);
      at = end;
    }
    const taken = segments.reduce((sum, length) => sum + length, 0);
    planned.push({
      ...{ kind: 'video', index, firstSegment, segments },
      ...{ start: secondsOf(from, topRate), duration: secondsOf(taken, topRate) },
    });
    from += taken;
    firstSegment += segments.length;
  }
  return planned;
}

function wantedSeconds(index: number, left: number): number {
  return PICTURE.first[index] ?? Math.max(PICTURE.shortest, Math.min(PICTURE.longest, left / SHARE));
}

/** @param duration seconds of the lecture */
export function planSound(duration: number): PlannedChunk[] {
  const frames = Math.ceil((duration * SAMPLE_RATE) / FRAME_SAMPLES);
  const planned: PlannedChunk[] = [];
  for (let from = 0; from < frames; ) {
    const index = planned.length;
    const left = frames - from;
    const most = wholeSegments(index === 0 ? SOUND.first : index === 1 ? SOUND.second : SOUND.longest);
    const take = index === 1 && left < 2 * most ? left : Math.min(most, left);
    const whole = Math.floor(take / SOUND_SEGMENT);
    const rest = take % SOUND_SEGMENT;
    planned.push({
      ...{ kind: 'audio', index, firstSegment: from / SOUND_SEGMENT },
      segments: [...Array<number>(whole).fill(SOUND_SEGMENT), ...(rest > 0 ? [rest] : [])],
      ...{ start: secondsOfSound(from), duration: secondsOfSound(take) },
    });
    from += take;
  }
  return planned;
}

/** Frames of AAC in the segments nearest to a number of seconds. */
const wholeSegments = (seconds: number): number =>
  Math.round(seconds / secondsOfSound(SOUND_SEGMENT)) * SOUND_SEGMENT;

/** @param frames of AAC */
export const secondsOfSound = (frames: number): number => (frames * FRAME_SAMPLES) / SAMPLE_RATE;

/** A chunk of picture as frames of the top rung. */
export function framesIn(chunk: { start: number; segments: readonly number[] }, topRate: Fraction) {
  return {
    first: Math.round(chunk.start * fps(topRate)),
    count: chunk.segments.reduce((sum, length) => sum + length, 0),
  };
}
