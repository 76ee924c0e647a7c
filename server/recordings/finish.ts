/** Finishing an upload: all its bytes are there, and it becomes the lecture's recording, once. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context.ts';
import type { FinishedUpload } from '../contract/recordings.ts';
import { hasCode, Refusal } from '../errors.ts';
import { sourceKey } from '../storage/keys.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hashing } from './hashing.ts';
import { insertRecording, lockLecture } from './place.ts';
import { type RecordingRow, recordingById } from './recording-queries.ts';
import { removeStaged, stagedFile } from './staging.ts';
import { dropUpload } from './sweep.ts';
import { lockUpload, markFinished, type UploadRow } from './upload-queries.ts';

/**
 * Moves the staged file into storage and inserts recording and job in one transaction. Calling it
 * again, at once or after a crash anywhere in between, gives the same recording and no second job:
 * the recording's id is the upload's, and so is its place in storage. Bytes that are not those of the client's file
 * are removed: it has to send them anew.
 * @returns the recording, and whether this call made it
 * @throws {Refusal} not_found · gone · upload_incomplete · checksum_mismatch · conflict
 */
export async function finishUpload(
  context: Context,
  hashing: Hashing,
  accountId: string,
  lectureId: string,
  { uploadId, sha256 }: FinishedUpload,
): Promise<{ recording: RecordingRow; created: boolean }> {
  const { db, queue, storage, config, clock } = context;
  const staged = stagedFile(config.data, uploadId);
  const work = db.transaction(async (tx) => {
    const upload = await lockUpload(tx, uploadId, accountId);
    if (!upload) throw new Refusal('not_found');
    const known = await recordingById(tx, uploadId);
    if (known && known.lectureId !== lectureId) throw new Refusal('conflict');
    if (known) return { recording: known, created: false };
    if (upload.expiresAt < clock()) throw new Refusal('gone');

    const stored = await storage.head(sourceKey(uploadId));
    const isStored = stored?.bytes === upload.bytes;
    const hash = await (isStored ? hashOfStored(storage, uploadId) : hashOfStaged(context, hashing, upload));
    if (sha256 && sha256 !== hash) throw new Refusal('checksum_mismatch');
    if (!isStored) await storage.moveFile(sourceKey(uploadId), staged, 'application/octet-stream');
    // only now: moving a large file may take minutes, and whoever watches the lecture would wait
    if (!(await lockLecture(tx, lectureId))) throw new Refusal('not_found');
    const { name, bytes } = upload;
    const row = { id: uploadId, lectureId, name, bytes, sha256: hash };
    const recording = await insertRecording(tx, row, clock());
    await markFinished(tx, uploadId, clock());
    await queue.enqueue(tx, [{ kind: 'probe', recordingId: uploadId }]);
    return { recording, created: true };
  });
  const finished = await work.catch(async (error: unknown) => {
    hashing.forget(uploadId);
    if (error instanceof Refusal && error.code === 'checksum_mismatch') await dropUpload(context, uploadId);
    throw error;
  });
  hashing.forget(uploadId);
  await removeStaged(config.data, uploadId);
  return finished;
}

/** Hex of what is staged; it has all its bytes. */
async function hashOfStaged(
  { config }: Context,
  hashing: Hashing,
  { id, bytes }: UploadRow,
): Promise<string> {
  const path = stagedFile(config.data, id);
  const size = await stat(path).then(
    (info) => info.size,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return -1;
      throw error;
    },
  );
  if (size !== bytes) throw new Refusal('upload_incomplete');
  return hashing.sha256(id, path, bytes);
}

/** Hex of a recording that is in storage already: a crash came between that and the commit. */
async function hashOfStored(storage: Storage, uploadId: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await storage.read(sourceKey(uploadId)), hash);
  return hash.digest('hex');
}
