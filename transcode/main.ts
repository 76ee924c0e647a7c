/** The worker process: takes the next job of any recording, on any machine, until it is told to stop. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { migrateOnceUp } from '../server/database/begin.ts';
import { openDatabase } from '../server/database/client.ts';
import { createLog } from '../server/log.ts';
import { runProcess } from '../server/process.ts';
import { openQueue } from '../server/queue/queue.ts';
import { openUsableStorage } from '../server/storage/open.ts';
import { checkSandbox, createFfmpeg } from './ffmpeg.ts';
import { registerWorker } from './register.ts';
import { openScratch, sweepScratch } from './scratch.ts';
import { openSourceCache } from './source-cache.ts';
import { handlersOf, type Worker } from './worker.ts';

/** ms for ffmpeg to die and scratch space to be removed after a stop. */
const GRACE_MS = 5000;
/** ms between two looks for what dead workers left on the disk */
const SWEEP_MS = 3600_000;

async function start(config: Config) {
  const log = createLog('worker', config);
  const { databaseUrl, data } = config;
  if (!databaseUrl) {
    throw new ConfigError('DATABASE_URL: required here. `npm start` runs the embedded database.');
  }
  const storage = await openUsableStorage(config.storage, log);
  const sandbox = await checkSandbox(log);
  const folder = await openScratch(data);
  await migrateOnceUp(databaseUrl, log);
  const { db, close } = openDatabase(databaseUrl, log);
  const queue = await openQueue(databaseUrl, log);
  const ffmpeg = createFfmpeg(sandbox, log);
  const sources = openSourceCache({
    ...{ storage, log, maxBytes: config.worker.cacheBytes },
    folder: join(folder, 'sources'),
  });
  const worker: Worker = { config, db, queue, storage, log, ffmpeg, sources, folder };
  const leave = await registerWorker({ db, log, config, sandbox });
  const sweep = () =>
    sweepScratch(db, data).catch((error: unknown) => {
      log.warn({ err: error }, 'worker: scratch space of dead workers is left over');
    });
  await sweep();
  const sweeping = setInterval(sweep, SWEEP_MS);
  await queue.work(config.worker.slots, handlersOf(worker));

  return {
    ready: {},
    async stop() {
      clearInterval(sweeping);
      await queue.stop(GRACE_MS);
      await rm(folder, { recursive: true, force: true });
      await leave();
      await close();
    },
  };
}

await runProcess(() => start(parseConfig(readEnv())));
