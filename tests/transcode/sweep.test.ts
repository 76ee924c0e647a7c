/** What is left in storage of attempts that do not count, and of lectures that are deleted while they are made. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import HLS from 'hls-parser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyBin } from '../../server/catalogue/bin.ts';
import { chunks, lectures, storyboards } from '../../server/database/schema/schema.ts';
import type { TranscodeJob } from '../../server/queue/jobs.ts';
import { listRenditions } from '../../server/recordings/landing.ts';
import { namedKeys } from '../../server/recordings/sweep-queries.ts';
import {
  attemptOf,
  attemptPrefix,
  playlistKey,
  previewsKey,
  recordingPrefix,
  sourceKey,
} from '../../server/storage/keys.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { handlersOf } from '../../transcode/worker.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder, type Transcoder } from '../support/transcoder.ts';
import { ffmpegsWith, idle, startWorker, until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-sweep-'));
const short = join(folder, 'short.mp4');
const long = join(folder, 'long.mp4');
let transcoder: Transcoder;
let killed: ChildProcess | undefined;

beforeAll(() => {
  // a single chunk of picture: 2 s more are not worth another
  makeRecording(short, { seconds: 10 });
  makeRecording(long, { size: '640x480', seconds: 32 });
});
beforeEach(async () => {
  transcoder = await openTranscoder();
});
afterEach(async () => {
  killed?.kill('SIGKILL');
  await transcoder.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Keys under a prefix. */
async function keysUnder(prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of transcoder.storage.list(prefix)) keys.push(key);
  return keys;
}

test.each([
  [
    'recordings/R/6f1c3c0e-5a59-4c0c-9d52-0f6d3d0b2a11/720p/00000.m4s',
    '6f1c3c0e-5a59-4c0c-9d52-0f6d3d0b2a11',
  ],
  ['recordings/R/master.m3u8', null],
  ['recordings/R/6f1c3c0e-5a59-4c0c-9d52-0f6d3d0b2a11', null],
  ['recordings/S/6f1c3c0e-5a59-4c0c-9d52-0f6d3d0b2a11/720p/00000.m4s', null],
])('%s was made by %s', (key, attempt) => {
  expect(attemptOf('R', key)).toBe(attempt);
});

test('a worker killed in mid chunk: once all is ready its objects are gone, and what is listed is there', async () => {
  const id = await transcoder.upload(long);
  killed = await startWorker(transcoder);
  const under = and(eq(chunks.recordingId, id), eq(chunks.kind, 'video'), eq(chunks.index, 1));
  const holder = async () => (await transcoder.db.select().from(chunks).where(under))[0]?.attempt ?? '';
  await until(async () => (await holder()) !== '' && ffmpegsWith(await holder()).length > 0, 60);
  const dead = await holder();
  killed.kill('SIGKILL');
  // what it would have stored a moment later; and pictures of the beginning that no row names any more,
  // of an attempt that ended well and of one that did not
  const [early, cut] = [crypto.randomUUID(), crypto.randomUUID()];
  await transcoder.storage.put(`${attemptPrefix(id, dead)}480p/00003.m4s`, 'x', 'video/iso.segment');
  for (const attempt of [early, cut])
    await transcoder.storage.put(`${attemptPrefix(id, attempt)}sprite-001.jpg`, 'x', 'image/jpeg');
  await transcoder.storage.put(previewsKey(id, early), 'x', 'text/vtt');

  await transcoder.work();
  await transcoder.until(id, ({ state }) => state === 'ready', 60);
  await idle(transcoder.db);
  const found = await keysUnder(recordingPrefix(id));
  const named = (await namedKeys(transcoder.db, id))?.keys ?? [];
  const attempts = (keys: string[]) =>
    [...new Set(keys.map((key) => attemptOf(id, key)))].filter(Boolean).sort();
  const shown = found.filter((key) => key.endsWith('/storyboard.vtt'));
  expect(shown).toContain(previewsKey(id, early));
  expect(attempts(found)).toEqual(attempts([...named, ...shown]));
  expect(named.filter((key) => !found.includes(key))).toEqual([]);
  expect((await listed(id)).filter((key) => !found.includes(key))).toEqual([]);
}, 120_000);

/** Every object that the static package and the pictures' file name. */
async function listed(id: string): Promise<string[]> {
  const renditions = await listRenditions(transcoder.db, id);
  const text = async (key: string) => String(await transcoder.bytes(key));
  const segments = renditions.map(async ({ name }) => {
    const media = HLS.parse(await text(playlistKey(id, name)));
    if (media.isMasterPlaylist) throw new Error(`${name} is no media playlist`);
    return media.segments.flatMap(({ uri, map }) => [uri, map?.uri ?? '']);
  });
  const [pictures] = await transcoder.db.select().from(storyboards).where(eq(storyboards.recordingId, id));
  const sheets = (await text(pictures?.vttKey ?? '')).match(/sprite-\d+\.jpg/g) ?? [];
  return [
    ...(await Promise.all(segments)).flat().map((uri) => recordingPrefix(id) + uri),
    ...sheets.map((sheet) => `${dirname(pictures?.vttKey ?? '')}/${sheet}`),
    ...(pictures?.posterKeys ?? []),
  ];
}

