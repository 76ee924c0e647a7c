/** For a container's health check: ends with 0 when a worker of this host gave a sign of life lately, otherwise with 1. */
import { hostname } from 'node:os';
import { parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { createLog } from '../server/log.ts';
import { workersSeen } from '../server/queue/worker-queries.ts';

const { databaseUrl } = parseConfig(readEnv());
const { db, close } = openDatabase(databaseUrl ?? '', createLog('alive', { logLevel: 'silent' }), 1);
try {
  const seen = await workersSeen(db);
  process.exitCode = seen.some(({ host }) => host === hostname()) ? 0 : 1;
} catch {
  process.exitCode = 1; // whoever asks wants to know no more
} finally {
  await close();
}
