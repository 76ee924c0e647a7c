/** What of a lecture is kept to be served. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What is neither picture nor sound, but listed and looked at. */
const OTHER = 'other';

/**
 * Bytes of segments and init segments by rendition, after the folder they lie in; playlists, previews
 * and posters together as `other`.
 */
export async function bytesByRendition(folder: string): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = /\.(m4s|mp4)$/.test(path) ? basename(dirname(path)) : OTHER;
    sums.set(name, (sums.get(name) ?? 0) + (await stat(path)).size);
  }
  return sums;
}

export const total = (bytes: ReadonlyMap<string, number>): number =>
  [...bytes.values()].reduce((sum, one) => sum + one, 0);
