/** How a recording is cut: one length of segment, and chunks of whole segments, short ones first. Pure. */
import type { PlannedChunk } from '../server/recordings/transcode-queries.ts';
import { fps, stepOf } from './ladder.ts';
import type { Fraction } from './source.ts';

const SEGMENT_SECONDS = 4;
/** The first picture is there soon, and the viewer's buffer grows while the later ones are made. */
const CHUNK_SECONDS = [12, 24, 60];

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

/** @param frames of the top rung, over the whole lecture */
export function planChunks(frames: number, segmentFrames: number, topRate: Fraction): PlannedChunk[] {
  const planned: PlannedChunk[] = [];
  const segmentSeconds = secondsOf(segmentFrames, topRate);
  for (let from = 0; from < frames; ) {
    const index = planned.length;
    const wanted = CHUNK_SECONDS[Math.min(index, CHUNK_SECONDS.length - 1)] ?? SEGMENT_SECONDS;
    const size = Math.max(1, Math.round(wanted / segmentSeconds)) * segmentFrames;
    const left = frames - from;
    // what would remain is too little for a start of ffmpeg: it goes with this one
    const take = left - size < size / 4 ? left : size;
    planned.push({ index, start: secondsOf(from, topRate), duration: secondsOf(take, topRate) });
    from += take;
  }
  return planned;
}

/** A chunk as frames of the top rung. */
export function framesIn(chunk: { start: number; duration: number }, topRate: Fraction) {
  return {
    first: Math.round(chunk.start * fps(topRate)),
    count: Math.round(chunk.duration * fps(topRate)),
  };
}
