/** What every part of a process is handed: built once in main, members replaced in tests. */
import type { Config } from './config.ts';
import type { Db } from './database/client.ts';
import type { Log } from './log.ts';
import type { Queue } from './queue/queue.ts';
import type { Storage } from './storage/storage.ts';

export type Context = {
  config: Config;
  db: Db;
  queue: Queue;
  storage: Storage;
  log: Log;
  /** now */
  clock: () => Date;
};
