/** The ffmpeg that makes a chunk of the picture: a single decode, and every rung scaled from a larger one. Pure. */
import type { Probe } from '../server/database/schema/recordings.ts';
import { entryOf } from './copy.ts';
import type { Command } from './ffmpeg.ts';
import { fps, ratesOf } from './ladder.ts';
import { framesIn, SEGMENT_SECONDS, secondsOf } from './plan.ts';
import { hlsOptions, playlistIn } from './segments.ts';

export type Rung = { name: string; rung: number; width: number; height: number; frameRate: number };
export type VideoWork = {
  source: string;
  probe: Probe;
  /** from the top */
  rungs: Rung[];
  chunk: { start: number; segments: readonly number[] };
  /** seconds of lecture from which to read; 0 or less: from the file's very beginning */
  entry: number;
  /** for each encoder, and for all that comes before them */
  threads: number;
  folderOf: (rung: string) => string;
};

/** Text stays sharp when a rung is scaled from one at least this much larger. */
const PARENT = 1.4;
/** Below the length of any frame: every key frame begins a segment. */
const AT_KEY_FRAMES = 0.001;

/** The rungs that are encoded: all, but for a top rung that is copied. */
const encodedRungs = ({ probe, rungs }: VideoWork): Rung[] => (probe.copied ? rungs.slice(1) : rungs);

export function videoCommand(work: VideoWork): Command {
  const { probe, rungs, threads } = work;
  const encoded = encodedRungs(work);
  const copied = probe.copied ? rungs[0] : undefined;
  return {
    threads,
    inputs: [...(encoded.length > 0 ? [pictureInput(work)] : []), ...(copied ? [packetInput(work)] : [])],
    filter: encoded.length > 0 ? videoFilter(work) : '',
    outputs: [
      ...encoded.map((rung) => ({
        path: playlistIn(work.folderOf(rung.name)),
        options: [
          ...['-map', `[${rung.name}]`],
          ...encoderOptions(work, rung),
          ...hlsOptions(work.folderOf(rung.name), AT_KEY_FRAMES),
        ],
      })),
      ...(copied ? [copyOutput(work, copied, encoded.length > 0 ? 1 : 0)] : []),
    ],
  };
}

/**
 * What is too early is dropped by its time. A picture whose size changes within the file is no new
 * beginning: filters that count would count anew.
 */
export function pictureInput({ source, entry, threads }: Pick<VideoWork, 'source' | 'entry' | 'threads'>) {
  return {
    path: source,
    options: [
      ...['-threads', String(threads), '-reinit_filter', '0', '-noaccurate_seek', '-an', '-sn', '-dn'],
      ...(entry > 0 ? ['-ss', entry.toFixed(6)] : []),
    ],
  };
}

/** Reading begins with the very packet of the chunk's first key frame: half a frame after it is sought. */
function packetInput({ source, probe, chunk }: VideoWork) {
  return {
    path: source,
    options: [
      ...['-noaccurate_seek', '-an', '-sn', '-dn'],
      ...(chunk.start > 0 ? ['-seek_timestamp', '1', '-ss', entryOf(chunk.start, probe)] : []),
    ],
  };
}

/** The recording's own packets, cut where ffmpeg cuts: at the first key frame after each 4 s of the chunk. */
function copyOutput({ probe, chunk, folderOf }: VideoWork, rung: Rung, input: number) {
  const { count } = framesIn(chunk, probe.frameRate);
  return {
    path: playlistIn(folderOf(rung.name)),
    options: [
      ...['-map', `${input}:${probe.videoStream}`, '-c:v', 'copy', '-frames:v', String(count)],
      // times as they are, not rounded to the frame rate that the picture itself may claim
      ...['-copytb', '1'],
      ...hlsOptions(folderOf(rung.name), SEGMENT_SECONDS),
    ],
  };
}

/** Of how many frames of the top rung this one shows one. */
export const stepIn = (probe: Probe, rung: { frameRate: number }): number =>
  Math.max(1, Math.round(fps(probe.frameRate) / rung.frameRate));

