import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../server/config.ts';
import { prepareBucket } from '../../server/storage/bucket.ts';
import { fileStorage } from '../../server/storage/files.ts';
import * as keys from '../../server/storage/keys.ts';
import { s3Storage } from '../../server/storage/s3.ts';
import { ObjectMissing, type Storage } from '../../server/storage/storage.ts';
import { newBucket, openBucket, openS3 } from '../support/s3.ts';

const folder = await mkdtemp(join(tmpdir(), 'madang-storage-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What every storage promises. */
function conforms(storage: Storage) {
  const read = async (stream: Promise<Readable>) => text(await stream);
  const listed = async (prefix: string) => {
    const keys: string[] = [];
    for await (const { key } of storage.list(prefix)) keys.push(key);
    return keys;
  };

  test('what was put is there, whole or in part', async () => {
    await storage.put('a/one.vtt', 'WEBVTT', 'text/vtt; charset=utf-8');
    expect(await storage.head('a/one.vtt')).toEqual({ bytes: 6, contentType: 'text/vtt; charset=utf-8' });
    expect(await read(storage.read('a/one.vtt'))).toBe('WEBVTT');
    expect(await read(storage.read('a/one.vtt', { start: 3, end: 4 }))).toBe('VT');
  });

  test('a file is copied or given away', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'bytes');
    await storage.putFile('b/copied', path, 'application/octet-stream');
    await storage.moveFile('b/moved', path, 'application/octet-stream');
    expect(await read(storage.read('b/moved'))).toBe('bytes');
    await expect(rm(path)).rejects.toThrow();
    expect(await text((await storage.read('b/copied')) as Readable)).toBe('bytes');
  });

  test('a prefix is listed in order and removed', async () => {
    await storage.put('c/2', 'x', 'text/plain');
    await storage.put('c/1', 'x', 'text/plain');
    expect(await listed('c/')).toEqual(['c/1', 'c/2']);
    await storage.deletePrefix('c/');
    await storage.deletePrefix('c/');
    expect(await listed('c/')).toEqual([]);
  });

  test('what is not there is said so', async () => {
    expect(await storage.head('nothing')).toBeNull();
    await expect(storage.read('nothing')).rejects.toThrow(ObjectMissing);
  });
}

test('every key begins with one of the roots that a backup walks', () => {
  const { KEY_ROOTS, attemptOf: _, ...builders } = keys;
  for (const [name, build] of Object.entries(builders)) {
    const key = (build as (...parts: string[]) => string)('a', 'b');
    expect(
      KEY_ROOTS.filter((root) => key.startsWith(root)),
      name,
    ).toHaveLength(1);
  }
});

describe('files', () => {
  const storage = fileStorage(join(folder, 'media'));
  conforms(storage);

  test.each(['../outside', '/etc/passwd', 'a/../../outside', 'a\0b'])(
    'the key %j leads nowhere',
    async (key) => {
      expect(await storage.head(key)).toBeNull();
      await expect(storage.read(key)).rejects.toThrow(ObjectMissing);
      await expect(storage.put(key, 'x', 'text/plain')).rejects.toThrow(ObjectMissing);
      expect(() => storage.localPath(key)).toThrow(ObjectMissing);
    },
  );

  test('objects lie on this disk', async () => {
    await storage.put('e/source', 'recording', 'application/octet-stream');
    expect(await readFile(storage.localPath('e/source') ?? '', 'utf8')).toBe('recording');
  });
});

const s3 = await openS3();
afterAll(() => s3?.stop());

describe.skipIf(!s3)('S3', async () => {
  if (!s3) return;
  const PAGES = 'https://madang.example';
  const config = await openBucket(s3, PAGES);
  const storage = s3Storage(config);
  conforms(storage);

  test('pages of the site may read it, and of no other', async () => {
    await storage.put('f/1.m4s', 'segment', 'video/iso.segment');
    const address = (await storage.publicUrl('f/1.m4s')) ?? '';
    const allowed = async (origin: string) =>
      (await fetch(address, { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await allowed(PAGES)).toBe(PAGES);
    expect(await allowed('https://other.example')).toBeNull();
  });

  test('a bucket that is not there is said to be, with what to do, until it is made', async () => {
    const missing = newBucket(s3);
    await expect(s3Storage(missing).check()).rejects.toThrow(/S3_BUCKET.*npm run storage:setup/);
    await prepareBucket(missing, PAGES);
    await prepareBucket(missing, PAGES);
    await s3Storage(missing).check();
  });

  test('keys that the store refuses are a setting to be mended; one that is away is none', async () => {
    const wrong = { ...config, secretAccessKey: 'another' };
    await expect(s3Storage(wrong).check()).rejects.toThrow(ConfigError);
    await expect(prepareBucket(wrong, PAGES)).rejects.toThrow(/S3_ACCESS_KEY_ID/);
    const away = s3Storage({ ...config, endpoint: 'http://127.0.0.1:1' }).check();
    await expect(away).rejects.not.toThrow(ConfigError);
  });

  test('browsers read objects by a presigned address', async () => {
    await storage.put('d/é 한국.m4s', 'segment', 'video/iso.segment');
    const reply = await fetch((await storage.publicUrl('d/é 한국.m4s')) ?? '');
    expect(reply.headers.get('content-type')).toBe('video/iso.segment');
    expect(await reply.text()).toBe('segment');
  });

  test('objects lie on no disk of ours', () => {
    expect(storage.localPath('d/é 한국.m4s')).toBeNull();
  });
});