describe('one thing at a time', () => {
  /** Does jobs one after another, with a storage of which some methods do more. */
  async function perform(id: string, members: Partial<Storage>, ...jobs: TranscodeJob[]): Promise<void> {
    const worker = { ...transcoder.worker, storage: { ...transcoder.storage, ...members } };
    const signal = new AbortController().signal;
    for (const job of [{ kind: 'probe', recordingId: id } as const, ...jobs])
      await handlersOf(worker).attempt({ job, addedAt: new Date(), last: false, signal });
  }
  const picture = (recordingId: string) => ({ kind: 'chunk', recordingId, of: 'video', index: 0 }) as const;
  const sound = (recordingId: string) => ({ kind: 'chunk', recordingId, of: 'audio', index: 0 }) as const;
  const pictures = (recordingId: string) => ({ kind: 'storyboard', recordingId }) as const;

  /** The recording's lecture was in the bin, which is emptied. */
  async function deleteIt(id: string): Promise<void> {
    const that = eq(lectures.id, (await transcoder.row(id)).lectureId);
    await transcoder.db
      .update(lectures)
      .set({ deletedAt: new Date(0) })
      .where(that);
    await emptyBin({ ...transcoder.worker, clock: () => new Date() });
  }
  /** Deletes the lecture when the first such key is about to be stored. */
  function deletingAt(id: string, wanted: RegExp): Pick<Storage, 'moveFile' | 'put'> {
    let deleted: Promise<void> | undefined;
    const reached = async (key: string) => {
      if (!wanted.test(key)) return;
      deleted ??= deleteIt(id);
      await deleted;
    };
    return {
      async moveFile(key, path, type) {
        await reached(key);
        await transcoder.storage.moveFile(key, path, type);
      },
      async put(key, body, type) {
        await reached(key);
        await transcoder.storage.put(key, body, type);
      },
    };
  }

  test('deleted while a chunk is stored: nothing is left', async () => {
    const id = await transcoder.upload(short);
    await perform(id, deletingAt(id, /0\.m4s$/), picture(id));
    expect(await keysUnder(recordingPrefix(id))).toEqual([]);
    expect(await transcoder.storage.head(sourceKey(id))).toBeNull();
  });

  test('deleted while the pictures are stored: nothing is left', async () => {
    const id = await transcoder.upload(short);
    await perform(id, deletingAt(id, /\.vtt$/), picture(id), sound(id), pictures(id));
    expect(await keysUnder(recordingPrefix(id))).toEqual([]);
  });

  test('deleted while the static package is written: nothing is left', async () => {
    const id = await transcoder.upload(short);
    await perform(id, deletingAt(id, /\.m3u8$/), picture(id), sound(id), pictures(id));
    expect(await keysUnder(recordingPrefix(id))).toEqual([]);
  });

  test('a worker killed after the last step: its job comes again and sweeps', async () => {
    const id = await transcoder.upload(short);
    await perform(id, {}, picture(id), sound(id), pictures(id));
    expect((await transcoder.row(id)).state).toBe('ready');
    const before = await keysUnder(recordingPrefix(id));
    await transcoder.storage.put(`${attemptPrefix(id, crypto.randomUUID())}poster-1.jpg`, 'x', 'image/jpeg');
    await perform(id, {}, pictures(id));
    expect(await keysUnder(recordingPrefix(id))).toEqual(before);
  });

  test('before it is ready nothing is swept: others may be at work', async () => {
    const id = await transcoder.upload(short);
    const other = `${attemptPrefix(id, crypto.randomUUID())}180p/00000.m4s`;
    await transcoder.storage.put(other, 'x', 'video/iso.segment');
    await perform(id, {}, picture(id), sound(id));
    expect(await keysUnder(recordingPrefix(id))).toContain(other);
  });

  test('a store that refuses one segment while it takes others: none is left behind', async () => {
    const id = await transcoder.upload(short);
    const moveFile: Storage['moveFile'] = async (key, path, type) => {
      const bytes = await readFile(path);
      await pause(key.endsWith('00000.m4s') ? 100 : 400);
      if (key.endsWith('00000.m4s')) throw new Error('refused');
      await transcoder.storage.put(key, bytes, type);
    };
    await expect(perform(id, { moveFile }, picture(id))).rejects.toThrow(/storage/);
    await pause(600);
    expect(await keysUnder(recordingPrefix(id))).toEqual([]);
  });
});