/** H.264 of capped constant quality, whose groups of pictures are closed and one segment long. */
function encoderOptions({ probe, chunk, threads }: VideoWork, rung: Rung): string[] {
  const { crf, maxrate } = ratesOf(rung.rung);
  const starts = chunk.segments.map((_, index) =>
    chunk.segments.slice(0, index).reduce((sum, length) => sum + length, 0),
  );
  const times = starts.map((frame) => secondsOf(frame, probe.frameRate).toFixed(6));
  const longest = Math.max(...chunk.segments);
  return [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    // slides do not move, and do not fade: to look for either costs an eighth of all
    ...['-subq', '1', '-motion-est', 'dia', '-weightp', 'none'],
    // bits go where the picture is flat: the edges of letters on a slide
    ...['-aq-mode', '2', '-crf', String(crf), '-maxrate', `${maxrate}k`, '-bufsize', `${maxrate * 2}k`],
    ...['-g', String(longest), '-sc_threshold', '0', '-force_key_frames', times.join(',')],
    ...['-flags:v', '+cgop', '-fps_mode', 'passthrough', '-threads', String(threads)],
  ];
}

/**
 * From the decoded picture to all rungs that are encoded. Times are the lecture's own until the chunk
 * is cut out by counting frames; then they begin at 0, so that every chunk is made alike.
 */
export function videoFilter(work: VideoWork): string {
  const { probe, rungs, chunk } = work;
  const [top] = rungs;
  if (!top) throw new Error('a ladder has at least one rung');
  const prepared = [
    ...evenPicture(probe, framesIn(chunk, probe.frameRate)),
    ...toBt709(probe, top),
    'setsar=1',
  ].join(',');
  const encoded = encodedRungs(work);
  const children = (parent: Rung) => rungs.filter((rung) => rung !== top && parentOf(rungs, rung) === parent);
  const branch = (rung: Rung): string[] => {
    const below = children(rung);
    const own = encoded.includes(rung) ? [`[${rung.name}]`] : [];
    const outs = [...own, ...below.map((child) => `[to${child.name}]`)];
    const input =
      rung === top ? `[0:${probe.videoStream}]${prepared}` : `[to${rung.name}]${scaled(probe, rung, rungs)}`;
    const split = outs.length > 1 ? `,split=${outs.length}` : '';
    return [`${input}${split}${outs.join('')}`, ...below.flatMap(branch)];
  };
  return branch(top).join(';');
}

/** Filters from the decoded picture to a number of frames of the lecture, `first` on, numbered from 0. */
export function evenPicture(
  { startTime, interlaced, frameRate }: Probe,
  { first, count }: { first: number; count: number },
): string[] {
  const [rate, scale] = frameRate;
  return [
    `setpts=round(PTS-(${startTime})/TB)`,
    // all fields of one size, that of the first: a file may change it
    ...(interlaced ? ['scale=interl=-1', 'bwdif=mode=send_frame:deint=interlaced'] : []),
    // where the picture ends before the sound, its last frame stands: in chunks that lie behind it too
    'tpad=stop_mode=clone:stop=-1',
    `fps=fps=${rate}/${scale}:start_time=${secondsOf(first, frameRate).toFixed(6)}:round=near`,
    `trim=end_frame=${count}`,
    'setpts=N',
  ];
}

function scaled(probe: Probe, rung: Rung, rungs: Rung[]): string {
  const parent = parentOf(rungs, rung);
  const step = stepIn(probe, rung) / stepIn(probe, parent);
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
export function toBt709(
  { hdr, assumedMatrix }: Probe,
  { width, height }: Pick<Rung, 'width' | 'height'>,
): string[] {
  const tag = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709';
  if (!hdr) {
    const matrix = assumedMatrix ? `:in_color_matrix=${assumedMatrix}` : '';
    const size = `scale=${width}:${height}:flags=bicubic${matrix}:out_color_matrix=bt709:out_range=tv`;
    return [size, 'format=yuv420p', tag];
  }
  return [
    `scale=${width}:${height}:flags=bicubic`,
    // told to the frames themselves: zscale knows no way from what they leave unsaid to anything else
    `setparams=range=tv:color_primaries=bt2020:color_trc=${hdr}:colorspace=bt2020nc`,
    'zscale=t=linear:npl=100',
    ...['format=gbrpf32le', 'zscale=p=bt709', 'tonemap=tonemap=mobius:desat=0'],
    ...['zscale=t=bt709:m=bt709:r=tv', 'format=yuv420p', tag],
  ];
}
