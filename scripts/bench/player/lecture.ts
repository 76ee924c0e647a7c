/** A lecture that everybody may see, made by the engine itself. */
import { join } from 'node:path';
import { only } from '../../../server/database/client.ts';
import { lectures } from '../../../server/database/schema/schema.ts';
import { makeRecording } from '../../../tests/support/media.ts';
import { type Engine, transcode } from '../engine.ts';
import type { Bench } from '../run.ts';
import type { Tell } from '../steps.ts';

const SECONDS = 20;

/** @returns its id */
export async function makeLecture(engine: Engine, { folder }: Bench, tell: Tell): Promise<string> {
  const file = makeRecording(join(folder, 'lecture.mp4'), { seconds: SECONDS, size: '1280x720' });
  await transcode(engine, file, { tell });
  const { db } = engine;
  const { id } = only(
    await db.update(lectures).set({ visibility: 'public', publishedAt: new Date() }).returning(),
  );
  return id;
}
