/** What becomes of a file: where the lecture begins and ends in it, its ladder, its chunks. Pure. */
import type { Probe } from '../server/database/schema/recordings.ts';
import type {
  PlannedChunk,
  PlannedRendition,
  TranscodePlan,
} from '../server/recordings/transcode-queries.ts';
import { containerOf, saysEnds } from './containers.ts';
import { Rejection } from './failures.ts';
import { ladder, SOUND, topRate } from './ladder.ts';
import { evenCut, framesOf, planPicture, planSound, secondsOf, segmentFramesOf } from './plan.ts';
import { MAX_SECONDS, type Source } from './source.ts';

/** Seconds that packets may end before the end the header promised, or be empty there. */
export const TOLERANCE = 2;
/** The same of a file that is known to lack its end: a few frames are no loss. */
export const CUT_TOLERANCE = 0.5;
/** Seconds between the starts of picture and sound from which on both are kept whole. */
const APART = 0.5;

/** What follows from a file's description alone. */
export type Decided = { probe: Omit<Probe, 'copied'>; frames: number; rungs: PlannedRendition[] };

/**
 * Everything later jobs need to know of a file.
 * @param ends of the packets by stream, in seconds by the file's own clock
 * @param tolerance seconds that they may end before the end the header promised
 * @throws {Rejection} truncated · duration
 */
export function decide(
  source: Source,
  ends: Map<number, number>,
  interlaced: boolean,
  tolerance = TOLERANCE,
): Decided {
  const { video, audio } = source;
  const last = Math.max(...ends.values(), Number.NEGATIVE_INFINITY);
  // an MP4 counts the time before its first packet too, but for its tracks
  const tracks = [video, ...(audio ? [audio] : [])].map((one) => trackEnd(one, source));
  const promised = Math.min(headerEnd(source), Math.max(...tracks));
  if (!Number.isFinite(last)) throw new Rejection('truncated', 'there is nothing where the end should be');
  if (source.duration !== null && last < promised - tolerance) {
    throw new Rejection('truncated', `it ends at ${last} s of ${promised} s`);
  }
  const startTime = lectureStart(source);
  const end = lectureEnd(source, ends);
  if (!(end > startTime) || end - startTime > MAX_SECONDS)
    throw new Rejection('duration', `${end - startTime} s`);
  const frameRate = topRate(video.frameRate, video.averageRate);
  const hdr = video.transfer === 'smpte2084' || video.transfer === 'arib-std-b67' ? video.transfer : null;
  const probe = {
    videoStream: video.index,
    audioStream: audio?.index ?? null,
    audioTracks: source.audioTracks,
    startTime,
    container: containerOf(source.format),
    pictureSeconds: Math.min(end, ends.get(video.index) ?? trackEnd(video, source)) - startTime,
    width: video.width,
    height: video.height,
    frameRate,
    interlaced,
    hdr,
    assumedMatrix: video.matrix ? null : video.codedHeight >= 720 ? 'bt709' : 'smpte170m',
    gainDb: audio ? 0 : null,
  } satisfies Omit<Probe, 'copied'>;
  return { probe, frames: framesOf(end - startTime, frameRate), rungs: ladder(video, frameRate) };
}

/** Renditions and chunks. @param copied the chunks of a picture whose top rung is copied */
export function planOf({ probe, frames, rungs }: Decided, copied: PlannedChunk[] | null): TranscodePlan {
  const { frameRate } = probe;
  const duration = secondsOf(frames, frameRate);
  const silent = probe.audioStream === null;
  const picture = copied ?? planPicture(frames, evenCut(segmentFramesOf(frameRate)), frameRate);
  return {
    duration,
    probe: { ...probe, copied: copied !== null },
    renditions: [...rungs, ...(silent ? [] : SOUND)],
    chunks: [...picture, ...(silent ? [] : planSound(duration))],
  };
}

/** The first picture; sound that begins well before it is kept too. */
function lectureStart({ video, audio, start }: Source): number {
  const picture = video.start ?? start;
  return audio?.start != null && audio.start < picture - APART ? audio.start : picture;
}

/** Seconds by the file's own clock at which it ends by its header: infinite when that does not say. */
export const headerEnd = (source: Source): number => trackEnd(source, source);

type Track = { start: number | null; duration: number | null };

/** Seconds by the file's own clock at which a track ends by its own account: infinite when it has none. */
function trackEnd(track: Track, { format, start }: Pick<Source, 'format' | 'start'>): number {
  if (track.duration === null) return Number.POSITIVE_INFINITY;
  return (saysEnds(containerOf(format)) ? 0 : (track.start ?? start)) + track.duration;
}

/**
 * The last picture's end; sound that goes on well after it is kept too. A track's own account is needed where its
 * packets end early or have no length. It is believed as far as the file goes by its packets or its header, which
 * are known to agree: a tag may say anything.
 */
function lectureEnd(source: Source, ends: Map<number, number>): number {
  const { video, audio } = source;
  const last = Math.max(
    ...ends.values(),
    source.duration === null ? Number.NEGATIVE_INFINITY : headerEnd(source),
  );
  const endOf = (stream: Track & { index: number }) => {
    const packets = ends.get(stream.index) ?? Number.NEGATIVE_INFINITY;
    const told = trackEnd(stream, source);
    return Number.isFinite(told) ? Math.max(packets, Math.min(told, last)) : packets;
  };
  const picture = endOf(video);
  const sound = audio ? endOf(audio) : Number.NEGATIVE_INFINITY;
  return sound > picture + APART ? sound : picture;
}
