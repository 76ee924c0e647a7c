/** The first job of a recording: is it something we take, and how will it be cut? */
import { open } from 'node:fs/promises';
import { keepOwnChapters } from '../server/recordings/mark-queries.ts';
import {
  type PlannedChunk,
  startTranscode,
  stateOf,
  type TranscodePlan,
  takeProbe,
} from '../server/recordings/transcode-queries.ts';
import { sourceKey } from '../server/storage/keys.ts';
import { containerOf } from './containers.ts';
import { areEntered, areFit, cutAt, cutsOf, mayBeCopied, mayBeCut } from './copy.ts';
import { CUT_TOLERANCE, type Decided, decide, headerEnd, planOf, TOLERANCE } from './decide.ts';
import { requireDecodable } from './decodable.ts';
import { Failure, Rejection } from './failures.ts';
import type { Ffmpeg, Limits } from './ffmpeg.ts';
import { withHold } from './hold.ts';
import { joinAt } from './joined.ts';
import { secondMovieAt } from './joined-mp4.ts';
import { measureGain } from './loudness.ts';
import { readChapters } from './own-chapters.ts';
import { endsOf, isCutOff, keysApart, PACKETS, readPacketLines, zerosAtEnd } from './packet-ends.ts';
import { readPackets } from './packets.ts';
import { patiently } from './patience.ts';
import { planPicture } from './plan.ts';
import { withAttempt } from './scratch.ts';
import { DESCRIPTION, readSource, type Source } from './source.ts';
import { stored } from './stored.ts';
import type { Worker } from './worker.ts';

const QUICK_MS = 60_000;
/** Reading that may go through the whole file: it says nothing of its length, or its key frames are far apart. */
const WHOLE_MS = 3600_000;
/** Seconds in which the last packet of a track is looked for. */
const LAST_SECONDS = 10;
/** First boxes of MP4 and MOV files. */
const MP4_BEGINS = ['ftyp', 'wide', 'mdat', 'free', 'skip'];
/** Brands of still pictures that come in the boxes of MP4 (ISO/IEC 23008-12): what phones make of a photo. */
const PHOTOS = ['heic', 'heix', 'heim', 'heis', 'mif1', 'mif2', 'avif'];
/** How far ffprobe reads when its usual 5 s held no picture, or no sound: µs, and bytes. */
const FURTHER = ['-analyzeduration', '120M', '-probesize', '200M'];

/**
 * Checks a recording and plans its transcode.
 * @throws {Rejection} any of its codes {Failure}
 */
export async function probe(worker: Worker, recordingId: string, signal: AbortSignal): Promise<void> {
  const { db, queue, storage, ffmpeg, sources } = worker;
  if (!(await patiently(signal, () => takeProbe(db, recordingId)))) return;
  const key = sourceKey(recordingId);
  const uploaded = await stored(signal, () => storage.head(key));
  if (!uploaded) throw new Failure('storage', 'the uploaded file is not there');
  if (uploaded.bytes === 0) throw new Rejection('empty', '0 bytes');
  const wanted = async () => (await stateOf(db, recordingId)) === 'probing';
  await withAttempt(worker, recordingId, async ({ folder }) => {
    const { plan, own } = await withHold(signal, wanted, (held) =>
      sources.use(key, held, async (path) => {
        const plan = await inspect(ffmpeg, path, folder, held);
        return { plan, own: await ownChapters(ffmpeg, path, plan, { signal: held, wallMs: QUICK_MS }) };
      }),
    );
    if (own.length > 0) await patiently(signal, () => keepOwnChapters(db, recordingId, own));
    await patiently(signal, () => startTranscode(db, queue, recordingId, plan));
  });
}

/** Everything that is decided about a file before any of it is transcoded. */
export async function inspect(
  ffmpeg: Ffmpeg,
  path: string,
  folder: string,
  signal: AbortSignal,
): Promise<TranscodePlan> {
  const limits = { signal, wallMs: QUICK_MS };
  const source = await sourceOf(ffmpeg, path, limits);
  await refuseJoined(source, path);
  const { ends, apart, cut } = await packetEnds(ffmpeg, path, source, signal);
  const interlaced = await isInterlaced(ffmpeg, path, source, limits);
  const decided = decide(source, ends, interlaced, cut ? CUT_TOLERANCE : TOLERANCE);
  const copied = mayBeCut(apart) ? await copiedPicture(ffmpeg, path, source, decided, folder, signal) : null;
  const plan = planOf(decided, copied);
  const { videoStream: stream, startTime } = plan.probe;
  await requireDecodable(ffmpeg, { path, stream, startTime, duration: plan.duration }, limits);
  if (source.audio) {
    const from = { path, stream: source.audio.index, duration: plan.duration };
    plan.probe.gainDb = await measureGain(ffmpeg, from, { signal, wallMs: WHOLE_MS });
  }
  return plan;
}

/** The chapters that the file comes with, by the lecture's clock. They are asked for alone: a file may have any number. */
async function ownChapters(ffmpeg: Ffmpeg, path: string, plan: TranscodePlan, limits: Limits) {
  const asked = ['-show_entries', 'chapter=start_time:chapter_tags=title', '-of', 'json'];
  const told = await ffmpeg.probe(path, asked, limits);
  return readChapters(told.stdout, plan.probe.startTime, plan.duration);
}

