/** Finishing an upload: all its bytes are there, and it becomes the lecture's recording, once. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context.ts';
import type { FinishedUpload } from '../contract/recordings.ts';
import { hasCode, Refusal } from '../errors.ts';
import { sourceKey } from '../storage/keys.ts';
import { insertRecording, lockLecture } from './place.ts';
import { type RecordingRow, recordingById } from './recording-queries.ts';
import { lockUpload, markFinished, type UploadRow } from './upload-queries.ts';
import { stagedFile } from './uploads.ts';

/**
 * Moves the staged file into storage and inserts recording and job in one transaction. Calling it
 * again, at once or after a crash anywhere in between, gives the same recording and no second job:
 * the recording's id is the upload's, and so is its place in storage.
 * @returns the recording, and whether this call made it
 * @throws {Refusal} not_found · gone · upload_incomplete · checksum_mismatch · conflict
 */
export async function finishUpload(
  context: Context,
  accountId: string,
  lectureId: string,
  { uploadId, sha256 }: FinishedUpload,
): Promise<{ recording: RecordingRow; created: boolean }> {
  const { db, queue, storage, config, clock } = context;
  const staged = stagedFile(config.data, uploadId);
  const finished = await db.transaction(async (tx) => {
    const upload = await lockUpload(tx, uploadId, accountId);
    if (!upload) throw new Refusal('not_found');
    const known = await recordingById(tx, uploadId);
    if (known && known.lectureId !== lectureId) throw new Refusal('conflict');
    if (known) return { recording: known, created: false };
    if (upload.expiresAt < clock()) throw new Refusal('gone');

    const stored = await storage.head(sourceKey(uploadId));
    if (stored?.bytes !== upload.bytes) {
      await requireWhole(staged, upload, sha256);
      await storage.moveFile(sourceKey(uploadId), staged, 'application/octet-stream');
    }
    // only now: moving a large file may take minutes, and whoever watches the lecture would wait
    if (!(await lockLecture(tx, lectureId))) throw new Refusal('not_found');
    const { name, bytes } = upload;
    const row = { id: uploadId, lectureId, name, bytes, sha256: sha256 ?? null };
    const recording = await insertRecording(tx, row, clock());
    await markFinished(tx, uploadId, clock());
    await queue.enqueue(tx, [{ kind: 'probe', recordingId: uploadId }]);
    return { recording, created: true };
  });
  await rm(`${staged}.json`, { force: true }); // the tus store's own note about the staged file
  return finished;
}

/** All bytes are staged, and they are the ones the client has. */
async function requireWhole(path: string, upload: UploadRow, sha256: string | undefined): Promise<void> {
  const size = await stat(path).then(
    (info) => info.size,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return -1;
      throw error;
    },
  );
  if (size !== upload.bytes) throw new Refusal('upload_incomplete');
  if (!sha256) return;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== sha256) throw new Refusal('checksum_mismatch');
}
