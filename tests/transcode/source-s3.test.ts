/** Downloads of recordings from a real S3-compatible store, over connections that are cut. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { s3Storage } from '../../server/storage/s3.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { failureCode } from '../../transcode/failures.ts';
import { hashOf, never, openShelf, pathOf, type Shelf, sha256, thrown } from '../support/sources.ts';

let shelf: Shelf;
beforeEach(async () => {
  shelf = await openShelf();
});
afterEach(() => shelf.close());

/** Address of a real S3-compatible store; without one this is skipped. */
const endpoint = process.env.S3_ENDPOINT ?? '';

describe.skipIf(endpoint === '')('S3', async () => {
  const keys = {
    accessKeyId: process.env.S3_ACCESS_KEY_ID ?? 'devaccesskey',
    secretAccessKey: process.env.S3_SECRET_ACCESS_KEY ?? 'devsecretkey0123456789',
  };
  const region = 'us-east-1';
  const bucket = `madang-test-${crypto.randomUUID()}`;
  const bytes = randomBytes(8_000_000);
  /** bytes after which the next connection is cut, and how many stand */
  const line = { cutAfter: Number.POSITIVE_INFINITY, standing: 0 };
  const proxy = createServer((client) => {
    const { hostname, port } = new URL(endpoint);
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
  if (endpoint) {
    const client = new S3Client({ endpoint, region, credentials: keys, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
  }
  afterAll(() => proxy.close());
  const { port } = (proxy.address() ?? { port: 0 }) as AddressInfo;
  const cutting = `http://127.0.0.1:${port}`;
  const storage = s3Storage({ kind: 's3', endpoint: cutting, region, bucket, ...keys, publicUrl: null });

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
    await vi.waitFor(() => expect(line.standing).toBeLessThan(before));
    await vi.waitFor(async () => expect(await shelf.names()).toEqual([]));
  });

  test('what is not there is a failure', async () => {
    expect(failureCode(await thrown(shelf.open(storage).use('nothing', never, pathOf)))).toBe('storage');
  });
});
