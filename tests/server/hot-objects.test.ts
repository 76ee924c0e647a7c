import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { keepHot } from '../../server/playback/hot-objects.ts';
import { fileStorage } from '../../server/storage/files.ts';
import { testApp } from '../support/app.ts';
import { mediaLecture } from '../support/lectures.ts';

const MB = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'madang-hot-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is asked for', async () => {
  const files = fileStorage(folder);
  await files.put('a', '0123456789', 'video/iso.segment');
  await files.put('large', Buffer.alloc(4 * MB + 1), 'video/iso.segment');

  /** Storage that tells how often it was read, and a clock that is set. */
  function counted() {
    let reads = 0;
    const clock = { ms: 0 };
    const storage = {
      ...files,
      read: async (...asked: Parameters<typeof files.read>) => {
        reads++;
        return files.read(...asked);
      },
    };
    const objects = keepHot(storage, () => clock.ms);
    const ask = async (key: string, range?: { start: number; end: number }) => {
      const info = await objects.head(key);
      const content = info && (await objects.read(key, range));
      return { info, bytes: content instanceof Readable ? await buffer(content) : content };
    };
    return { ask, reads: () => reads, clock };
  }

  test('twice in a moment is read once more, and then no longer', async () => {
    const { ask, reads, clock } = counted();
    const answers = [await ask('a')];
    clock.ms = 200;
    for (let nth = 0; nth < 4; nth++) answers.push(await ask('a'));
    clock.ms = 3_600_000;
    answers.push(await ask('a'));
    expect(reads()).toBe(2);
    for (const { info, bytes } of answers) {
      expect(info).toEqual({ bytes: 10, contentType: await files.head('a').then((one) => one?.contentType) });
      expect(String(bytes)).toBe('0123456789');
    }
    expect(String((await ask('a', { start: 2, end: 4 })).bytes)).toBe('234');
  });

  test('by many at once is read once for those who come while it is read', async () => {
    const { ask, reads } = counted();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('a')));
    expect(answers.map(({ bytes }) => String(bytes))).toEqual(Array.from({ length: 50 }, () => '0123456789'));
    expect(reads()).toBeLessThanOrEqual(2);
  });

  test('now and then is read each time', async () => {
    const { ask, reads, clock } = counted();
    for (let nth = 0; nth < 5; nth++) {
      clock.ms = nth * 1000;
      await ask('a');
    }
    expect(reads()).toBe(5);
  });

  test('is not kept when it is large, and not there when it is not', async () => {
    const { ask, reads } = counted();
    for (let nth = 0; nth < 4; nth++) expect((await ask('large')).bytes).toHaveLength(4 * MB + 1);
    expect(reads()).toBe(4);
    for (let nth = 0; nth < 4; nth++) expect(await ask('none')).toEqual({ info: null, bytes: null });
  });

  test('failed once and comes the next time', async () => {
    let away = false;
    const read: typeof files.read = async (...asked) => {
      if (away) throw new Error('away');
      return files.read(...asked);
    };
    const objects = keepHot({ ...files, read }, () => 0);
    await objects.head('a');
    away = true;
    await expect(objects.head('a')).rejects.toThrow('away');
    away = false;
    await objects.head('a');
    expect(String(await objects.read('a'))).toBe('0123456789');
  });
});

test('a segment in memory is given to nobody who may no longer watch', async () => {
  const platform = await testApp();
  try {
    const staff = await platform.as('staff');
    const resident = await platform.as(null);
    const { id, media } = await mediaLecture(platform.context, staff);
    const get = () => resident('GET', `${media}a/0.m4s`);
    for (const one of await Promise.all([get(), get(), get(), get()])) {
      expect(one).toMatchObject({ status: 200, text: '0123456789' });
      expect(one.headers['content-length']).toBe('10');
    }
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'signed_in' });
    expect((await get()).status).toBe(401);
    await staff('DELETE', `/api/lectures/${id}`);
    expect((await get()).status).toBe(404);
  } finally {
    await platform.close();
  }
});
