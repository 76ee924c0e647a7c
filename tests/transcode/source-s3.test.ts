/** Downloads of recordings from a real S3-compatible store, over connections that are cut. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { s3Storage } from '../../server/storage/s3.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { failureCode } from '../../transcode/failures.ts';
import { openBucket, openS3 } from '../support/s3.ts';
import { hashOf, never, openShelf, pathOf, type Shelf, sha256, thrown } from '../support/sources.ts';

let shelf: Shelf;
beforeEach(async () => {
  shelf = await openShelf();
});
afterEach(() => shelf.close());

const s3 = await openS3();
afterAll(() => s3?.stop());

describe.skipIf(!s3)('S3', async () => {
  if (!s3) return;
  const config = await openBucket(s3, 'https://madang.example');
  const bytes = randomBytes(8_000_000);
  /** bytes after which the next connection is cut, and how many stand */
  const line = { cutAfter: Number.POSITIVE_INFINITY, standing: 0 };
  const proxy = createServer((client) => {
    const { hostname, port } = new URL(s3.endpoint);
    const store = connect(Number(port), hostname);
    let passed = 0;
    line.standing++;
    store.on('data', ({ length }) => {
      passed += length;
      if (passed < line.cutAfter) return;
      line.cutAfter = Number.POSITIVE_INFINITY;
      client.destroy();
    });
    pipeline(client, store, client, () => {
      line.standing--;
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  afterAll(() => proxy.close());
  const { port } = proxy.address() as AddressInfo;
  const storage = s3Storage({ ...config, endpoint: `http://127.0.0.1:${port}` });

  test('a connection that is cut costs nothing but time', async () => {
    await storage.put('a', bytes, 'video/mp4');
    line.cutAfter = 3_000_000;
    const read = vi.spyOn(storage, 'read');
    expect(await shelf.open(storage).use('a', never, hashOf)).toBe(sha256(bytes));
    expect(read).toHaveBeenCalledTimes(2);
    expect(read.mock.calls[1]?.[1]?.start).toBeGreaterThan(1_000_000);
  });

  test('an aborted download ends its connection', async () => {
    await storage.put('a', bytes, 'video/mp4');
    const before = line.standing;
    const stop = new AbortController();
    const read = vi.fn<Storage['read']>(async (key, range) => {
      const stream = await storage.read(key, range);
      return stream.once('readable', () => stop.abort());
    });
    const use = shelf.open({ ...storage, read }).use('a', stop.signal, pathOf);
    await expect(use).rejects.toThrow(/aborted/);
    await expect.poll(() => line.standing).toBeLessThan(before);
    await expect.poll(() => shelf.names()).toEqual([]);
  });

  test('what is not there is a failure', async () => {
    expect(failureCode(await thrown(shelf.open(storage).use('nothing', never, pathOf)))).toBe('storage');
  });
});
