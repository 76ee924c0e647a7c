import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { fileStorage } from '../../server/storage/files.ts';
import { s3Storage } from '../../server/storage/s3.ts';
import { ObjectMissing, type Storage } from '../../server/storage/storage.ts';

const folder = await mkdtemp(join(tmpdir(), 'madang-storage-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What every storage promises. */
function conforms(storage: Storage) {
  const read = async (stream: Promise<Readable>) => text(await stream);
  const listed = async (prefix: string) => {
    const keys: string[] = [];
    for await (const key of storage.list(prefix)) keys.push(key);
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

/** Address of a real S3-compatible store with the keys below; without one these tests are skipped. */
const endpoint = process.env.S3_ENDPOINT ?? '';

describe.skipIf(endpoint === '')('S3', async () => {
  const keys = {
    accessKeyId: process.env.S3_ACCESS_KEY_ID ?? 'devaccesskey',
    secretAccessKey: process.env.S3_SECRET_ACCESS_KEY ?? 'devsecretkey0123456789',
  };
  const region = 'us-east-1';
  const bucket = `madang-test-${crypto.randomUUID()}`;
  if (endpoint) {
    const client = new S3Client({ endpoint, region, credentials: keys, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  }
  const storage = s3Storage({ kind: 's3', endpoint, region, bucket, ...keys, publicUrl: null });
  conforms(storage);

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
