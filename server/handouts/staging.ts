/** Where the bytes of a handout wait until they were looked at. */
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import { hasCode, Refusal } from '../errors.ts';

const folderOf = (data: string): string => join(data, 'uploads');
const ENDING = '.handout';
/** What is older was left behind by a process that ended in the middle. */
const LEFT_MS = 86_400_000;

/**
 * Writes what arrives beside the uploads, hands the file to `use`, and removes what is left of it. The connection stays,
 * so that whoever sends is told why it was not taken.
 * @throws {Refusal} disk_full
 */
export async function staged<T>(
  data: string,
  id: string,
  source: Readable,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(folderOf(data), `${id}${ENDING}`);
  try {
    const file = await open(path, 'wx');
    try {
      for await (const chunk of source.iterator({ destroyOnReturn: false })) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
    return await use(path);
  } catch (cause) {
    if (hasCode(cause, 'ENOSPC', 'EDQUOT')) throw new Refusal('disk_full', [], { cause });
    throw cause;
  } finally {
    await rm(path, { force: true });
  }
}

/** Removes what processes that were killed left behind. */
export async function sweepHandouts({ config, clock }: Pick<Context, 'config' | 'clock'>): Promise<void> {
  const folder = folderOf(config.data);
  for (const name of await readdir(folder)) {
    if (!name.endsWith(ENDING)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < clock().getTime() - LEFT_MS) await rm(path, { force: true });
  }
}
