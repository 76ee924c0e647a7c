/** How near each rung comes to the recording: SSIM, frame by frame, against the source scaled to its size. */
import type { TranscodePlan } from '../../server/recordings/transcode-queries.ts';
import { runFfmpeg } from './ffmpeg.ts';
import type { Bench } from './run.ts';
import { type Rung, rungsOf, stepOf } from './rungs.ts';
import type { Tell } from './steps.ts';

type Made = { playlistOf: (rung: string) => string };
/** Mean over all frames and planes, at most 1. */
export type Quality = { rung: string; rivals: number; ours: number };

/**
 * @returns null where the two show different pictures on purpose: the engine maps high dynamic range
 * to BT.709, and fields to frames
 */
export async function compareQuality(
  source: string,
  plan: TranscodePlan,
  { rivals, ours }: { rivals: Made; ours: Made },
  { signal }: Bench,
  tell: Tell,
): Promise<Quality[] | null> {
  if (plan.probe.hdr || plan.probe.interlaced) return null;
  const ssim = async (playlist: string, filter: string) => {
    const inputs = ['-i', playlist, '-i', source];
    return parseSsim(
      (await runFfmpeg([...inputs, '-lavfi', filter, '-f', 'null', '-'], signal, 'info')).said,
    );
  };
  const compared: Quality[] = [];
  for (const rung of rungsOf(plan)) {
    tell(rung.name);
    compared.push({
      rung: rung.name,
      rivals: await ssim(rivals.playlistOf(rung.name), ssimFilter(plan, rung, '')),
      ours: await ssim(ours.playlistOf(rung.name), ssimFilter(plan, rung, inBt709(plan))),
    });
  }
  return compared;
}

/** Frames meet by number: `setpts=N` in one time base. @param colours options of scale, for the reference */
export function ssimFilter({ probe }: Pick<TranscodePlan, 'probe'>, rung: Rung, colours: string): string {
  const [rate, scale] = probe.frameRate;
  const step = stepOf(probe.frameRate, rung);
  const numbered = 'format=yuv420p,settb=1/1000,setpts=N';
  const reference = [
    `setpts=round(PTS-(${probe.startTime})/TB)`,
    `fps=fps=${rate}/${scale}:start_time=0:round=near`,
    ...(step > 1 ? [`framestep=${step}`] : []),
    `scale=${rung.width}:${rung.height}:flags=bicubic${colours}`,
    numbered,
  ];
  return `[0:v:0]${numbered}[made];[1:${probe.videoStream}]${reference.join(',')}[wanted];[made][wanted]ssim=shortest=1`;
}

/** The engine's rungs are all in BT.709, whatever the source is in; the rivals' stay as the source is. */
const inBt709 = ({ probe }: TranscodePlan) =>
  `${probe.assumedMatrix ? `:in_color_matrix=${probe.assumedMatrix}` : ''}:out_color_matrix=bt709:out_range=tv`;

/** @param said what ffmpeg printed at its end. Pure. @throws when it compared nothing */
export function parseSsim(said: string): number {
  const value = /SSIM .*All:([\d.]+)/.exec(said)?.[1];
  if (!value) throw new Error(`ffmpeg compared no frames:\n${said.slice(-1000)}`);
  return Number(value);
}
