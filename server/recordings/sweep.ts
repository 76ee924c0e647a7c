/** Removes what nobody asks for any more: uploads that were not finished in time, files of replaced recordings. */
import { rm } from 'node:fs/promises';
import type { Context } from '../context.ts';
import { recordingPrefix, sourcePrefix } from '../storage/keys.ts';
import { markRemoved, replacedBefore } from './sweep-queries.ts';
import { deleteUpload, expiredUploads, holdUnfinished } from './upload-queries.ts';
import { stagedFile } from './uploads.ts';

/** Days for which a replaced recording is still there, for whoever has it open, or for an operator to bring back. */
const REPLACED_DAYS = 7;
const DAY_MS = 86_400_000;

/** With their bytes, staged or in storage already. @returns how many were removed */
export async function sweepUploads({ db, storage, config, clock }: Context): Promise<number> {
  const ids = await expiredUploads(db, clock());
  for (const id of ids) {
    await db.transaction(async (tx) => {
      if (!(await holdUnfinished(tx, id))) return;
      const staged = stagedFile(config.data, id);
      await rm(staged, { force: true });
      await rm(`${staged}.json`, { force: true });
      await storage.deletePrefix(sourcePrefix(id));
      await deleteUpload(tx, id);
    });
  }
  return ids.length;
}

/** Removes the files of recordings that others took the place of days ago. @returns how many recordings' */
export async function sweepReplaced({ db, storage, clock }: Context): Promise<number> {
  const ids = await replacedBefore(db, new Date(clock().getTime() - REPLACED_DAYS * DAY_MS));
  for (const id of ids) {
    for (const prefix of [recordingPrefix(id), sourcePrefix(id)]) await storage.deletePrefix(prefix);
    await markRemoved(db, id, clock());
  }
  return ids.length;
}
