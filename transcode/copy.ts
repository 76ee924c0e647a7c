/**
 * Whether a recording's own picture can be the top rung as it is. Its packets are looked at first, all
 * of them: what is promised to players (segments of one length in every rung, each beginning with an
 * IDR picture, constant frame rate, a known peak) must hold of every one.
 */
import type { Probe } from '../server/database/schema/recordings.ts';
import type { Ffmpeg, Limits } from './ffmpeg.ts';
import { fps, ratesOf, stepOf } from './ladder.ts';
import type { Packets, Read } from './packets.ts';
import { type Cut, framesIn, SEGMENT_SECONDS } from './plan.ts';
import type { Fraction, Source } from './source.ts';

/** Seconds a segment may have: the seek bar's previews stand at their beginnings, at most 10 s apart. */
const LONGEST = 8;
/** Seconds by which times of packets may be rounded. */
const ROUNDED = 0.01;
const PROFILES = ['Constrained Baseline', 'Main', 'High'];

/** The top rung as it would be encoded. */
export type Wanted = {
  /** a class of the ladder */
  rung: number;
  width: number;
  height: number;
  frameRate: Fraction;
  /** frames of the whole lecture */
  frames: number;
  /** seconds by the file's own clock at which the lecture begins */
  startTime: number;
};

/** Whether segments may begin with key frames alone, of which two in a row are so many seconds apart. Pure. */
export const mayBeCut = (keysApart: number): boolean => keysApart <= LONGEST + ROUNDED;

/** Whether it is worth reading all packets of a file. Pure. */
export function mayBeCopied(
  { format, bitRate, video }: Source,
  wanted: Wanted,
  { interlaced, hdr }: Pick<Probe, 'interlaced' | 'hdr'>,
): boolean {
  const { codec, profile, pixelFormat, matrix, upright } = video;
  const sound = 400_000;
  return (
    /\bmp4\b/.test(format) && // seeking goes to the very packet
    codec === 'h264' &&
    PROFILES.includes(profile ?? '') &&
    pixelFormat === 'yuv420p' &&
    hasUsualMatrix(matrix, video.height) &&
    !interlaced &&
    hdr === null && // all rungs are of one look: the others are tone-mapped
    upright &&
    video.codedWidth === wanted.width &&
    video.codedHeight === wanted.height &&
    stepOf(wanted.frameRate) === 1 &&
    bitRate !== null &&
    bitRate <= ratesOf(wanted.rung).copied * 1000 + sound
  );
}

/** Whether players show the colours as they are meant: they are told, or guess right. */
function hasUsualMatrix(matrix: string | null, height: number): boolean {
  if (height >= 720) return matrix === null || matrix === 'bt709';
  return matrix === 'bt709' || matrix === 'smpte170m' || matrix === 'bt470bg';
}

/** Frames at which segments of a copied picture may begin, or null when it cannot be copied. Pure. */
export function cutsOf(read: Read, wanted: Wanted): number[] | null {
  const { all, idr } = read;
  const seconds = all.tick[0] / all.tick[1];
  const step = 1 / fps(wanted.frameRate) / seconds;
  const [begin = Number.NaN] = all.pts;
  const [reorder = Number.NaN] = all.dts.map((dts) => begin - dts);
  if (all.pts.length !== wanted.frames || Math.abs(begin * seconds - wanted.startTime) > seconds) return null;
  if (!Number.isInteger(Math.round(step * 1e6) / 1e6) || !isWhole(read)) return null;
  const ticks = Math.round(step);
  const inOrder = [...all.pts].sort((a, b) => a - b);
  const constant =
    inOrder.every((pts, nth) => pts === begin + nth * ticks) &&
    all.dts.every((dts, nth) => dts === begin - reorder + nth * ticks) &&
    // the last of each segment lasts as long as its packet says
    all.durations.every((duration) => duration === ticks);
  if (!constant) return null;

  const nthOf = new Map(all.dts.map((dts, nth) => [dts, nth]));
  const cuts = idr.dts.map((dts) => nthOf.get(dts) ?? Number.NaN);
  // shown in its place of decoding: nothing before it is shown after it
  const closed = cuts.every((nth) => all.pts[nth] === begin + nth * ticks);
  // ffmpeg cuts at every key, and there are keys that are no IDR pictures: recovery points
  const places = new Set(cuts);
  const same = all.keys.every((key, nth) => key === places.has(nth));
  return closed && same && cuts[0] === 0 ? cuts : null;
}

/** Every packet one picture that can be taken apart, all of one stream and with one set of parameters. */
function isWhole({ all, idr, rest, sets }: Read): boolean {
  const everywhere = sets.dts.length === idr.dts.length && sets.dts.every((dts, nth) => dts === idr.dts[nth]);
  return (
    all.streams === 1 &&
    !all.special &&
    idr.dts.length + rest.dts.length === all.dts.length &&
    (sets.dts.length === 0 || (everywhere && sets.sums.size === 1))
  );
}

/** ffmpeg's own rule when it copies: at the first of the places that is n × 4 s or more after the chunk's start. */
export const cutAt =
  (cuts: readonly number[], { frames, frameRate: [rate, scale] }: Wanted): Cut =>
  (from, nth, at) =>
    cuts.find((cut) => cut > at && (cut - from) * scale >= nth * SEGMENT_SECONDS * rate) ?? frames;

/** Seconds to seek to for reading to begin with a certain frame's packet: half a frame after it, by the file's clock. */
export const entryOf = (start: number, { startTime, frameRate }: Pick<Wanted, 'startTime' | 'frameRate'>) =>
  (startTime + start + 0.5 / fps(frameRate)).toFixed(6);

/**
 * Whether seeking leads to the very packets at which chunks begin. It goes by an index that a file
 * may have got wrong, and by rules that may change with ffmpeg: it is tried.
 * @param chunks as planned
 */
export async function areEntered(
  ffmpeg: Ffmpeg,
  path: string,
  stream: number,
  { pts }: Packets,
  chunks: readonly { start: number; segments: readonly number[] }[],
  wanted: Wanted,
  limits: Limits,
): Promise<boolean> {
  const later = chunks.slice(1);
  if (later.length === 0) return true;
  const places = later.map(({ start }) => `${entryOf(start, wanted)}%+#1`).join(',');
  const options = ['-select_streams', String(stream), '-show_entries', 'packet=pts', '-of', 'csv=p=0'];
  const told = await ffmpeg.probe(path, [...options, '-read_intervals', places], limits);
  const found = told.stdout.split('\n').filter(Boolean).map(Number.parseFloat);
  const firsts = later.map((chunk) => pts[framesIn(chunk, wanted.frameRate).first]);
  return found.length === firsts.length && found.every((one, index) => one === firsts[index]);
}

/** Whether segments are short and small enough. Pure. @param segments frames of each, over the whole lecture */
export function areFit(segments: readonly number[], { bytes }: Packets, wanted: Wanted): boolean {
  const { copied, maxrate } = ratesOf(wanted.rung);
  const rate = (from: number, to: number) => {
    const sum = bytes.slice(from, to).reduce((total, one) => total + one, 0);
    return (sum * 8) / 1000 / ((to - from) / fps(wanted.frameRate));
  };
  let at = 0;
  for (const length of segments) {
    if (length / fps(wanted.frameRate) > LONGEST || rate(at, at + length) > maxrate) return false;
    at += length;
  }
  return rate(0, bytes.length) <= copied;
}
