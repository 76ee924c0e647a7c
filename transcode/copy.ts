/**
 * Whether a recording's own picture can be the top rung as it is. Its packets are looked at first, all
 * of them: what is promised to players (segments of one length in every rung, each beginning with an
 * IDR picture, constant frame rate, a known peak) must hold of every one.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command, Ffmpeg, Limits } from './ffmpeg.ts';
import { fps, ratesOf, stepOf } from './ladder.ts';
import { type Cut, SEGMENT_SECONDS } from './plan.ts';
import type { Fraction, Source } from './source.ts';

/** Seconds a segment may have: the seek bar's previews stand at their beginnings, at most 10 s apart. */
const LONGEST = 8;
const PROFILES = ['Constrained Baseline', 'Main', 'High'];
const PACKETS = 'packets.txt';
const IDR_PACKETS = 'idr-packets.txt';

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

/** Whether it is worth reading all packets of a file. Pure. */
export function mayBeCopied(
  { format, bitRate, video }: Source,
  wanted: Wanted,
  interlaced: boolean,
): boolean {
  const { codec, profile, pixelFormat, matrix, upright } = video;
  const sound = 400_000;
  return (
    /\bmp4\b/.test(format) && // seeking goes to the very packet
    codec === 'h264' &&
    PROFILES.includes(profile ?? '') &&
    pixelFormat === 'yuv420p' &&
    (matrix === 'bt709' || (matrix === null && video.height >= 720)) &&
    !interlaced &&
    upright &&
    video.codedWidth === wanted.width &&
    video.codedHeight === wanted.height &&
    stepOf(wanted.frameRate) === 1 &&
    bitRate !== null &&
    bitRate <= ratesOf(wanted.rung).copied * 1000 + sound
  );
}

/** @param pts presentation and decode times in ticks, in the order of decoding */
export type Packets = { tick: Fraction; pts: number[]; dts: number[]; bytes: number[] };

/** Reads all packets of the picture, and which of them are IDR pictures. */
export async function readPackets(
  ffmpeg: Ffmpeg,
  path: string,
  stream: number,
  folder: string,
  limits: Limits,
): Promise<{ all: Packets; idr: Packets }> {
  await ffmpeg.run(packetsCommand(path, stream, folder), limits);
  const [all, idr] = await Promise.all(
    [PACKETS, IDR_PACKETS].map((name) => readFile(join(folder, name), 'utf8')),
  );
  return { all: parsePackets(all ?? ''), idr: parsePackets(idr ?? '') };
}

/** IDR slices are NAL units of type 5 (H.264 §7.4.1); packets without one are not written. Pure. */
function packetsCommand(path: string, stream: number, folder: string): Command {
  const options = ['-map', `0:${stream}`, '-c', 'copy', '-f', 'framecrc'];
  return {
    inputs: [{ path, options: ['-an', '-sn', '-dn'] }],
    filter: '',
    outputs: [
      { path: join(folder, PACKETS), options },
      { path: join(folder, IDR_PACKETS), options: [...options, '-bsf:v', 'filter_units=pass_types=5'] },
    ],
  };
}

/** Reads ffmpeg's framecrc: `#tb 0: 1/12800`, then lines `stream, dts, pts, duration, size, crc`. Pure. */
export function parsePackets(text: string): Packets {
  const packets: Packets = { tick: [0, 1], pts: [], dts: [], bytes: [] };
  for (const line of text.split('\n')) {
    const base = /^#tb 0: (\d+)\/(\d+)/.exec(line);
    if (base) packets.tick = [Number(base[1]), Number(base[2])];
    if (line === '' || line.startsWith('#')) continue;
    const [, dts, pts, , bytes] = line.split(',').map(Number);
    packets.pts.push(pts ?? Number.NaN);
    packets.dts.push(dts ?? Number.NaN);
    packets.bytes.push(bytes ?? Number.NaN);
  }
  return packets;
}

/**
 * Frames at which segments of a copied picture may begin, or null when it cannot be copied. Pure.
 * @param idr those of the packets that hold IDR pictures
 */
export function cutsOf(all: Packets, idr: Packets, wanted: Wanted): number[] | null {
  const seconds = all.tick[0] / all.tick[1];
  const step = 1 / fps(wanted.frameRate) / seconds;
  const [begin = Number.NaN] = all.pts;
  const [reorder = Number.NaN] = all.dts.map((dts) => begin - dts);
  if (all.pts.length !== wanted.frames || Math.abs(begin * seconds - wanted.startTime) > seconds) return null;
  if (!Number.isInteger(Math.round(step * 1e6) / 1e6)) return null;
  const ticks = Math.round(step);
  const inOrder = [...all.pts].sort((a, b) => a - b);
  const constant = inOrder.every((pts, nth) => pts === begin + nth * ticks);
  if (!constant || !all.dts.every((dts, nth) => dts === begin - reorder + nth * ticks)) return null;

  const nthOf = new Map(all.dts.map((dts, nth) => [dts, nth]));
  const cuts = idr.dts.map((dts) => nthOf.get(dts) ?? Number.NaN);
  // shown in its place of decoding: nothing before it is shown after it
  const closed = cuts.every((nth) => all.pts[nth] === begin + nth * ticks);
  return closed && cuts[0] === 0 ? cuts : null;
}

/** ffmpeg's own rule when it copies: at the first of the places that is n × 4 s or more after the chunk's start. */
export const cutAt =
  (cuts: readonly number[], { frames, frameRate }: Wanted): Cut =>
  (from, nth, at) =>
    cuts.find((cut) => cut > at && cut >= from + nth * SEGMENT_SECONDS * fps(frameRate)) ?? frames;

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
