/** Log files of the processes: appended to, readable by their owner alone, started anew when large. */
import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LARGE_BYTES = 50 * 1024 ** 2;

/** Opens a log to append; one that has grown large becomes `NAME.1`. @returns its file descriptor */
export function openLog(path: string, large = LARGE_BYTES): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > large) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
