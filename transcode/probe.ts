/** The first job of a recording: is it something we take, and how will it be cut? */
import { open } from 'node:fs/promises';
import type { Probe } from '../server/database/schema/recordings.ts';
import { startTranscode, type TranscodePlan, takeProbe } from '../server/recordings/transcode-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import { Failure, Rejection } from './failures.ts';
import type { Ffmpeg, Limits } from './ffmpeg.ts';
import { ladder, SOUND, topRate } from './ladder.ts';
import { measureGain } from './loudness.ts';
import { framesOf, planChunks, secondsOf, segmentFramesOf } from './plan.ts';
import { MAX_SECONDS, readSource, type Source } from './source.ts';
import type { Worker } from './worker.ts';

const QUICK_MS = 60_000;
/** Reading a whole file that does not say how long it is. */
const WHOLE_MS = 3600_000;
/** Seconds that packets may end before the end the header promised. */
const TOLERANCE = 2;
/** Seconds between the starts of picture and sound from which on both are kept whole. */
const APART = 0.5;

/**
 * Checks a recording and plans its transcode.
 * @throws {Rejection} any of its codes {Failure}
 */
export async function probe(worker: Worker, recordingId: string, signal: AbortSignal): Promise<void> {
  const { db, queue, storage, ffmpeg, folder } = worker;
  const recording = await takeProbe(db, recordingId);
  if (!recording) return;
  const stored = await storage.head(sourceKey(recordingId));
  if (!stored) throw new Failure('storage', 'the uploaded file is not there');
  if (stored.bytes === 0) throw new Rejection('empty', '0 bytes');
  const path = await storage.localFile(sourceKey(recordingId), folder);
  await startTranscode(db, queue, recordingId, await inspect(ffmpeg, path, signal));
}

/** Everything that is decided about a file before any of it is transcoded. */
export async function inspect(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<TranscodePlan> {
  const limits = { signal, wallMs: QUICK_MS };
  const described = await describe(ffmpeg, path, limits);
  const source = readSource(described.stdout, described.stderr);
  const ends = await packetEnds(ffmpeg, path, source.duration, signal);
  const interlaced = await isInterlaced(ffmpeg, path, source, limits);
  const plan = planOf(source, ends, interlaced);
  if (source.audio) {
    const from = { path, stream: source.audio.index, duration: plan.duration };
    plan.probe.gainDb = await measureGain(ffmpeg, from, limits);
  }
  return plan;
}

/** ffprobe's description of the file. @throws {Rejection} format · codec · truncated */
async function describe(ffmpeg: Ffmpeg, path: string, limits: Limits) {
  const told = await ffmpeg.probe(path, ['-show_streams', '-show_format', '-of', 'json'], limits);
  if (told.ok) return told;
  const detail = told.stderr.trim().split('\n').at(-1) ?? '';
  if (/Codec \(\w+\) not on whitelist/.test(told.stderr)) throw new Rejection('codec', detail);
  // a camera that was switched off before it wrote the index
  const noIndex = /moov atom not found/.test(told.stderr) && (await beginsAsMp4(path));
  throw new Rejection(noIndex ? 'truncated' : 'format', detail);
}

/** The first box of MP4 and MOV files (ISO/IEC 14496-12 §4.3, QuickTime). */
async function beginsAsMp4(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return ['ftyp', 'wide', 'mdat', 'free', 'skip'].includes(buffer.toString('latin1', 4, 8));
  } finally {
    await file.close();
  }
}

/**
 * Where the packets of each stream end, in seconds by the file's own clock: read from the last
 * seconds, or from the whole file when it does not say how long it is.
 */
async function packetEnds(ffmpeg: Ffmpeg, path: string, duration: number | null, signal: AbortSignal) {
  const options = ['-show_entries', 'packet=stream_index,pts_time,duration_time', '-of', 'csv=p=0'];
  const interval = duration === null ? [] : ['-read_intervals', `${Math.max(0, duration - 10)}%`];
  const wallMs = duration === null ? WHOLE_MS : QUICK_MS;
  const told = await ffmpeg.probe(path, [...options, ...interval], { signal, wallMs });
  return readEnds(told.stdout);
}

