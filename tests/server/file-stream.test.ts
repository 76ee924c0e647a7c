import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { fileStorage } from '../../server/storage/files.ts';
import type { ByteRange } from '../../server/storage/storage.ts';

const MB = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'madang-stream-'));
afterAll(() => rmSync(folder, { recursive: true }));
const storage = fileStorage(folder);
const files = [0, 1, 256 * 1024, 256 * 1024 + 1, 3 * MB].map((bytes) => {
  const content = randomBytes(bytes);
  writeFileSync(join(folder, `${bytes}`), content);
  return { key: `${bytes}`, content };
});
const largest = files.at(-1) as { key: string; content: Buffer };
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Files of ours that this process has open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false; // of the look itself
    }
  });

async function serve(begin: (response: ServerResponse, key: string) => Promise<void>): Promise<number> {
  const server = createServer((request, response) => void begin(response, request.url?.slice(1) ?? ''));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('answers that are sent at once are each the file, whatever memory they share', async () => {
  const port = await serve(async (response, key) => void (await storage.read(key)).pipe(response));
  const asked = Array.from({ length: 60 }, (_, n) => files[n % files.length] as (typeof files)[number]);
  // in three rounds: the later ones are sent from memory that was used before
  for (const _ of [1, 2, 3]) {
    const sent = await Promise.all(
      asked.map(async ({ key }) => (await fetch(`http://127.0.0.1:${port}/${key}`)).bytes()),
    );
    expect(sent.map(hashOf)).toEqual(asked.map(({ content }) => hashOf(content)));
  }
  await expect.poll(() => openFiles()).toEqual([]);
});

test.each<[string, ByteRange]>([
  ['the beginning', { start: 0, end: 0 }],
  ['over several pieces', { start: 100, end: 2 * MB }],
  ['the end', { start: 3 * MB - 5, end: 3 * MB - 1 }],
])('a range: %s', async (_, range) => {
  const port = await serve(async (response) => void (await storage.read(largest.key, range)).pipe(response));
  const sent = Buffer.from(await (await fetch(`http://127.0.0.1:${port}/`)).bytes());
  const wanted = largest.content.subarray(range.start, range.end + 1);
  expect(hashOf(sent)).toBe(hashOf(wanted));
  expect(hashOf(await buffer(await storage.read(largest.key, range)))).toBe(hashOf(wanted));
});

test('whoever goes away leaves no open file, and nobody else’s bytes wrong', async () => {
  const port = await serve(async (response, key) => {
    const content = await storage.read(key);
    response.on('close', () => content.destroy());
    content.pipe(response);
  });
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET /${largest.key} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await new Promise((came) => socket.once('data', came));
      socket.destroy();
      const sent = await (await fetch(`http://127.0.0.1:${port}/${largest.key}`)).bytes();
      expect(hashOf(sent)).toBe(hashOf(largest.content));
    }),
  );
  await expect.poll(() => openFiles()).toEqual([]);
});

test('others that read it have pieces of their own', async () => {
  for (const { key, content } of files) {
    const pieces: Buffer[] = [];
    for await (const piece of await storage.read(key)) pieces.push(piece);
    expect(hashOf(Buffer.concat(pieces))).toBe(hashOf(content));
  }
  expect(openFiles()).toEqual([]);
});
