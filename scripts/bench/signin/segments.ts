/** A lecture whose segments are there to be asked for, as files of the embedded storage. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordingPrefix } from '../../../server/storage/keys.ts';
import { ask } from '../../postgres/ask.ts';
import type { Bench } from '../run.ts';
import type { Site } from '../statistics/site.ts';

/** Four seconds of 1080p as the engine makes them of slides: 1.5 Mbit/s. */
const SEGMENT_BYTES = 750_000;
const SEGMENTS = 100;

/** @returns their paths */
export async function makeSegments({ name, database }: Site, { folder }: Bench): Promise<string[]> {
  const [recording] = await ask<{ id: string }>(database, 'select id from recordings limit 1');
  if (!recording) throw new Error('The catalogue has no recording.');
  const bytes = randomBytes(SEGMENT_BYTES);
  return Array.from({ length: SEGMENTS }, (_, n) => {
    const key = `${recordingPrefix(recording.id)}1080p/${n}.m4s`;
    const file = join(folder, name, 'media', key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return `/media/${key}`;
  });
}
