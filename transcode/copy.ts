/**
 * Whether a recording's own picture can be the top rung as it is. Its packets are looked at first, all
 * of them: what is promised to players (segments of one length in every rung, each beginning with an
 * IDR picture, constant frame rate, a known peak) must hold of every one.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Probe } from '../server/database/schema/recordings.ts';
import { Failure } from './failures.ts';
import type { Command, Ffmpeg, Limits } from './ffmpeg.ts';
import { fps, ratesOf, stepOf } from './ladder.ts';
import { type Cut, framesIn, SEGMENT_SECONDS } from './plan.ts';
import type { Fraction, Source } from './source.ts';

/** Seconds a segment may have: the seek bar's previews stand at their beginnings, at most 10 s apart. */
const LONGEST = 8;
const PROFILES = ['Constrained Baseline', 'Main', 'High'];
/** ffmpeg's flag of a packet that begins a group of pictures. */
const KEY = 1;

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

/** What is known of each packet, in the order of decoding; times are in ticks. */
export type Packets = {
  tick: Fraction;
  /** of how many streams */
  streams: number;
  pts: number[];
  dts: number[];
  durations: number[];
  bytes: number[];
  /** Adler-32 of what is in them: two that differ, where there are */
  sums: Set<string>;
  /** whether reading may begin with them: where ffmpeg cuts when it copies */
  keys: boolean[];
  /** some are hidden by an edit list, known to be broken, or bring parameters of their own */
  special: boolean;
};

/** The packets of a picture, and what of it is in them by the types of H.264's NAL units (§7.4.1). */
export type Read = {
  all: Packets;
  /** IDR slices */
  idr: Packets;
  /** slices of other pictures */
  rest: Packets;
  /** parameter sets that are sent with the pictures */
  sets: Packets;
};

/** A file for each; packets without such units are not in it, and none that cannot be taken apart. */
const UNITS = { idr: '5', rest: '1', sets: '7-8' };
const fileOf = (which: string) => `packets-${which}.txt`;

/** Reads the packets of the picture; null when they cannot be read. @param most of them @throws {Failure} {Abandoned} */
export async function readPackets(
  ffmpeg: Ffmpeg,
  path: string,
  stream: number,
  folder: string,
  most: number,
  limits: Limits,
): Promise<Read | null> {
  try {
    await ffmpeg.run(packetsCommand(path, stream, folder), limits);
  } catch (error) {
    // encoding gets over damage at which newer versions of ffmpeg give up copying
    if (error instanceof Failure && error.code === 'ffmpeg') return null;
    throw error;
  }
  const read = (which: string) => readPacketList(join(folder, fileOf(which)), most);
  return {
    all: await read('all'),
    idr: await read('idr'),
    rest: await read('rest'),
    sets: await read('sets'),
  };
}

/** Reads a file in which ffmpeg listed packets, line by line: those of twelve hours would fill memory. */
export async function readPacketList(path: string, most: number): Promise<Packets> {
  const file = (await open(path)).createReadStream();
  try {
    return await parsePackets(createInterface(file), most);
  } finally {
    file.destroy();
  }
}

/** `0:V` are all pictures but covers: seeking goes by the first of them, so ours must be the only one. Pure. */
function packetsCommand(path: string, stream: number, folder: string): Command {
  const output = (which: string, map: string, ...filter: string[]) => ({
    path: join(folder, fileOf(which)),
    options: ['-map', map, '-c', 'copy', '-copytb', '1', ...filter, '-f', 'framecrc'],
  });
  return {
    inputs: [{ path, options: ['-an', '-sn', '-dn'] }],
    filter: '',
    outputs: [
      output('all', '0:V'),
      ...Object.entries(UNITS).map(([which, types]) =>
        output(which, `0:${stream}`, '-bsf:v', `filter_units=pass_types=${types}`),
      ),
    ],
  };
}

/**
 * Reads the lines of ffmpeg's framecrc: `#tb 0: 1/12800` for each stream, then a line for each packet: `stream, dts, pts,
 * duration, size, sum`, and where there are any, `F=` flags other than that of a key, `S=` side data. Pure.
 * @param most packets that are read: a file may have any number
 */
export async function parsePackets(
  lines: Iterable<string> | AsyncIterable<string>,
  most: number,
): Promise<Packets> {
  const packets: Packets = {
    ...{ tick: [0, 1], streams: 0, pts: [], dts: [], durations: [], bytes: [], sums: new Set(), keys: [] },
    special: false,
  };
  for await (const line of lines) {
    const base = /^#tb \d+: (\d+)\/(\d+)/.exec(line);
    if (base) {
      packets.tick = [Number(base[1]), Number(base[2])];
      packets.streams += 1;
    }
    if (line === '' || line.startsWith('#')) continue;
    if (packets.pts.length === most) break;
    const [, dts, pts, duration, bytes, sum, ...more] = line.split(',').map((word) => word.trim());
    const flags = Number(more.find((word) => word.startsWith('F='))?.slice(2) ?? KEY);
    packets.dts.push(Number(dts));
    packets.pts.push(Number(pts));
    packets.durations.push(Number(duration));
    packets.bytes.push(Number(bytes));
    if (packets.sums.size < 2) packets.sums.add(sum ?? '');
    packets.keys.push((flags & KEY) !== 0);
    packets.special ||= (flags & ~KEY) !== 0 || more.some((word) => word.startsWith('S='));
  }
  return packets;
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
