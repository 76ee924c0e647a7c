/** A worker tells the installation that it is there, with what its host does not permit. */
import { hostname } from 'node:os';
import { setInterval } from 'node:timers/promises';
import type { Config } from '../server/config.ts';
import type { Db } from '../server/database/client.ts';
import { isUnavailable } from '../server/database/unavailable.ts';
import type { Log } from '../server/log.ts';
import { announceWorker, forgetDeadWorkers, withdrawWorker } from '../server/queue/worker-queries.ts';
import { missingParts, type Sandbox } from './sandbox.ts';

/** ms between two signs of life; `/metrics` counts whoever gave one within 30 s */
const EVERY_MS = 5000;

/**
 * Registers this process, and renews that until it is told to stop. A database that is away later
 * costs nothing: the next sign of life makes the row anew.
 * @param everyMs replaces the default in tests
 * @returns takes the registration back
 */
export async function registerWorker(
  { db, log, config, sandbox }: { db: Db; log: Log; config: Pick<Config, 'worker'>; sandbox: Sandbox },
  everyMs = EVERY_MS,
): Promise<() => Promise<void>> {
  const { slots, threads } = config.worker;
  const card = {
    ...{ id: crypto.randomUUID(), host: hostname(), pid: process.pid, slots, threads },
    sandboxMissing: missingParts(sandbox),
  };
  await forgetDeadWorkers(db);
  await announceWorker(db, card);
  const stopped = new AbortController();
  const renewing = renew();

  async function renew(): Promise<void> {
    try {
      for await (const _ of setInterval(everyMs, undefined, { signal: stopped.signal })) {
        await announceWorker(db, card).catch((error: unknown) => {
          if (!isUnavailable(error)) log.warn({ err: error }, 'worker: no sign of life could be given');
        });
      }
    } catch {
      // told to stop
    }
  }

  return async () => {
    stopped.abort();
    await renewing;
    await withdrawWorker(db, card.id).catch((error: unknown) => {
      log.warn({ err: error }, 'worker: it stays registered, and is forgotten in a day');
    });
  };
}
