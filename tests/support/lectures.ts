/** Lectures that can be watched, and recordings for a worker to transcode. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Context } from '../../server/context.ts';
import { only } from '../../server/database/client.ts';
import type { Kept, Probe } from '../../server/database/schema/recordings.ts';
import {
  captionTracks,
  handouts,
  lectures,
  recordings,
  renditions,
  segmentRuns,
  storyboards,
} from '../../server/database/schema/schema.ts';
import { landChunk, markReady } from '../../server/recordings/landing.ts';
import { insertRecording } from '../../server/recordings/place.ts';
import { startTranscode, takeChunk, takeProbe } from '../../server/recordings/transcode-queries.ts';
import { handoutKey, recordingPrefix, sourceKey } from '../../server/storage/keys.ts';
import type { Browser } from './app.ts';

/**
 * A published lecture whose recording is ready.
 * @param duration seconds
 */
export async function watchableLecture(
  { db }: Context,
  staff: Browser,
  { duration = 100, ...described }: { duration?: number; [field: string]: unknown } = {},
): Promise<string> {
  const body = { title: '새로운 공공의 등장', visibility: 'public', ...described };
  const { body: lecture } = await staff('POST', '/api/lectures', body);
  await insertReadyRecording(db, lecture.id, duration);
  return lecture.id;
}

/** A lecture of 100 s with one segment, a storyboard, captions and a handout. @returns with the address its media begin with */
export async function mediaLecture(context: Context, staff: Browser, described: object = {}) {
  const { db, storage } = context;
  const id = await watchableLecture(context, staff, { ...described });
  const { id: recordingId } = only(
    await db.select({ id: recordings.id }).from(recordings).where(eq(recordings.lectureId, id)),
  );
  const prefix = recordingPrefix(recordingId);
  await storage.put(`${prefix}a/0.m4s`, '0123456789', 'video/iso.segment');
  await storage.put(`${prefix}a/pictures.vtt`, 'WEBVTT\n', 'text/vtt');
  await storage.put(sourceKey(recordingId), 'as uploaded', 'application/octet-stream');
  const made = { recordingId, initKey: `${prefix}a/init.mp4`, initSha256: 'x' };
  await db.insert(renditions).values([
    {
      ...{ ...made, name: '360p', kind: 'video', rung: 360, width: 640, height: 360, frameRate: 30 },
      codecs: 'avc1.64001e',
    },
    { ...made, name: 'audio', kind: 'audio', codecs: 'mp4a.40.2' },
  ]);
  const run = { recordingId, run: 0, keys: [`${prefix}a/0.m4s`], durations: [4], bytes: [10] };
  await db.insert(segmentRuns).values(['360p', 'audio'].map((rendition) => ({ ...run, rendition })));
  const pictures = { vttKey: `${prefix}a/pictures.vtt`, posterKeys: [`${prefix}a/0.m4s`] };
  await db.insert(storyboards).values({ recordingId, complete: true, ...pictures });
  await db.insert(captionTracks).values({ lectureId: id, language: 'ko', vtt: 'WEBVTT\n' });
  const handoutId = crypto.randomUUID();
  await storage.put(handoutKey(handoutId), 'a document', 'application/pdf');
  await db.insert(handouts).values({ id: handoutId, lectureId: id, name: 'a.pdf', bytes: 10 });
  const handout = `/api/lectures/${id}/handouts/${handoutId}`;
  return { id, media: `/media/${prefix}`, handout, recordingId };
}

/** What a probe may have found. @param duration seconds */
const probeOf = (duration: number): Probe => ({
  videoStream: 0,
  audioStream: null,
  audioTracks: 0,
  startTime: 0,
  container: 'mp4',
  width: 640,
  height: 360,
  frameRate: [30, 1],
  interlaced: false,
  copied: false,
  pictureSeconds: duration,
  hdr: null,
  assumedMatrix: null,
  gainDb: null,
});

/**
 * @param duration seconds
 * @param found replaces parts of what its probe found
 */
export async function insertReadyRecording(
  db: Context['db'],
  lectureId: string,
  duration: number,
  found: Partial<Probe> = {},
): Promise<void> {
  const now = new Date();
  await db.insert(recordings).values({
    id: crypto.randomUUID(),
    lectureId,
    name: 'lecture.mp4',
    bytes: 1,
    state: 'ready',
    duration,
    chunkCount: 1,
    probe: { ...probeOf(duration), ...found },
    playableAt: now,
    readyAt: now,
  });
}

/** Another recording of a lecture as its probe leaves it: a single chunk of picture is to be made. */
export async function plannedRecording(
  context: Context,
  lectureId: string,
  { duration, kept = null }: { duration: number; kept?: Kept[] | null },
): Promise<string> {
  const id = crypto.randomUUID();
  const recording = { id, lectureId, name: 'next.mp4', bytes: 1, kept };
  await context.db.transaction((tx) => insertRecording(tx, recording, context.clock()));
  await planRecording(context, id, duration);
  return id;
}

/** What the probe leaves of a recording that has its file: a single chunk of picture is to be made. @param duration seconds */
export async function planRecording({ db, queue }: Context, id: string, duration: number): Promise<void> {
  await takeProbe(db, id);
  const video = { rung: 360, width: 640, height: 360, frameRate: 30 };
  await startTranscode(db, queue, id, {
    ...{ duration, probe: probeOf(duration) },
    renditions: [{ name: '360p', kind: 'video', ...video }],
    chunks: [{ kind: 'video', index: 0, start: 0, duration, firstSegment: 0, segments: [120] }],
  });
}

/** The one chunk of such a recording lands: it begins to play. */
export async function landOnly({ db, queue }: Context, recordingId: string): Promise<void> {
  const chunk = { recordingId, kind: 'video', index: 0 } as const;
  const attempt = crypto.randomUUID();
  await takeChunk(db, chunk, attempt, null);
  const run = { rendition: '360p', run: 0, keys: ['a/0.m4s'], durations: [4], bytes: [10] };
  await landChunk(db, queue, { ...chunk, attempt, inits: [], runs: [run] });
}

/** Another recording takes a lecture over, all of it made. @returns its id */
export async function replaceRecording(
  context: Context,
  lectureId: string,
  next: { duration: number; kept?: Kept[] | null },
): Promise<string> {
  const id = await plannedRecording(context, lectureId, next);
  await landOnly(context, id);
  await markReady(context.db, context.queue, id);
  return id;
}

/** A recording's id, and where its lecture is watched. */
export type PublishedRecording = { id: string; path: string };

/** Puts a recording in as if it had been uploaded to a published lecture. */
export async function publishRecording(
  { db, queue, config }: Context,
  file: string,
): Promise<PublishedRecording> {
  const id = crypto.randomUUID();
  const target = join(config.data, 'media', sourceKey(id));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
  const values = { title: 'A lecture', visibility: 'public', publishedAt: new Date() } as const;
  const lecture = only(await db.insert(lectures).values(values).returning());
  await db.transaction(async (tx) => {
    await tx.insert(recordings).values({ id, lectureId: lecture.id, name: 'recording', bytes: 1 });
    await queue.enqueue(tx, [{ kind: 'probe', recordingId: id }]);
  });
  return { id, path: `/lectures/${lecture.id}` };
}
