/** Removes what nobody asks for any more: uploads that were not finished in time, files of replaced recordings. */
import type { Context } from '../context.ts';
import { recordingPrefix, sourcePrefix } from '../storage/keys.ts';
import { removeStaged } from './staging.ts';
import { markRemoved, replacedBefore } from './sweep-queries.ts';
import { deleteUpload, expiredUploads, holdUnfinished } from './upload-queries.ts';

/** Days for which a replaced recording is still there, for whoever has it open, or for an operator to bring back. */
const REPLACED_DAYS = 7;
const DAY_MS = 86_400_000;

/** Those that nobody finished in time. @returns how many were removed */
export async function sweepUploads(context: Context): Promise<number> {
  const ids = await expiredUploads(context.db, context.clock());
  for (const id of ids) await dropUpload(context, id);
  return ids.length;
}

/** Removes an upload with its bytes, staged or in storage already, unless it is finished or being finished. */
export async function dropUpload({ db, storage, config }: Context, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await holdUnfinished(tx, id))) return;
    await removeStaged(config.data, id);
    await storage.deletePrefix(sourcePrefix(id));
    await deleteUpload(tx, id);
  });
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
