/** The one ffmpeg that makes the sound: what all rungs share, and the low-data one. Pure. */
import type { Command } from './ffmpeg.ts';
import { hlsOptions, playlistIn } from './segments.ts';

const SAMPLE_RATE = 48_000;
/** Samples by which ffmpeg's AAC encoder is late: it puts as many of silence before the first. */
const PRIMING = 1024;

export type AudioWork = {
  source: string;
  /** index within the file */
  stream: number;
  /** seconds by the file's own clock at which the lecture begins */
  startTime: number;
  gainDb: number;
  /** seconds of the lecture */
  duration: number;
  segmentSeconds: number;
  folderOf: (rendition: string) => string;
};

/**
 * Sound that begins late, ends early or has holes is filled with silence to the lecture's own time.
 * The first 1024 samples (21 ms) are given up to the encoder's priming, so that the sound needs no
 * edit list to be on time in any player.
 */
export function audioCommand(work: AudioWork): Command {
  const { stream, startTime, gainDb, duration, segmentSeconds, folderOf } = work;
  const prepared = [
    `asetpts=round(PTS-(${startTime})/TB)`,
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.1:first_pts=0`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    `volume=${gainDb}dB`,
    'apad',
    `atrim=start_sample=${PRIMING}:end=${duration.toFixed(6)}`,
  ];
  return {
    inputs: [{ path: work.source, options: ['-vn', '-sn', '-dn'] }],
    filter: `[0:${stream}]${prepared.join(',')},asplit=2[audio][both];[both]pan=mono|c0=0.5*c0+0.5*c1[listen]`,
    outputs: [
      { name: 'audio', bitrate: 96 },
      { name: 'listen', bitrate: 48 },
    ].map(({ name, bitrate }) => ({
      path: playlistIn(folderOf(name)),
      options: [
        ...['-map', `[${name}]`, '-c:a', 'aac', '-profile:a', 'aac_low', '-b:a', `${bitrate}k`],
        ...hlsOptions(folderOf(name), segmentSeconds),
      ],
    })),
  };
}
