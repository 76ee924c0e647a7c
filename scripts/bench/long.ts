/** (e) A recording as long as a lecture: the short one over and over, its packets as they are. */
import { extname, join } from 'node:path';
import { runFfmpeg } from './ffmpeg.ts';
import type { Bench } from './run.ts';

/** Seconds of a long recording. */
export const LONG_SECONDS = 3600;

/** @param seconds how long the short one lasts @returns its path */
export async function makeLong(short: string, seconds: number, { folder, signal }: Bench): Promise<string> {
  const path = join(folder, `long${extname(short) || '.mkv'}`);
  const again = Math.ceil(LONG_SECONDS / seconds);
  const input = ['-stream_loop', String(again), '-i', short];
  await runFfmpeg([...input, '-c', 'copy', '-t', String(LONG_SECONDS), path], signal);
  return path;
}
