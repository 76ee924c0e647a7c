/** What a recording is, read from what ffprobe says of it. Pure. */

import { Rejection } from './failures.ts';
import { AUDIO_CODECS, VIDEO_CODECS } from './ffmpeg.ts';

/** Seconds a recording may last. */
export const MAX_SECONDS = 12 * 3600;
/** Pixels of one picture: 8K, upright or lying. */
const MAX_PIXELS = 8192 * 4320;
const MAX_SIDE = 8192;
const MAX_STREAMS = 32;

export type Fraction = [number, number];
type VideoStream = {
  index: number;
  start: number | null;
  duration: number | null;
  /** pixels as shown: rotated and with square pixels */
  width: number;
  height: number;
  frameRate: Fraction;
  averageRate: Fraction;
  /** what the file says of its fields: `progressive`, `tt`, …; null = nothing */
  fields: string | null;
  transfer: string | null;
  matrix: string | null;
  codec: string;
  profile: string | null;
  pixelFormat: string | null;
  /** pixels as coded; the lines tell SD from HD where no colour matrix is given */
  codedWidth: number;
  codedHeight: number;
  /** neither turned nor mirrored by the player */
  upright: boolean;
};
type AudioStream = { index: number; start: number | null; duration: number | null; channels: number };
export type Source = {
  format: string;
  start: number;
  /** seconds; null when the file does not say */
  duration: number | null;
  /** bits a second of all streams together; null when the file does not say */
  bitRate: number | null;
  video: VideoStream;
  audio: AudioStream | null;
  audioTracks: number;
  /** sound is announced, and nothing of it was met in what was read */
  unheard: boolean;
};

/** The parts of ffprobe's JSON that are used; everything may be missing. */
type Told = {
  format?: {
    format_name?: string;
    start_time?: string;
    duration?: string;
    bit_rate?: string;
    nb_streams?: number;
  };
  streams?: ToldStream[];
};
type ToldStream = {
  index?: number;
  codec_type?: string;
  codec_name?: string;
  profile?: string;
  pix_fmt?: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  r_frame_rate?: string;
  avg_frame_rate?: string;
  start_time?: string;
  duration?: string;
  field_order?: string;
  color_transfer?: string;
  color_space?: string;
  channels?: number;
  tags?: Record<string, string>;
  disposition?: Record<string, number>;
  side_data_list?: { rotation?: number }[];
};

/** What ffprobe is asked for: no more, since a file may say any amount about itself in tags. */
export const DESCRIPTION = [
  '-show_entries',
  [
    'format=format_name,start_time,duration,bit_rate,nb_streams',
    'stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,r_frame_rate,' +
      'avg_frame_rate,start_time,duration,field_order,color_transfer,color_space,channels',
    'stream_tags=DURATION',
    'stream_disposition=default,attached_pic,still_image,timed_thumbnails',
    'stream_side_data=rotation',
  ].join(':'),
];

/**
 * Reads what ffprobe says as JSON when it is asked for a `DESCRIPTION`.
 * @param complaints what ffprobe wrote to stderr: the size of a picture too large for ffmpeg is said there alone
 * @throws {Rejection} format · streams · no_video · codec · pixels · duration
 */
export function readSource(json: string, complaints = ''): Source {
  const told = parse(json);
  const streams = told.streams ?? [];
  if (!told.format) throw new Rejection('format', 'no container was recognised');
  if ((told.format.nb_streams ?? streams.length) > MAX_STREAMS) {
    throw new Rejection('streams', `${told.format.nb_streams} streams`);
  }
  const duration = number(told.format.duration);
  const announced = streams.filter((one) => one.codec_type === 'audio');
  const audio = announced.filter((one) => (one.channels ?? 0) > 0);
  const source = {
    format: told.format.format_name ?? '',
    start: number(told.format.start_time) ?? 0,
    duration,
    bitRate: number(told.format.bit_rate),
    video: readVideo(streams, complaints),
    audio: readAudio(audio),
    audioTracks: audio.length,
    unheard: announced.length > 0 && audio.length === 0,
  };
  if (duration !== null && !(duration > 0 && duration <= MAX_SECONDS)) {
    throw new Rejection('duration', `${duration} s`);
  }
  return source;
}

