/** The embedded PostgreSQL that a running platform has, for other programs beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAJOR, NAME } from './cluster.ts';

/**
 * Address of its database; null when it does not run.
 * @param home folder for cluster and password
 */
export function runningUrl(home: string): string | null {
  const mark = join(home, MAJOR, 'postmaster.pid');
  if (!existsSync(mark)) return null;
  const port = readFileSync(mark, 'utf8').split('\n')[3];
  const password = readFileSync(join(home, 'password'), 'utf8');
  return `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`;
}
