/** Whether there is a picture in what a file holds as one: looked at in a few places, before any of it is made. */
import { Rejection } from './failures.ts';
import type { Ffmpeg, Limits } from './ffmpeg.ts';

/** In how many places it is looked at, from the key frame before each: packets, since key frames may be an hour apart. */
const PLACES = 5;
const PACKETS = 30;
/** Of the packets that are read there so many must become a frame: of a field in each, half of them do. */
const SHARE = 0.4;
/** Packets that are too few to say anything by. */
const FEW = 20;

type Picture = { path: string; stream: number; startTime: number; duration: number };

/**
 * Refuses a file of whose picture next to nothing can be decoded, such as one of a memory card that failed: a lecture of
 * it would stand still. One that is damaged here and there passes, and plays around that.
 * @param picture stream as ffprobe counts, times in seconds
 * @throws {Rejection} damaged
 */
export async function requireDecodable(ffmpeg: Ffmpeg, picture: Picture, limits: Limits): Promise<void> {
  const options = ['-select_streams', String(picture.stream), '-read_intervals', intervalsOf(picture)];
  const counts = ['-count_frames', '-count_packets'];
  const entries = ['-show_entries', 'stream=nb_read_frames,nb_read_packets', '-of', 'json'];
  const told = await ffmpeg.probe(picture.path, [...options, ...counts, ...entries], limits);
  if (!told.ok) return;
  const { frames, packets } = readCounts(told.stdout);
  if (isDamaged(frames, packets, complaintsIn(told.stderr))) {
    throw new Rejection('damaged', `${frames} of ${packets} packets of picture can be decoded`);
  }
}

/** What ffprobe is to read. */
function intervalsOf({ startTime, duration }: Picture): string {
  const at = (place: number) => startTime + (duration * (place + 0.5)) / PLACES;
  return Array.from({ length: PLACES }, (_, place) => `${at(place).toFixed(3)}%+#${PACKETS}`).join(',');
}

function readCounts(json: string): { frames: number; packets: number } {
  const told = JSON.parse(json) as { streams?: { nb_read_frames?: string; nb_read_packets?: string }[] };
  const { nb_read_frames: frames, nb_read_packets: packets } = told.streams?.[0] ?? {};
  return { frames: Number(frames ?? 0), packets: Number(packets ?? 0) };
}

/** How often something was complained of: what is said several times in a row is counted by ffprobe. Pure. */
export function complaintsIn(stderr: string): number {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const repeated = (line: string) => Number(/^\s*Last message repeated (\d+) times/.exec(line)?.[1] ?? 1);
  return lines.reduce((sum, line) => sum + repeated(line), 0);
}

/**
 * Frames may be missing with nothing wrong: packets that say `as before`, an entry between key frames. So each that is
 * missing must have been complained of. Pure.
 */
export function isDamaged(frames: number, packets: number, complaints: number): boolean {
  return packets >= FEW && frames < SHARE * packets && complaints >= packets - frames;
}
