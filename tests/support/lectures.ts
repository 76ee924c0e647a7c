/** Lectures that can be watched, and recordings for a worker to transcode. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Context } from '../../server/context.ts';
import { only } from '../../server/database/client.ts';
import type { Probe } from '../../server/database/schema/recordings.ts';
import { lectures, recordings } from '../../server/database/schema/schema.ts';
import { sourceKey } from '../../server/storage/keys.ts';
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
    probe: {
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
      ...found,
    },
    playableAt: now,
    readyAt: now,
  });
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
