/** Downloads of recordings: shared, resumed, refused, aborted. What room they take is tested beside. */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure, failureCode } from '../../transcode/failures.ts';
import { hashOf, never, openShelf, pathOf, remote, type Shelf, sha256, thrown } from '../support/sources.ts';

let shelf: Shelf;
beforeEach(async () => {
  shelf = await openShelf();
});
afterEach(() => shelf.close());

const big = randomBytes(1_000_000);
const put = (key: string, bytes: number) =>
  shelf.files.put(key, randomBytes(bytes), 'application/octet-stream');

test('a file that lies here is used where it lies', async () => {
  await put('a', 10);
  expect(await shelf.open(shelf.files).use('a', never, pathOf)).toBe(shelf.files.localPath('a'));
  expect(await shelf.names()).toEqual([]);
});

describe('a download', () => {
  test('happens once for all who want it, and stays', async () => {
    await shelf.files.put('a', big, 'video/mp4');
    const line = remote(shelf.files);
    const cache = shelf.open(line.storage);
    const paths = await Promise.all([1, 2, 3].map(() => cache.use('a', never, pathOf)));
    paths.push(await cache.use('a', never, pathOf));
    expect(new Set(paths).size).toBe(1);
    expect(line.reads).toEqual([['a', 0]]);
    expect(await hashOf(paths[0] ?? '')).toBe(sha256(big));
  });

  test('goes on where a broken stream stopped', async () => {
    await shelf.files.put('a', big, 'video/mp4');
    const line = remote(shelf.files);
    line.breaks = [400_000, 0, 300_000];
    expect(await shelf.open(line.storage).use('a', never, hashOf)).toBe(sha256(big));
    const starts = line.reads.map(([, start]) => start ?? -1);
    expect(starts).toHaveLength(4);
    const [first, second = 0, third, fourth = 0] = starts;
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(400_000);
    expect(third).toBe(second);
    expect(fourth).toBeGreaterThan(second);
    expect(fourth).toBeLessThanOrEqual(second + 300_000);
  });

  test('that breaks too often fails, leaves nothing and is not remembered', async () => {
    await shelf.files.put('a', big, 'video/mp4');
    const line = remote(shelf.files);
    line.breaks = [100_000, 0, 0, 0];
    const cache = shelf.open(line.storage);
    const both = await Promise.all([1, 2].map(() => thrown(cache.use('a', never, pathOf))));
    for (const error of both) {
      expect(error).toBeInstanceOf(Failure);
      expect(error).toMatchObject({ code: 'storage', cause: { code: 'ECONNRESET' } });
    }
    expect(line.reads).toHaveLength(4);
    expect(await shelf.names()).toEqual([]);
    expect(await cache.use('a', never, hashOf)).toBe(sha256(big));
    expect(line.reads.at(-1)).toEqual(['a', 0]);
  });

  test.each([
    ['shorter', big.subarray(1), 4],
    ['longer', Buffer.concat([big, big]), 1],
  ])('of an object that turns out %s than promised is refused', async (_, bytes, reads) => {
    await shelf.files.put('a', bytes, 'video/mp4');
    const line = remote(shelf.files);
    const read = (key: string, range?: { start: number; end: number }) =>
      line.storage.read(key, range && { start: range.start, end: range.end + big.length });
    const head = async () => ({ bytes: big.length, contentType: 'video/mp4' });
    const error = await thrown(shelf.open({ ...line.storage, head, read }).use('a', never, pathOf));
    expect(failureCode(error)).toBe('storage');
    expect(line.reads.length).toBe(reads);
    expect(await shelf.names()).toEqual([]);
  });

  test('of nothing is an empty file', async () => {
    await put('a', 0);
    expect(await shelf.open(remote(shelf.files).storage).use('a', never, hashOf)).toBe(
      sha256(Buffer.alloc(0)),
    );
  });

  test('of what is not there fails at once', async () => {
    const line = remote(shelf.files);
    const head = vi.spyOn(line.storage, 'head');
    const error = await thrown(shelf.open(line.storage).use('nothing', never, pathOf));
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ code: 'storage', cause: { name: 'ObjectMissing' } });
    expect(head).toHaveBeenCalledOnce();
  });

  test('to where nothing can be written fails at once, and says why', async () => {
    await put('a', 10);
    const line = remote(shelf.files);
    await mkdir(dirname(shelf.folder));
    await writeFile(shelf.folder, '');
    const error = await thrown(shelf.open(line.storage).use('a', never, pathOf));
    expect(error).toMatchObject({ name: 'Failure', code: 'storage', cause: { code: 'EEXIST' } });
    expect(line.reads).toEqual([]);
  });
});

describe('aborted', () => {
  /** Two who wait for a download that stands still after its first piece. */
  async function two() {
    await shelf.files.put('a', big, 'video/mp4');
    const line = remote(shelf.files);
    const gate = Promise.withResolvers<void>();
    line.gate = gate.promise;
    const cache = shelf.open(line.storage);
    const stops = [new AbortController(), new AbortController()] as const;
    const [first, second] = stops.map(({ signal }) => cache.use('a', signal, hashOf));
    if (!first || !second) throw new Error('there are two');
    for (const use of [first, second]) use.catch(() => {}); // read by the test
    await expect.poll(() => line.streams).toHaveLength(1);
    return { line, gate, cache, stops, first, second };
  }

  test('by one, the others still get it', async () => {
    const { line, gate, stops, first, second } = await two();
    const reason = new Error('cancelled');
    stops[0].abort(reason);
    await expect(first).rejects.toBe(reason);
    gate.resolve();
    expect(await second).toBe(sha256(big));
    expect(line.reads).toHaveLength(1);
  });

  test('by all, it stops, leaves nothing, and can be begun again', async () => {
    const { line, gate, cache, stops, first, second } = await two();
    await expect.poll(() => shelf.names()).toEqual([expect.stringMatching(/\.part$/)]);
    const closed = new Promise((resolve) => line.streams[0]?.once('close', resolve));
    for (const stop of stops) stop.abort();
    await expect(first).rejects.toThrow(/aborted/);
    await expect(second).rejects.toThrow(/aborted/);
    line.gate = Promise.resolve();
    expect(await cache.use('a', never, hashOf)).toBe(sha256(big)); // while the other clears up
    await closed;
    await expect.poll(() => shelf.names()).toEqual([expect.not.stringMatching(/\.part$/)]);
    expect(line.reads).toEqual([
      ['a', 0],
      ['a', 0],
    ]);
    gate.resolve();
  });

  test('before it began, it does not begin', async () => {
    await put('a', 10);
    const line = remote(shelf.files);
    await expect(shelf.open(line.storage).use('a', AbortSignal.abort(), pathOf)).rejects.toThrow(/aborted/);
    expect(line.reads).toEqual([]);
  });

  test('between two tries, it does not wait for the next', async () => {
    await put('a', 10);
    const line = remote(shelf.files);
    line.breaks = [0];
    const stop = new AbortController();
    const cache = shelf.open(line.storage, 100, [3600_000]);
    const use = thrown(cache.use('a', stop.signal, pathOf));
    await expect.poll(() => line.streams[0]?.closed).toBe(true);
    stop.abort();
    expect(await use).toBe(stop.signal.reason);
    await expect.poll(() => shelf.names()).toEqual([]);
  });
});
