/** The ffmpeg that makes a chunk of the sound: what all rungs share, and the low-data one. Pure. */
import type { Command } from './ffmpeg.ts';
import { FRAME_SAMPLES, SAMPLE_RATE, SOUND_SEGMENT, secondsOfSound } from './plan.ts';
import { hlsOptions, playlistIn } from './segments.ts';

/** Samples by which ffmpeg's AAC encoder is late: it puts as many of silence before the first. */
const PRIMING = 1024;
/** Frames after a chunk that its last one overlaps with; they are made, and left. */
const OVERLAP = 2;
/** Below the length of a segment by less than a frame adds up to in a chunk: ffmpeg counts in microseconds. */
const SPLIT_SECONDS = secondsOfSound(SOUND_SEGMENT) - 0.000_01;

export type AudioWork = {
  source: string;
  /** index within the file */
  stream: number;
  /** seconds by the file's own clock at which the lecture begins */
  startTime: number;
  /** seconds before a wanted time from which decoding must begin */
  preroll: number;
  gainDb: number;
  chunk: { start: number; segments: readonly number[] };
  /** the lecture's last one */
  last: boolean;
  folderOf: (rendition: string) => string;
};

/** Segments that are made before those that are wanted, for the encoder to be in its stride. */
export const leadOf = (chunk: { start: number }): number => (chunk.start > 0 ? 1 : 0);

/**
 * Sound that begins late, ends early or has holes is filled with silence to the lecture's own time.
 * Every sample comes 1024 samples (21 ms) early, given up to the encoder's priming, so that the sound
 * needs no edit list to be on time in any player. A chunk is encoded together with what is around it:
 * frames of AAC overlap, and those at its ends must come out as if the lecture had been made in one.
 */
export function audioCommand(work: AudioWork): Command {
  const { stream, startTime, preroll, gainDb, chunk, last, folderOf } = work;
  const first = Math.round((chunk.start * SAMPLE_RATE) / FRAME_SAMPLES) - leadOf(chunk) * SOUND_SEGMENT;
  const count = chunk.segments.reduce((sum, length) => sum + length, 0) + leadOf(chunk) * SOUND_SEGMENT;
  const begin = first * FRAME_SAMPLES + PRIMING;
  // the encoder's own first frame counts too
  const samples = (count - 1 + (last ? 0 : OVERLAP)) * FRAME_SAMPLES;
  const prepared = [
    `asetpts=round(PTS-(${startTime})/TB)`,
    `atrim=start=${(begin / SAMPLE_RATE).toFixed(9)}`,
    // two of them: one that changed the rate and filled holes at once began 32 ms late
    `aresample=${SAMPLE_RATE}`,
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.1:first_pts=${begin}`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    `volume=${gainDb}dB`,
    'apad',
    `atrim=end_sample=${samples}`,
    `asetpts=N+${PRIMING}`,
  ];
  const from = begin / SAMPLE_RATE - preroll;
  return {
    inputs: [
      {
        path: work.source,
        options: ['-vn', '-sn', '-dn', '-noaccurate_seek', ...(from > 0 ? ['-ss', from.toFixed(6)] : [])],
      },
    ],
    filter: `[0:${stream}]${prepared.join(',')},asplit=2[audio][both];[both]pan=mono|c0=0.5*c0+0.5*c1[listen]`,
    outputs: [
      { name: 'audio', bitrate: 96 },
      { name: 'listen', bitrate: 48 },
    ].map(({ name, bitrate }) => ({
      path: playlistIn(folderOf(name)),
      options: [
        ...['-map', `[${name}]`, '-c:a', 'aac', '-profile:a', 'aac_low', '-b:a', `${bitrate}k`],
        ...hlsOptions(folderOf(name), SPLIT_SECONDS),
      ],
    })),
  };
}
