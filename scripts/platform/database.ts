/** The database of the settings, for programs that run beside the platform or without it. */
import { join } from 'node:path';
import type { Config } from '../../server/config.ts';
import { NAME } from '../postgres/cluster.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { runningUrl } from '../postgres/running.ts';
import { takeDataFolder } from './data-folder.ts';

/**
 * That of DATABASE_URL; or else the embedded one: of the `npm start` that runs, or started until `parts` are disposed of.
 * @returns its address
 * @throws {StartError} when it cannot run
 */
export async function reachDatabase(
  { databaseUrl, data }: Pick<Config, 'databaseUrl' | 'data'>,
  parts: AsyncDisposableStack,
): Promise<string> {
  if (databaseUrl) return databaseUrl;
  const home = join(data, 'postgres');
  try {
    parts.use(takeDataFolder(data));
  } catch (error) {
    const url = runningUrl(home);
    if (url) return url;
    throw error;
  }
  const server = await startPostgres({ home, logFile: join(data, 'logs', 'postgres.log'), database: NAME });
  parts.defer(server.stop);
  return server.url(NAME);
}
