/** Uploads that are under way, as everybody sees them: what is staged of them says how far they are. */
import { stat } from 'node:fs/promises';
import type { UploadStatus } from '../contract/recordings.ts';
import type { Db } from '../database/client.ts';
import { hasCode } from '../errors.ts';
import { stagedFile } from './staging.ts';
import { unfinishedUploads } from './upload-queries.ts';

/** ms without a byte after which an upload stands still: a slow line has some to send in that time */
const STILL_AFTER_MS = 20_000;

type Unfinished = Awaited<ReturnType<typeof unfinishedUploads>>[number];

/**
 * By lecture, the oldest first. One whose bytes are not here is left out: it is being moved into storage, or another
 * machine takes it.
 */
export async function uploadsUnderWay(
  db: Db,
  data: string,
  now: Date,
): Promise<ReadonlyMap<string, UploadStatus[]>> {
  const found = new Map<string, UploadStatus[]>();
  for (const upload of await unfinishedUploads(db)) {
    const staged = await stagedOf(data, upload.id);
    if (!staged) continue;
    const status = uploadStatus(upload, staged, now);
    found.set(upload.lectureId, [...(found.get(upload.lectureId) ?? []), status]);
  }
  return found;
}

/** @param staged bytes of the staged file, and when the last of them were written */
function uploadStatus(
  { id, name, by, bytes }: Omit<Unfinished, 'lectureId'>,
  staged: { size: number; mtime: Date },
  now: Date,
): UploadStatus {
  const isStill = now.getTime() - staged.mtime.getTime() > STILL_AFTER_MS;
  const stillSince = isStill ? staged.mtime.toISOString() : null;
  return { id, name, by, bytes, received: staged.size, stillSince };
}

async function stagedOf(data: string, id: string): Promise<{ size: number; mtime: Date } | null> {
  try {
    return await stat(stagedFile(data, id));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
