/** Removes uploads that nobody finished in time, with their staged bytes. */
import { rm } from 'node:fs/promises';
import type { Context } from '../context.ts';
import { deleteUpload, expiredUploads } from './upload-queries.ts';
import { stagedFile } from './uploads.ts';

/** @returns how many were removed */
export async function sweepUploads({ db, config, clock }: Context): Promise<number> {
  const ids = await expiredUploads(db, clock());
  for (const id of ids) {
    const staged = stagedFile(config.data, id);
    await rm(staged, { force: true });
    await rm(`${staged}.json`, { force: true });
    await deleteUpload(db, id);
  }
  return ids.length;
}
