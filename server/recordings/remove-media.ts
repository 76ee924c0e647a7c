/** Removes what storage holds of recordings whose rows are gone. */
import type { Context } from '../context.ts';
import { recordingPrefix, sourcePrefix } from '../storage/keys.ts';

/** What cannot be removed now is logged: it is listed nowhere any more, and costs space alone. */
export async function removeMedia({ storage, log }: Context, recordingIds: string[]): Promise<void> {
  for (const id of recordingIds) {
    for (const prefix of [recordingPrefix(id), sourcePrefix(id)]) {
      await storage.deletePrefix(prefix).catch((error: unknown) => {
        log.warn({ err: error, prefix }, 'storage: objects of a deleted lecture are left over');
      });
    }
  }
}
