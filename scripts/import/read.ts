/** An archive as it lies on a disk: a folder of recordings, or a table of them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { decodeCaptions } from '../../server/captions/file.ts';
import { StartError } from '../platform/start-error.ts';
import { type Archive, COLUMN_NAMES, fromFiles, fromTable } from './entries.ts';

/**
 * @param path of a folder, or of a CSV file, whose paths begin where it lies
 * @param extensions of recordings, without the dot
 * @returns root: folder at which the archive's paths begin
 * @throws {StartError} when it is neither, or cannot be read
 */
export async function readArchive(
  path: string,
  extensions: readonly string[],
): Promise<Archive & { root: string }> {
  const there = await stat(path).catch(() => null);
  if (!there) throw new StartError(`찾을 수 없습니다 · Not found: ${path}`);
  if (there.isDirectory()) {
    const root = resolve(path);
    const found = await readdir(root, { recursive: true, withFileTypes: true });
    const files = found.filter((one) => one.isFile() && !one.name.startsWith('.'));
    const paths = files.map(({ parentPath, name }) => relative(root, join(parentPath, name))).sort();
    return { root, ...fromFiles(paths, extensions) };
  }
  try {
    // UTF-8, or EUC-KR as Korean spreadsheets save it
    const rows: string[][] = parse(decodeCaptions(await readFile(path)), {
      bom: true,
      relaxColumnCount: true,
    });
    return { root: dirname(resolve(path)), ...fromTable(rows) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${path}: ${why}\n열 · columns: ${COLUMN_NAMES}`, { cause });
  }
}