/** The greatest end by stream, from lines `stream,pts,duration`. Pure. */
export function readEnds(csv: string): Map<number, number> {
  const ends = new Map<number, number>();
  for (const line of csv.split('\n')) {
    const [stream, pts, duration] = line.split(',').map(Number.parseFloat);
    if (stream === undefined || pts === undefined || !Number.isFinite(pts)) continue;
    const end = pts + (Number.isFinite(duration) ? (duration ?? 0) : 0);
    ends.set(stream, Math.max(ends.get(stream) ?? 0, end));
  }
  return ends;
}

/** Asks the first frames themselves unless the file says that it is progressive. */
async function isInterlaced(ffmpeg: Ffmpeg, path: string, source: Source, limits: Limits) {
  if (source.video.fields === 'progressive') return false;
  const options = ['-select_streams', String(source.video.index), '-read_intervals', '%+#16'];
  const entries = ['-show_entries', 'frame=interlaced_frame', '-of', 'csv=p=0'];
  const told = await ffmpeg.probe(path, [...options, ...entries], limits);
  return /^1\b/m.test(told.stdout);
}

/**
 * Ladder, chunks and everything later jobs need to know. Pure.
 * @param ends of the packets by stream, in seconds by the file's own clock
 * @throws {Rejection} truncated · duration
 */
export function planOf(source: Source, ends: Map<number, number>, interlaced: boolean): TranscodePlan {
  const { video, audio } = source;
  const last = Math.max(...ends.values(), Number.NEGATIVE_INFINITY);
  const promised = source.start + (source.duration ?? 0);
  if (!Number.isFinite(last)) throw new Rejection('truncated', 'there is nothing where the end should be');
  if (source.duration !== null && last < promised - TOLERANCE) {
    throw new Rejection('truncated', `it ends at ${last} s of ${promised} s`);
  }
  const startTime = lectureStart(source);
  const end = lectureEnd(source, ends);
  if (!(end > startTime) || end - startTime > MAX_SECONDS)
    throw new Rejection('duration', `${end - startTime} s`);
  const frameRate = topRate(video.frameRate, video.averageRate);
  const segmentFrames = segmentFramesOf(frameRate);
  const frames = framesOf(end - startTime, frameRate);
  const hdr = video.transfer === 'smpte2084' || video.transfer === 'arib-std-b67' ? video.transfer : null;
  const probe: Probe = {
    videoStream: video.index,
    audioStream: audio?.index ?? null,
    audioTracks: source.audioTracks,
    startTime,
    // transport streams are entered anywhere: back to before the last picture that stands alone
    preroll: /mpegts/.test(source.format) ? 15 : 1,
    width: video.width,
    height: video.height,
    frameRate,
    segmentFrames,
    interlaced,
    hdr,
    assumedMatrix: video.matrix ? null : video.codedHeight >= 720 ? 'bt709' : 'smpte170m',
    gainDb: audio ? 0 : null,
  };
  return {
    duration: secondsOf(frames, frameRate),
    probe,
    renditions: [...ladder(video, frameRate), ...(audio ? SOUND : [])],
    chunks: planChunks(frames, segmentFrames, frameRate),
  };
}

/** The first picture; sound that begins well before it is kept too. */
function lectureStart({ video, audio, start }: Source): number {
  const picture = video.start ?? start;
  return audio?.start != null && audio.start < picture - APART ? audio.start : picture;
}

/** The last picture's end; sound that goes on well after it is kept too. */
function lectureEnd({ video, audio, start }: Source, ends: Map<number, number>): number {
  const endOf = (stream: { index: number; start: number | null; duration: number | null }) =>
    Math.max(
      ends.get(stream.index) ?? 0,
      stream.duration === null ? 0 : (stream.start ?? start) + stream.duration,
    );
  const picture = endOf(video);
  const sound = audio ? endOf(audio) : 0;
  return sound > picture + APART ? sound : picture;
}
