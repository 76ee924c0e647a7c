/** How much of a disk downloaded recordings may take, and which of them make room. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toEvict } from '../../transcode/source-cache.ts';
import { never, openShelf, pathOf, remote, type Shelf } from '../support/sources.ts';

let shelf: Shelf;
beforeEach(async () => {
  shelf = await openShelf();
});
afterEach(() => shelf.close());

const put = (key: string, bytes: number) =>
  shelf.files.put(key, randomBytes(bytes), 'application/octet-stream');

/** A cache for 30 bytes, and objects of 10. */
async function small() {
  for (const key of ['a', 'b', 'c', 'd', 'e']) await put(key, 10);
  await put('larger', 31);
  const line = remote(shelf.files);
  const cache = shelf.open(line.storage, 30);
  const use = async (...keys: string[]) => {
    for (const key of keys) await cache.use(key, never, pathOf);
  };
  /** keys of the objects that are here */
  const kept = async () => (await shelf.names()).map((name) => name.split('.')[0]).sort();
  return { line, cache, use, kept };
}

test('the least recently used make it', async () => {
  const { line, use, kept } = await small();
  await use('a', 'b', 'c', 'a');
  expect(line.reads).toHaveLength(3);
  await use('d');
  expect(await kept()).toEqual(['a', 'c', 'd']);
  await use('e');
  expect(await kept()).toEqual(['a', 'd', 'e']);
});

test('what is used longest counts from its end', async () => {
  const { cache, use, kept } = await small();
  await cache.use('a', never, () => use('b', 'c'));
  await use('d');
  expect(await kept()).toEqual(['a', 'c', 'd']);
});

test('it is made before the download begins', async () => {
  const { line, cache, use, kept } = await small();
  await use('a', 'b', 'c');
  let atRead: (string | undefined)[] = [];
  const read = line.storage.read;
  line.storage.read = async (key, range) => {
    atRead = await kept();
    return read(key, range);
  };
  await cache.use('d', never, pathOf);
  expect(atRead).toEqual(['b', 'c', 'd']);
});

test('what is in use never makes it, even where it leaves none', async () => {
  const { line, cache, use, kept } = await small();
  await cache.use('a', never, async (path) => {
    await use('b', 'c', 'd', 'e');
    expect(await kept()).toEqual(['a', 'd', 'e']);
    await use('larger');
    expect(await kept()).toEqual(['a', 'larger']);
    expect(existsSync(path)).toBe(true);
  });
  expect(line.reads).toHaveLength(6);
  await use('b');
  expect(await kept()).toEqual(['a', 'b']);
});

test('a file larger than all of it is taken once the rest is gone, and kept till others come', async () => {
  const { line, use, kept } = await small();
  await use('a', 'b', 'larger', 'larger');
  expect(await kept()).toEqual(['larger']);
  expect(line.reads).toHaveLength(3);
  await use('c');
  expect(await kept()).toEqual(['c']);
});

test('downloads at the same time know of each other', async () => {
  const { line, cache, use, kept } = await small();
  await use('a', 'b');
  const gate = Promise.withResolvers<void>();
  const all = Promise.all(
    ['c', 'd'].map((key) =>
      cache.use(key, never, async () => {
        await gate.promise;
      }),
    ),
  );
  await expect.poll(() => line.reads).toHaveLength(4);
  expect(await kept()).toEqual(['b', 'c', 'd']);
  gate.resolve();
  await all;
});

test.each([
  [
    'nothing when all fits',
    [
      [5, 0],
      [5, 1],
    ],
    [],
  ],
  [
    'the first as long as it is too much',
    [
      [5, 0],
      [5, 0],
      [1, 0],
      [9, 1],
    ],
    [0, 1],
  ],
  [
    'never what is in use',
    [
      [5, 1],
      [5, 0],
      [9, 2],
    ],
    [1],
  ],
  [
    'all that is unused where that is not enough',
    [
      [1, 0],
      [9, 1],
      [1, 0],
      [9, 1],
    ],
    [0, 2],
  ],
])('evicted is %s', (_, held, expected) => {
  const entries = held.map(([bytes = 0, users = 0]) => ({ bytes, users }));
  expect(toEvict(entries, 10)).toEqual(expected.map((index) => entries[index]));
});
