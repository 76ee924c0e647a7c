/** The packets of a file as ffmpeg lists them, without a picture of them being decoded. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from './failures.ts';
import type { Command, Ffmpeg, Limits } from './ffmpeg.ts';
import type { Fraction } from './source.ts';

/** ffmpeg's flag of a packet that begins a group of pictures. */
const KEY = 1;

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
