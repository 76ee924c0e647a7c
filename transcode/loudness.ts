/** How loud a recording is, measured on windows spread over it, and the one gain that follows. */
import type { Command, Ffmpeg, Limits } from './ffmpeg.ts';

/** LUFS, as the design chose: speech on phones and laptops */
const TARGET = -16;
/** dBTP that no peak may pass: EBU R128 s1 */
const CEILING = -1;
/** dB: a recording that needs more is mostly noise */
const MOST = 20;
const WINDOWS = 10;
const WINDOW_SECONDS = 6;
/** Nothing above 6 dBFS is believed: what is decoded of damaged sound may be a million times as loud as the rest. */
const BOUNDED = 'volume=0.5:precision=float,aformat=sample_fmts=s16,volume=2:precision=float';

export type Loudness = { integrated: number; truePeak: number };

/** Where to listen: starts in seconds, and the length of each. Pure. */
export function windowsOf(duration: number): { starts: number[]; length: number } {
  if (duration <= WINDOWS * WINDOW_SECONDS) return { starts: [0], length: duration };
  const apart = (duration - WINDOW_SECONDS) / (WINDOWS - 1);
  const starts = Array.from({ length: WINDOWS }, (_, index) => Math.round(index * apart * 1000) / 1000);
  return { starts, length: WINDOW_SECONDS };
}

/** The command that measures: the file opened once for each window. Pure. */
function loudnessCommand(path: string, stream: number, duration: number): Command {
  const { starts, length } = windowsOf(duration);
  const parts = starts.map(
    (_, index) =>
      `[${index}:${stream}]aformat=sample_rates=48000:channel_layouts=stereo,${BOUNDED},asetpts=N[w${index}]`,
  );
  const all = starts.map((_, index) => `[w${index}]`).join('');
  return {
    inputs: starts.map((start) => ({
      path,
      options: [...(start > 0 ? ['-ss', String(start)] : ['-vn']), '-t', String(length)],
    })),
    filter: `${parts.join(';')};${all}concat=n=${starts.length}:v=0:a=1,ebur128=peak=true:framelog=verbose[out]`,
    outputs: [{ path: '-', options: ['-map', '[out]', '-f', 'null'] }],
    verbose: true,
  };
}

/** Reads the summary that the filter ebur128 prints; null when there was nothing to hear. Pure. */
export function readLoudness(printed: string): Loudness | null {
  const summary = printed.slice(printed.lastIndexOf('Summary:'));
  const integrated = Number.parseFloat(/\bI:\s*(-?[\d.]+|-inf|nan) LUFS/.exec(summary)?.[1] ?? '');
  const truePeak = Number.parseFloat(/\bPeak:\s*(-?[\d.]+|-inf|nan) dBFS/.exec(summary)?.[1] ?? '');
  if (!Number.isFinite(integrated) || !Number.isFinite(truePeak) || integrated <= -69) return null;
  return { integrated, truePeak };
}

/** dB by which every sample is multiplied, rounded to a hundredth. Pure. */
export function gainOf(loudness: Loudness | null): number {
  if (!loudness) return 0;
  const wanted = TARGET - loudness.integrated;
  const room = CEILING - loudness.truePeak;
  return Math.round(Math.min(wanted, room, MOST) * 100) / 100;
}

/** @returns dB of gain for −16 LUFS, limited by the true peak; 0 for silence */
export async function measureGain(
  ffmpeg: Ffmpeg,
  source: { path: string; stream: number; duration: number },
  limits: Limits,
): Promise<number> {
  const printed = await ffmpeg.run(loudnessCommand(source.path, source.stream, source.duration), limits);
  return gainOf(readLoudness(printed));
}
