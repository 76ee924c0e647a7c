/** Lectures that can be watched, without transcoding anything. */
import type { Context } from '../../server/context.ts';
import { recordings } from '../../server/database/schema/schema.ts';
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

/** @param duration seconds */
export async function insertReadyRecording(
  db: Context['db'],
  lectureId: string,
  duration: number,
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
    },
    playableAt: now,
    readyAt: now,
  });
}
