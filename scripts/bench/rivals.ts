/** (b) What today's platforms do: one ffmpeg for each rung, the lower ones made from the first. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';
import { inTurn, runFfmpeg } from './ffmpeg.ts';
import type { Usage } from './measure.ts';
import type { Bench } from './run.ts';
import { type Rung, rungsOf, stepOf } from './rungs.ts';
import type { Tell } from './steps.ts';
import { bytesByRendition } from './stored.ts';

/** kbit/s that a rung is capped to, by class of the ladder */
const CAPS: Record<number, number> = { 1080: 6220, 720: 3040, 480: 1470, 360: 1040 };
const SEGMENT_SECONDS = 4;

export type RivalRun = Usage & {
  /** of the HLS alone, sound included; the MP4 in between is not kept. By rung */
  bytes: Map<string, number>;
  /** path of a rung's playlist */
  playlistOf: (rung: string) => string;
};

export async function makeAsRivals(
  source: string,
  plan: TranscodePlan,
  { folder, signal }: Bench,
  tell: Tell,
): Promise<RivalRun> {
  const [top, ...lower] = rungsOf(plan);
  if (!top) throw new Error('a ladder has at least one rung');
  const root = join(folder, 'rivals');
  const full = join(folder, 'rivals.mp4');
  const hls = hlsOutput.bind(null, root);
  const runs: Usage[] = [];
  const run = async (name: string, ...args: string[]) => {
    tell(name);
    runs.push(await runFfmpeg(args, signal));
  };
  const { frameRate } = plan.probe;
  for (const { name } of [top, ...lower]) await mkdir(join(root, name), { recursive: true });

  await run(
    `${top.name} MP4`,
    '-i',
    source,
    ...encoded(top, frameRate),
    ...SOUND,
    '-movflags',
    '+faststart',
    full,
  );
  await run(`${top.name} HLS`, '-i', full, '-c', 'copy', ...hls(top.name));
  for (const rung of lower) {
    await run(`${rung.name} HLS`, '-i', full, ...encoded(rung, frameRate), ...SOUND, ...hls(rung.name));
  }

  return {
    ...inTurn(runs),
    bytes: await bytesByRendition(root),
    playlistOf: (name) => join(root, name, 'index.m3u8'),
  };
}

const SOUND = ['-c:a', 'aac'];

/** Options of one rung. @param topRate frames a second of what it is made from */
export function encoded(rung: Rung, topRate: readonly [number, number]): string[] {
  const cap = CAPS[rung.rung] ?? 6220;
  const step = stepOf(topRate, rung);
  const filter = [
    // the source may have a rate that varies, or is too high: as the engine's rungs, so that frames match
    step > 1 ? `framestep=${step}` : `fps=${topRate.join('/')}`,
    `scale=${rung.width}:${rung.height}`,
  ];
  return [
    ...['-vf', filter.join(','), '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
    ...['-maxrate', `${cap}k`, '-bufsize', `${cap * 2}k`, '-b_strategy', '1', '-bf', '16'],
    ...['-g', String(Math.round(2 * rung.frameRate))],
  ];
}

/** One file for each rung with byte ranges in its playlist: the least overhead HLS can have. */
function hlsOutput(root: string, name: string): string[] {
  return [
    ...[
      '-f',
      'hls',
      '-hls_time',
      String(SEGMENT_SECONDS),
      '-hls_list_size',
      '0',
      '-hls_playlist_type',
      'vod',
    ],
    ...['-hls_segment_type', 'fmp4', '-hls_flags', 'single_file'],
    ...['-hls_segment_filename', join(root, name, 'media.mp4'), join(root, name, 'index.m3u8')],
  ];
}