/** What the file is. A picture that comes seldom, or sound that comes late, may not be in what is read at first. @throws {Rejection} */
async function sourceOf(ffmpeg: Ffmpeg, path: string, limits: Limits): Promise<Source> {
  const { type, brand } = await firstBox(path);
  if (type === 'ftyp' && PHOTOS.includes(brand)) throw new Rejection('format', `a still picture: ${brand}`);
  const told = await describe(ffmpeg, path, [], limits);
  try {
    const source = readSource(told.stdout, told.stderr);
    if (!source.unheard) return source;
  } catch (error) {
    if (!(error instanceof Rejection && error.code === 'codec')) throw error;
  }
  const again = await describe(ffmpeg, path, FURTHER, limits);
  return readSource(again.stdout, again.stderr);
}

/** All but one part of such a file would be lost without a word. @throws {Rejection} joined */
async function refuseJoined(source: Source, path: string): Promise<void> {
  const container = containerOf(source.format);
  const look = { mpegts: joinAt, mp4: secondMovieAt, matroska: null, asf: null, avi: null }[container];
  const at = (await look?.(path)) ?? null;
  if (at !== null) throw new Rejection('joined', `another recording begins before or at byte ${at}`);
}

/** ffprobe's description of the file. @throws {Rejection} format · codec · truncated */
async function describe(ffmpeg: Ffmpeg, path: string, reading: string[], limits: Limits) {
  const told = await ffmpeg.probe(path, [...reading, ...DESCRIPTION, '-of', 'json'], limits);
  if (told.ok) return told;
  const detail = told.stderr.trim().split('\n').at(-1) ?? '';
  if (/Codec \(\w+\) not on whitelist/.test(told.stderr)) throw new Rejection('codec', detail);
  // a camera that was switched off before it wrote the index
  const noIndex = /moov atom not found/.test(told.stderr) && MP4_BEGINS.includes((await firstBox(path)).type);
  throw new Rejection(noIndex ? 'truncated' : 'format', detail);
}

/** What the first box of a file says, if it is one: of MP4 and MOV files (ISO/IEC 14496-12 §4.3, QuickTime), and photos. */
async function firstBox(path: string): Promise<{ type: string; brand: string }> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return { type: buffer.toString('latin1', 4, 8), brand: buffer.toString('latin1', 8, 12) };
  } finally {
    await file.close();
  }
}

/**
 * Where the packets of each stream end, in seconds by the file's own clock, how far key frames of the picture are
 * apart (s), and whether the file ends in the middle of one: read from the last seconds, or from the whole file when it
 * does not say how long it is.
 * @throws {Rejection} truncated
 */
async function packetEnds(ffmpeg: Ffmpeg, path: string, source: Source, signal: AbortSignal) {
  const { video, audio } = source;
  const from = headerEnd(source) - LAST_SECONDS;
  const interval = from > source.start ? ['-read_intervals', `${from}%`] : [];
  // one by one where all are read: of what ffprobe says the last is kept, where a picture that stands still has no packet
  const each = [video, ...(audio ? [audio] : [])].map(({ index }) => ['-select_streams', String(index)]);
  const ends = new Map<number, number>();
  let apart = 0;
  let cut = false;
  for (const what of source.duration === null ? each : [interval]) {
    const told = await ffmpeg.probe(path, [...what, ...PACKETS], { signal, wallMs: WHOLE_MS });
    const packets = readPacketLines(told.stdout);
    for (const [stream, end] of endsOf(packets)) ends.set(stream, end);
    apart = Math.max(apart, keysApart(packets, video.index));
    cut ||= isCutOff(told.stderr);
    const zeros = zerosAtEnd(packets, video.index);
    if (zeros > TOLERANCE) throw new Rejection('truncated', `zeros where ${zeros} s of picture should be`);
  }
  return { ends, apart, cut };
}

/** Asks the first frames themselves unless the file says that it is progressive. */
async function isInterlaced(ffmpeg: Ffmpeg, path: string, source: Source, limits: Limits) {
  if (source.video.fields === 'progressive') return false;
  const options = ['-select_streams', String(source.video.index), '-read_intervals', '%+#16'];
  const entries = ['-show_entries', 'frame=interlaced_frame', '-of', 'csv=p=0'];
  const told = await ffmpeg.probe(path, [...options, ...entries], limits);
  return /^1\b/m.test(told.stdout);
}

/** The chunks of a picture that can be the top rung as it is, or null. */
async function copiedPicture(
  ffmpeg: Ffmpeg,
  path: string,
  source: Source,
  { probe, frames, rungs }: Decided,
  folder: string,
  signal: AbortSignal,
): Promise<PlannedChunk[] | null> {
  const { frameRate, startTime, videoStream } = probe;
  const { rung, width, height } = rungs[0] ?? {};
  if (!rung || !width || !height) return null;
  const wanted = { rung, width, height, frameRate, frames, startTime };
  if (!mayBeCopied(source, wanted, probe)) return null;
  const limits = { signal, wallMs: WHOLE_MS };
  // one more than there may be tells as well as all of them that these are not those of the lecture
  const read = await readPackets(ffmpeg, path, videoStream, folder, frames + 1, limits);
  const cuts = read && cutsOf(read, wanted);
  if (!cuts) return null;
  const chunks = planPicture(frames, cutAt(cuts, wanted), frameRate);
  const segments = chunks.flatMap((chunk) => chunk.segments);
  if (!areFit(segments, read.all, wanted)) return null;
  return (await areEntered(ffmpeg, path, videoStream, read.all, chunks, wanted, limits)) ? chunks : null;
}
