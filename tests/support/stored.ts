import type { Storage } from '../../server/storage/storage.ts';

/** Keys under a prefix. */
export async function storedUnder(storage: Storage, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage.list(prefix)) keys.push(key);
  return keys;
}
