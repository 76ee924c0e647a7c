/** The storage that settings ask for. */
import type { Logger } from 'pino';
import { ConfigError, type StorageConfig } from '../config.ts';
import { fileStorage } from './files.ts';
import { s3Storage } from './s3.ts';
import type { Storage } from './storage.ts';

export function openStorage(config: StorageConfig): Storage {
  return config.kind === 's3' ? s3Storage(config) : fileStorage(config.folder);
}

/**
 * As openStorage, for a process that is to run: one that is away just now is waited for by whatever needs it.
 * @throws {ConfigError} when it could never be used with these settings
 */
export async function openUsableStorage(config: StorageConfig, log: Logger): Promise<Storage> {
  const storage = openStorage(config);
  await storage.check().catch((error: unknown) => {
    if (error instanceof ConfigError) throw error;
    log.warn({ err: error }, 'storage: it cannot be used just now');
  });
  return storage;
}
