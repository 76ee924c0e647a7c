/** The ffmpeg that makes a chunk of the sound: what all rungs share, and the low-data one. Pure. */
import type { Command } from './ffmpeg.ts';
import { FRAME_SAMPLES, SAMPLE_RATE, SOUND_SEGMENT, secondsOfSound } from './plan.ts';
import { hlsOptions, playlistIn } from './segments.ts';

/** Samples by which ffmpeg's AAC encoder is late: it puts as many of silence before the first. */
const PRIMING = 1024;
/** Frames after a chunk that its last one overlaps with; they are made, and left. */
const OVERLAP = 2;
/** Seconds around a chunk that are kept too where its sound is evened out first: its filters look ahead. */
const BEFORE = 1;
const AFTER = 1;
/** Packets and frames that are listed there: by all of them the time of the first is known better. */
const LISTED = 64;
/** Seconds at which the lecture begins in what is evened out: NUT holds no times below 0, and recordings do. */
export const EVEN_START = 2;
/** Two filters: one that changed the rate and filled holes at once began 32 ms late. */
const COUNTED = [`aresample=${SAMPLE_RATE}`, `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.02`];
/** Below the length of a segment by less than a frame adds up to in a chunk: ffmpeg counts in microseconds. */
const SPLIT_SECONDS = secondsOfSound(SOUND_SEGMENT) - 0.000_01;

/** A file with the sound in it, and how it is entered. */
type SoundSource = {
  path: string;
  /** index within the file */
  stream: number;
  /** seconds of lecture from which to read; 0 or less: from the file's very beginning */
  entry: number;
  options?: readonly string[];
};
export type AudioWork = {
  source: SoundSource;
  /** seconds by the file's own clock at which the lecture begins */
  startTime: number;
  gainDb: number;
  chunk: { start: number; segments: readonly number[] };
  /** the lecture's last one */
  last: boolean;
  folderOf: (rendition: string) => string;
};

/** Segments that are made before those that are wanted, for the encoder to be in its stride. */
export const leadOf = (chunk: { start: number }): number => (chunk.start > 0 ? 1 : 0);

/** Sample of the lecture (48,000 a second) with which a chunk's encoder begins. */
function beginOf(chunk: AudioWork['chunk']): number {
  const first = Math.round((chunk.start * SAMPLE_RATE) / FRAME_SAMPLES) - leadOf(chunk) * SOUND_SEGMENT;
  return first * FRAME_SAMPLES + PRIMING;
}

/** Samples that it takes: its own first frame counts too. */
function samplesOf({ chunk, last }: Pick<AudioWork, 'chunk' | 'last'>): number {
  const count = chunk.segments.reduce((sum, length) => sum + length, 0) + leadOf(chunk) * SOUND_SEGMENT;
  return (count - 1 + (last ? 0 : OVERLAP)) * FRAME_SAMPLES;
}

/** Seconds of lecture at which the sound of a chunk begins to count. */
export const soundFrom = (chunk: AudioWork['chunk']): number => beginOf(chunk) / SAMPLE_RATE;

/**
 * Writes the sound that a chunk needs as samples of one kind that lie end to end, with silence in holes. Where
 * packets may change their channels or their rate, ffmpeg begins its filters anew at each change, and those of
 * `audioCommand` count from where they began.
 * @param path of the file to be written, on whose clock the lecture begins at `EVEN_START`
 * @param rounded times are rounded in the recording: of the first frames it is listed when they were due and came
 */
export function evenCommand(
  work: Omit<AudioWork, 'gainDb' | 'folderOf'>,
  path: string,
  rounded: boolean,
): Command {
  const { source, startTime } = work;
  const begin = soundFrom(work.chunk);
  const end = EVEN_START + begin + samplesOf(work) / SAMPLE_RATE + AFTER;
  // by the file's clock; packets before it may be many: reading begins where a key frame of the picture is
  const from = (startTime + begin - BEFORE).toFixed(6);
  // whole frames, for the first to keep its time
  const chosen = `[0:${source.stream}]aselect='gte(t,${from})'`;
  const even = [
    `asetpts=round(PTS-(${startTime - EVEN_START})/TB)`,
    `atrim=end=${end.toFixed(6)}`,
    ...COUNTED,
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    // a sample more: where a recording is without sound, ffmpeg would not read what holds nothing
    'apad=pad_len=1[even]',
  ].join(',');
  const output = { path, options: ['-map', '[even]', '-c:a', 'pcm_f32le', '-f', 'nut'] };
  const inputs = [soundInput(source)];
  if (!rounded) return { inputs, filter: `${chosen},${even}`, outputs: [output] };
  const packets = [
    ...['-map', `0:${source.stream}`, '-c:a', 'copy', '-frames:a', String(LISTED), '-copytb', '1'],
    // from there on, and by the file's clock all the same
    ...['-copypriorss', '0', '-ss', from, '-output_ts_offset', from],
  ];
  const lists = listsOf(path);
  return {
    inputs,
    filter: `${chosen},asplit=2[all][listed];[listed]aselect='lt(n,${LISTED})'[first];[all]${even}`,
    outputs: [
      output,
      { path: lists.packets, options: [...packets, '-f', 'framecrc'] },
      { path: lists.frames, options: ['-map', '[first]', '-c:a', 'pcm_s16le', '-f', 'framecrc'] },
    ],
  };
}

/** Where `evenCommand` lists the packets and the frames that it begins with: no more of them are wanted. */
export const listsOf = (path: string) => ({
  packets: `${path}-packets.txt`,
  frames: `${path}-frames.txt`,
  most: LISTED,
});

/** What `evenCommand` wrote, the only file that may be of such a kind. */
export const evened = (path: string): SoundSource => ({
  ...{ path, stream: 0, entry: 0 },
  options: ['-f', 'nut', '-format_whitelist', 'nut', '-codec_whitelist', 'pcm_f32le'],
});

function soundInput({ path, entry, options = [] }: SoundSource) {
  const from = entry > 0 ? ['-ss', entry.toFixed(6)] : [];
  return { path, options: [...options, '-vn', '-sn', '-dn', '-noaccurate_seek', ...from] };
}

/**
 * Sound that begins late, ends early or has holes is filled with silence to the lecture's own time.
 * Every sample comes 1024 samples (21 ms) early, given up to the encoder's priming, so that the sound
 * needs no edit list to be on time in any player. A chunk is encoded together with what is around it:
 * frames of AAC overlap, and those at its ends must come out as if the lecture had been made in one.
 */
export function audioCommand(work: AudioWork): Command {
  const { source, startTime, gainDb, chunk, folderOf } = work;
  const begin = beginOf(chunk);
  const prepared = [
    `asetpts=round(PTS-(${startTime})/TB)`,
    `atrim=start=${(begin / SAMPLE_RATE).toFixed(9)}`,
    `${COUNTED.join(',')}:first_pts=${begin}`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    `volume=${gainDb}dB`,
    'apad',
    `atrim=end_sample=${samplesOf(work)}`,
    `asetpts=N+${PRIMING}`,
  ];
  return {
    inputs: [soundInput(source)],
    filter: `[0:${source.stream}]${prepared.join(',')},asplit=2[audio][both];[both]pan=mono|c0=0.5*c0+0.5*c1[listen]`,
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
