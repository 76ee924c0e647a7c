/**
 * Where to enter a recording that has no index. MPEG-TS is entered anywhere; its picture is whole only
 * from a key frame on, and those may be any distance apart.
 */
import { join } from 'node:path';
import type { Probe } from '../server/database/schema/recordings.ts';
import { PREROLL } from './containers.ts';
import type { Ffmpeg, Limits } from './ffmpeg.ts';
import { readPacketList } from './packets.ts';

/** Seconds that are looked through first; then four times as many, until key frames are found. */
const NEAR = 8;
/** Seconds before a key frame at which reading begins: seeking goes by times of decoding, which are earlier. */
const BEFORE = 1;
/**
 * Key frames that must lie before what is wanted. With one alone the pictures after it may still build on
 * earlier ones: open groups, or a picture that is renewed line by line until the next (H.264's recovery points).
 */
const KEYS = 2;

/**
 * @param at seconds of lecture from which on every picture must be whole
 * @returns seconds of lecture from which to read; 0 or less: from the file's very beginning
 * @throws {Failure} timeout {Abandoned}
 */
export async function entryBefore(
  ffmpeg: Ffmpeg,
  path: string,
  probe: Pick<Probe, 'container' | 'startTime' | 'videoStream'>,
  at: number,
  limits: Limits,
): Promise<number> {
  const { container, startTime, videoStream } = probe;
  if (container !== 'mpegts') return at - PREROLL[container];
  const asked = ['-select_streams', String(videoStream), '-show_entries', 'packet=pts_time,flags'];
  for (let back = NEAR; back < at + BEFORE; back *= 4) {
    const interval = `${(startTime + at - back).toFixed(6)}%${(startTime + at).toFixed(6)}`;
    const options = [...asked, '-of', 'csv=p=0', '-read_intervals', interval];
    const { stdout } = await ffmpeg.probe(path, options, limits);
    const key = keysIn(stdout, startTime + at).at(-KEYS);
    if (key !== undefined) return key - startTime - BEFORE;
  }
  return 0;
}

/**
 * How much is decoded before what is wanted: reading begins at a key frame, and that may be far before the entry.
 * ffmpeg itself is asked for the first packet: ffprobe would go to the key frame that is nearest.
 * @param folder for what ffmpeg writes
 * @param at seconds of lecture that are wanted
 * @returns seconds
 * @throws {Failure} {Abandoned}
 */
export async function runUpTo(
  ffmpeg: Ffmpeg,
  source: { path: string; stream: number; entry: number; startTime: number },
  folder: string,
  at: number,
  limits: Limits,
): Promise<number> {
  const { path, stream, entry, startTime } = source;
  if (entry <= 0) return at;
  const list = join(folder, 'first-packet.txt');
  const one = ['-c', 'copy', '-copyinkf', '-frames', '1', '-copytb', '1', '-f', 'framecrc'];
  await ffmpeg.run(
    {
      inputs: [{ path, options: ['-noaccurate_seek', '-ss', entry.toFixed(6)] }],
      filter: '',
      outputs: [{ path: list, options: ['-map', `0:${stream}`, ...one] }],
    },
    limits,
  );
  const { pts, tick } = await readPacketList(list, 1);
  const [first] = pts;
  return first === undefined ? at : Math.max(0, at - ((first * tick[0]) / tick[1] - startTime));
}

/** Times of key frames up to `until`, in order, from lines `pts,flags`. Pure. */
export function keysIn(csv: string, until: number): number[] {
  return csv
    .split('\n')
    .filter((line) => /^[\d.-]+,K/.test(line))
    .map(Number.parseFloat)
    .filter((pts) => pts <= until)
    .sort((a, b) => a - b);
}
