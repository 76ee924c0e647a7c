/** From files that ffmpeg left in scratch space to segments in storage and rows about them. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasCode } from '../server/errors.ts';
import type { LandedInit, LandedRun } from '../server/recordings/landing.ts';
import type { Storage } from '../server/storage/storage.ts';
import { Failure } from './failures.ts';
import { placeFragment, readFragment, readInit } from './fmp4.ts';
import { stored } from './stored.ts';

const INIT = 'init.mp4';
const INIT_TYPE = 'video/mp4';
const SEGMENT_TYPE = 'video/iso.segment';
/** Uploads at once: enough to hide a bucket's latency. */
const UPLOADS = 6;

/**
 * Options that make one HLS rendition in a folder: init segment, media segments, playlist. Pure.
 * @param splitSeconds the n-th segment ends at the first key frame n times this after the start
 */
export function hlsOptions(folder: string, splitSeconds: number): string[] {
  return [
    ...['-f', 'hls', '-hls_time', String(splitSeconds), '-hls_list_size', '0', '-hls_playlist_type', 'event'],
    ...['-hls_flags', 'temp_file', '-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', INIT],
    // no edit list and no delay (the first frame is shown when it is decoded, at 0), and no version of
    // ffmpeg: workers of different versions make the same init segment
    ...['-hls_segment_options', 'movflags=+skip_sidx+negative_cts_offsets:use_editlist=0:fflags=+bitexact'],
    ...['-hls_segment_filename', join(folder, '%05d.m4s')],
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags', '+bitexact'],
  ];
}

/** Where hlsOptions has its playlist. */
export const playlistIn = (folder: string) => join(folder, 'index.m3u8');
const segmentName = (index: number) => `${String(index).padStart(5, '0')}.m4s`;

/** Stores a rendition's init segment under an attempt's prefix. */
export async function storeInit(
  storage: Storage,
  signal: AbortSignal,
  { rendition, folder, prefix }: { rendition: string; folder: string; prefix: string },
): Promise<LandedInit> {
  const { bytes, box } = await readMade(join(folder, INIT), readInit);
  const key = `${prefix}${rendition}/${INIT}`;
  await stored(signal, () => storage.putFile(key, join(folder, INIT), INIT_TYPE));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { rendition, key, sha256, codecs: box.codecs };
}

/** What of an attempt's folder belongs into the lecture, and where. */
export type Stretch = {
  rendition: string;
  /** the chunk's index */
  run: number;
  folder: string;
  prefix: string;
  /** segments at the folder's beginning that are left out */
  skip: number;
  /** samples in each segment */
  samples: readonly number[];
  /** seconds of a sample, as scale ÷ rate, and samples before the stretch: to be exact in any scale of ticks */
  start: { samples: number; rate: number; scale: number };
  /** index of the first segment within the whole rendition */
  first: number;
};

/**
 * Moves segments to their time, stores them, and says what a playlist must know of them.
 * @throws {Failure} ffmpeg: they are not what was planned; storage
 */
export async function storeRun(storage: Storage, signal: AbortSignal, stretch: Stretch): Promise<LandedRun> {
  const { rendition, run, folder, prefix, skip, samples, start, first } = stretch;
  const { timescale } = (await readMade(join(folder, INIT), readInit)).box;
  /** ticks of the lecture at which the stretch's n-th sample is decoded */
  const ticksAt = (nth: number) => ((start.samples + nth) * timescale * start.scale) / start.rate;
  const pathOf = (index: number) => join(folder, segmentName(skip + index));
  const { decodeTime } = (await readMade(pathOf(0), readFragment)).box;
  const shift = BigInt(Math.round(ticksAt(0))) - decodeTime;
  /** what ticks are rounded by at most is far below it */
  const half = (ticksAt(1) - ticksAt(0)) / 2;
  const before = samples.map((_, index) => samples.slice(0, index).reduce((sum, count) => sum + count, 0));
  const made = await mapLimited(samples, UPLOADS, async (expected, index) => {
    const { bytes, box } = await readMade(pathOf(index), readFragment);
    const { shown, duration, sync } = box;
    const from = Number(box.decodeTime + shift);
    const wrong = (what: string) => new Failure('ffmpeg', `${rendition} ${first + index}: ${what}`);
    if (!sync) throw wrong('does not begin with a key frame');
    if (shown.length !== expected) throw wrong(`${shown.length} of ${expected} samples`);
    const wanted = ticksAt(before[index] ?? 0);
    if (Math.abs(from - wanted) > half) throw wrong(`begins at tick ${from}, not at ${wanted}`);
    const end = ticksAt((before[index] ?? 0) + expected);
    if (Math.abs(from + duration - end) > half) throw wrong(`ends at tick ${from + duration}, not at ${end}`);
    placeFragment(bytes, shift, first + index + 1);
    await writeFile(pathOf(index), bytes);
    const key = `${prefix}${rendition}/${segmentName(first + index)}`;
    await stored(signal, () => storage.moveFile(key, pathOf(index), SEGMENT_TYPE));
    return { key, bytes: bytes.length, duration: duration / timescale };
  });
  return {
    rendition,
    run,
    keys: made.map((one) => one.key),
    durations: made.map((one) => one.duration),
    bytes: made.map((one) => one.bytes),
  };
}

/** A file that ffmpeg must have made, and what `read` takes from it. @throws {Failure} ffmpeg */
async function readMade<T>(path: string, read: (bytes: Buffer) => T): Promise<{ bytes: Buffer; box: T }> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (!hasCode(cause, 'ENOENT')) throw cause;
    throw new Failure('ffmpeg', `it ended well, and made no ${basename(path)}`, { cause });
  });
  try {
    return { bytes, box: read(bytes) };
  } catch (cause) {
    throw new Failure('ffmpeg', `it ended well, and what it made of ${basename(path)} cannot be read`, {
      cause,
    });
  }
}

/**
 * Like Promise.all over a map, at most `limit` at once. When one fails, those under way end first: what
 * they store must not come after the attempt has cleared up.
 */
async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let failed = false;
  const lane = async () => {
    try {
      for (const [index, item] of queue) {
        if (failed) return;
        results[index] = await work(item, index);
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: limit }, lane));
  for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
  return results;
}
