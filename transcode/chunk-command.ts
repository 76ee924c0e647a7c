/** The one ffmpeg that makes a chunk: a single decode, and every rung scaled from a larger one. Pure. */
import type { Probe } from '../server/database/schema/recordings.ts';
import type { Command } from './ffmpeg.ts';
import { fps, ratesOf } from './ladder.ts';
import { framesIn, secondsOf } from './plan.ts';
import { hlsOptions, playlistIn } from './segments.ts';

export type Rung = { name: string; rung: number; width: number; height: number; frameRate: number };
export type ChunkWork = {
  source: string;
  probe: Probe;
  /** from the top */
  rungs: Rung[];
  /** seconds from the lecture's start */
  chunk: { start: number; duration: number };
  /** the lecture's last one: where the picture ends before the sound, its last frame stands */
  last: boolean;
  /** 0 = as many as ffmpeg likes */
  threads: number;
  folderOf: (rung: string) => string;
};

/** Text stays sharp when a rung is scaled from one at least this much larger. */
const PARENT = 1.4;

export function chunkCommand(work: ChunkWork): Command {
  const { probe, rungs, chunk, threads } = work;
  const from = chunk.start - probe.preroll;
  return {
    inputs: [
      {
        path: work.source,
        options: [
          ...['-threads', String(threads), '-noaccurate_seek', '-an', '-sn', '-dn'],
          // decoding begins at a key frame before the chunk; what is too early is dropped by its time
          ...(from > 0 ? ['-ss', from.toFixed(6)] : []),
        ],
      },
    ],
    filter: chunkFilter(work),
    outputs: rungs.map((rung) => ({
      path: playlistIn(work.folderOf(rung.name)),
      options: [
        ...['-map', `[${rung.name}]`],
        ...videoOptions(rung, rungFrames(probe, rung).segment, threads),
        ...hlsOptions(work.folderOf(rung.name), secondsOf(probe.segmentFrames, probe.frameRate)),
      ],
    })),
  };
}

/** Of how many frames of the top rung this one shows one, and its frames in a segment. */
export function rungFrames(probe: Probe, rung: { frameRate: number }): { step: number; segment: number } {
  const step = Math.max(1, Math.round(fps(probe.frameRate) / rung.frameRate));
  return { step, segment: probe.segmentFrames / step };
}

/** H.264 of capped constant quality, whose groups of pictures are closed and one segment long. */
function videoOptions({ rung }: Rung, segmentFrames: number, threads: number): string[] {
  const { crf, maxrate } = ratesOf(rung);
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-crf', String(crf), '-maxrate', `${maxrate}k`, '-bufsize', `${maxrate * 2}k`],
    ...['-g', String(segmentFrames), '-keyint_min', String(segmentFrames), '-sc_threshold', '0'],
    ...['-flags:v', '+cgop', '-fps_mode', 'passthrough', '-threads', String(threads)],
  ];
}

/**
 * From the decoded picture to all rungs. Times are the lecture's own until the chunk is cut out by
 * counting frames; then they begin at 0, so that every chunk is made alike.
 */
export function chunkFilter({ probe, rungs, chunk, last }: ChunkWork): string {
  const [rate, scale] = probe.frameRate;
  const { first, count } = framesIn(chunk, probe.frameRate);
  const [top] = rungs;
  if (!top) throw new Error('a ladder has at least one rung');
  const prepared = [
    `setpts=round(PTS-(${probe.startTime})/TB)`,
    ...(probe.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    `fps=fps=${rate}/${scale}:start_time=${secondsOf(first, probe.frameRate).toFixed(6)}:round=near`,
    ...(last ? ['tpad=stop_mode=clone:stop=-1'] : []),
    `trim=end_frame=${count}`,
    'setpts=N',
    ...toBt709(probe, top),
    'setsar=1',
  ].join(',');
  const children = (parent: Rung) => rungs.filter((rung) => rung !== top && parentOf(rungs, rung) === parent);
  const branch = (rung: Rung): string[] => {
    const below = children(rung);
    const outs = [`[${rung.name}]`, ...below.map((child) => `[to${child.name}]`)];
    const input =
      rung === top ? `[0:${probe.videoStream}]${prepared}` : `[to${rung.name}]${scaled(probe, rung, rungs)}`;
    const split = below.length > 0 ? `,split=${outs.length}` : '';
    return [`${input}${split}${outs.join('')}`, ...below.flatMap(branch)];
  };
  return branch(top).join(';');
}

function scaled(probe: Probe, rung: Rung, rungs: Rung[]): string {
  const parent = parentOf(rungs, rung);
  const step = rungFrames(probe, rung).step / rungFrames(probe, parent).step;
  const size = `scale=${rung.width}:${rung.height}:flags=bicubic,setsar=1`;
  return step > 1 ? `framestep=${step},${size}` : size;
}

/** The smallest larger rung from which a rung can be scaled without blurring it twice. */
function parentOf(rungs: Rung[], rung: Rung): Rung {
  const larger = rungs.slice(0, rungs.indexOf(rung));
  const parent = larger.findLast((one) => one.height >= rung.height * PARENT) ?? larger[0];
  if (!parent) throw new Error(`${rung.name} has nothing to be scaled from`);
  return parent;
}

/** To the top rung's size, 8-bit 4:2:0, and the colours that players take for granted. */
function toBt709({ hdr, assumedMatrix }: Probe, { width, height }: Rung): string[] {
  const tag = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709';
  if (!hdr) {
    const matrix = assumedMatrix ? `:in_color_matrix=${assumedMatrix}` : '';
    const size = `scale=${width}:${height}:flags=bicubic${matrix}:out_color_matrix=bt709:out_range=tv`;
    return [size, 'format=yuv420p', tag];
  }
  return [
    `scale=${width}:${height}:flags=bicubic`,
    `zscale=tin=${hdr}:pin=bt2020:min=bt2020nc:rin=tv:t=linear:npl=100`,
    ...['format=gbrpf32le', 'zscale=p=bt709', 'tonemap=tonemap=mobius:desat=0'],
    ...['zscale=t=bt709:m=bt709:r=tv', 'format=yuv420p', tag],
  ];
}
