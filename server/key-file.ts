/** Files that hold a key: made once, whoever makes it first, and read by their owner alone. */
import { chmod, link, mkdir, open, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './errors.ts';

/**
 * Makes a file with a key, unless there is one: it is there whole or not at all, and never in place of another. On the
 * disk when this returns: what is kept under the key may be there the next moment.
 */
export async function makeKeyFile(file: string, key: string | Buffer): Promise<void> {
  const own = `${file}.${crypto.randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(own, key, { mode: 0o600, flag: 'wx', flush: true });
  await chmod(own, 0o600);
  try {
    await link(own, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(own);
  }
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
