/** Small recordings, made with ffmpeg where a test needs them: a fresh clone has none. */
import { execFileSync } from 'node:child_process';
import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** Runs ffmpeg. @param args as on a command line */
export function ffmpeg(...args: string[]): void {
  execFileSync('ffmpeg', ['-hide_banner', '-v', 'error', '-nostdin', '-y', ...args], { stdio: 'pipe' });
}

/** Runs ffprobe, and gives what it prints. */
export function ffprobe(...args: string[]): string {
  return execFileSync('ffprobe', ['-v', 'error', ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
}

export type Recording = {
  seconds?: number;
  size?: string;
  rate?: string;
  /** null = silent */
  audio?: string | null;
  /** video encoder and its options */
  video?: string[];
  /** anything else, before the file's name */
  options?: string[];
};

/** The quickest H.264 that every player takes. */
export const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const QUICK = [...H264, '-g', '250'];

/**
 * A moving test picture with a tone.
 * @param path whose ending chooses the container
 */
export function makeRecording(path: string, recording: Recording = {}): string {
  const {
    seconds = 2,
    size = '320x180',
    rate = '30',
    audio = 'sine=frequency=440',
    video = QUICK,
  } = recording;
  ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
    ...(audio === null ? [] : ['-f', 'lavfi', '-i', `${audio}:sample_rate=48000:duration=${seconds}`]),
    ...video,
    ...(audio === null ? [] : ['-c:a', 'aac', '-ac', '2']),
    ...(recording.options ?? []),
    path,
  );
  return path;
}

/** Cuts a file off at a share of its length. */
export function cutOff(path: string, share: number): string {
  truncateSync(path, Math.floor(statSync(path).size * share));
  return path;
}

/** Mean luma of each frame of a video, in order. */
export function brightness(folder: string, playlist: string): number[] {
  const file = join(folder, 'light.txt');
  ffmpeg(
    '-i',
    playlist,
    '-vf',
    `signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=${file}`,
    '-f',
    'null',
    '-',
  );
  return execFileSync('grep', ['-o', 'YAVG=.*', file], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => Number(line.slice(5)));
}

/** Greatest level (of 32767) in each millisecond. */
export function loudness(playlist: string): number[] {
  const pcm = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', playlist, '-f', 's16le', '-ac', '1', '-ar', '48000', '-'],
    { maxBuffer: 64 * 1024 ** 2 },
  );
  return Array.from({ length: Math.floor(pcm.length / 96) }, (_, ms) => {
    let most = 0;
    for (let at = ms * 96; at < ms * 96 + 96; at += 2) most = Math.max(most, Math.abs(pcm.readInt16LE(at)));
    return most;
  });
}