function readVideo(streams: ToldStream[], complaints: string): VideoStream {
  const pictures = streams.filter((one) => one.codec_type === 'video' && !isStill(one));
  const stream = preferred(pictures);
  if (!stream) throw new Rejection('no_video', 'no moving picture');
  const { width = 0, height = 0 } = stream;
  const { codec_name: codec = '' } = stream;
  if (!VIDEO_CODECS.includes(codec)) throw new Rejection('codec', codec);
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new Rejection('pixels', `${width}×${height}`);
  }
  const impossible = /Picture size \d+x\d+ is invalid/.exec(complaints);
  if (impossible && width * height === 0) throw new Rejection('pixels', impossible[0]);
  if (width <= 0 || height <= 0)
    throw new Rejection('codec', 'no picture size: nothing of it can be decoded');
  return {
    index: stream.index ?? 0,
    start: number(stream.start_time),
    duration: number(stream.duration) ?? clock(stream.tags?.DURATION),
    ...shown(width, height, stream),
    frameRate: fraction(stream.r_frame_rate) ?? [0, 1],
    averageRate: fraction(stream.avg_frame_rate) ?? [0, 1],
    fields: known(stream.field_order),
    transfer: known(stream.color_transfer),
    matrix: known(stream.color_space),
    codec,
    profile: known(stream.profile),
    pixelFormat: known(stream.pix_fmt),
    codedWidth: width,
    codedHeight: height,
    upright: !isPlaced(stream),
  };
}

function readAudio(tracks: ToldStream[]): AudioStream | null {
  const stream = preferred(tracks.filter((one) => AUDIO_CODECS.includes(one.codec_name ?? '')));
  if (!stream) return null;
  return {
    index: stream.index ?? 0,
    start: number(stream.start_time),
    duration: number(stream.duration) ?? clock(stream.tags?.DURATION),
    channels: stream.channels ?? 0,
  };
}

/** The one marked as default, otherwise the first. */
const preferred = (streams: ToldStream[]) =>
  streams.find((one) => one.disposition?.default === 1) ?? streams[0];

/** Cover pictures count as video streams in containers, and are none. */
const isStill = ({ disposition }: ToldStream) =>
  disposition?.attached_pic === 1 || disposition?.still_image === 1 || disposition?.timed_thumbnails === 1;

/** Size with square pixels, turned as players turn it. */
function shown(width: number, height: number, stream: ToldStream): { width: number; height: number } {
  const [across, down] = fraction(stream.sample_aspect_ratio?.replace(':', '/')) ?? [1, 1];
  const ratio = across > 0 && down > 0 ? across / down : 1;
  const square = ratio > 0.2 && ratio < 5 ? Math.round(width * ratio) : width;
  return Math.abs(rotationOf(stream)) % 180 === 90
    ? { width: height, height: square }
    : { width: square, height };
}

/** Degrees by which players turn the picture: 0 of one that they mirror, too. */
const rotationOf = (stream: ToldStream): number =>
  stream.side_data_list?.find((one) => one.rotation !== undefined)?.rotation ?? 0;

/** Whether the file says how the picture is to be placed: ffmpeg tells of no matrix that changes nothing. */
const isPlaced = (stream: ToldStream): boolean =>
  (stream.side_data_list ?? []).some((one) => one.rotation !== undefined);

function parse(json: string): Told {
  try {
    return JSON.parse(json) as Told;
  } catch (cause) {
    throw new Rejection('format', 'ffprobe gave no description', { cause });
  }
}

const known = (word: string | undefined) => (word && word !== 'unknown' ? word : null);

function number(text: string | undefined): number | null {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : null;
}

/** `01:02:03.450000000`, as Matroska's tags say durations. */
function clock(text: string | undefined): number | null {
  const match = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '');
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}

function fraction(text: string | undefined): Fraction | null {
  const match = /^(\d+)\/(\d+)$/.exec(text ?? '');
  return match && Number(match[2]) > 0 ? [Number(match[1]), Number(match[2])] : null;
}
