import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { stagedFile } from '../../server/recordings/staging.ts';
import { recordingStatus } from '../../server/recordings/status.ts';
import { sweepUploads } from '../../server/recordings/sweep.ts';
import { failRecording } from '../../server/recordings/transcode-queries.ts';
import { fileName } from '../../server/recordings/uploads.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { type Browser, testApp } from '../support/app.ts';
import { insertReadyRecording } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');

const tus = { 'tus-resumable': '1.0.0' };
const named = (name: string) => `filename ${Buffer.from(name).toString('base64')}`;

async function create(browser: Browser, bytes: number, name = '강의.mp4') {
  const headers = { ...tus, 'upload-length': String(bytes), 'upload-metadata': named(name) };
  const reply = await browser('POST', '/api/uploads', undefined, headers);
  return {
    ...reply,
    id:
      String(reply.headers.location ?? '')
        .split('/')
        .at(-1) ?? '',
  };
}

const patch = (browser: Browser, id: string, offset: number, body: Buffer) =>
  browser('PATCH', `/api/uploads/${id}`, body, {
    ...tus,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  });

const newLecture = async (browser: Browser = staff) =>
  (await browser('POST', '/api/lectures', { title: '강의' })).body.id as string;

const jobsOf = async (recordingId: string) =>
  (
    await rowsOf(
      platform.context.db,
      sql`select 1 from pgboss.job where data->>'recordingId' = ${recordingId}`,
    )
  ).length;

describe('an upload', () => {
  test('arrives in parts, and becomes a recording with one job, once', async () => {
    const bytes = randomBytes(100_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { status, id } = await create(staff, bytes.length, '강의 1.mp4'.normalize('NFD'));
    expect(status).toBe(201);
    expect((await patch(staff, id, 0, bytes.subarray(0, 60_000))).status).toBe(204);

    const lectureId = await newLecture();
    const finish = () => staff('POST', `/api/lectures/${lectureId}/recording`, { uploadId: id, sha256 });
    expect(await finish()).toMatchObject({ status: 409, body: { code: 'upload_incomplete' } });
    expect((await staff('HEAD', `/api/uploads/${id}`, undefined, tus)).headers['upload-offset']).toBe(
      '60000',
    );
    expect((await patch(staff, id, 60_000, bytes.subarray(60_000))).status).toBe(204);

    const both = await Promise.all([finish(), finish()]);
    expect(both.map((reply) => reply.status).sort()).toEqual([200, 201]);
    expect(both[0]?.body).toMatchObject({ id, name: '강의 1.mp4', bytes: 100_000, state: 'uploaded' });
    expect(await jobsOf(id)).toBe(1);

    const stored = await platform.context.storage.read(sourceKey(id));
    const hash = createHash('sha256');
    for await (const part of stored) hash.update(part);
    expect(hash.digest('hex')).toBe(sha256);
  });

  test('that was moved but not committed is finished by the next call', async () => {
    const { id } = await create(staff, 4);
    await patch(staff, id, 0, Buffer.from('abcd'));
    await platform.context.storage.moveFile(sourceKey(id), stagedFile(platform.context.config.data, id), '');
    const reply = await staff('POST', `/api/lectures/${await newLecture()}/recording`, { uploadId: id });
    expect(reply.status).toBe(201);
  });

  test('is one of several that finish at once on one lecture: the last is current, none is lost', async () => {
    const lectureId = await newLecture();
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) {
      const { id } = await create(staff, 4);
      await patch(staff, id, 0, Buffer.from('abcd'));
      ids.push(id);
    }
    const replies = await Promise.all(
      ids.map((uploadId) => staff('POST', `/api/lectures/${lectureId}/recording`, { uploadId })),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const rows = await rowsOf<{ state: string; replaced: boolean }>(
      platform.context.db,
      sql`select state, replaced_at is not null as replaced from recordings where lecture_id = ${lectureId}::uuid`,
    );
    expect(rows.filter(({ replaced }) => !replaced)).toEqual([{ state: 'uploaded', replaced: false }]);
    expect(rows.filter(({ state }) => state === 'cancelled')).toHaveLength(3);
  });

  test('of an empty file is finished, and left for the probe to reject', async () => {
    const { id } = await create(staff, 0);
    const reply = await staff('POST', `/api/lectures/${await newLecture()}/recording`, { uploadId: id });
    expect(reply.status).toBe(201);
  });

  test('whose bytes are others than the client’s is refused', async () => {
    const { id } = await create(staff, 4);
    await patch(staff, id, 0, Buffer.from('abcd'));
    const body = { uploadId: id, sha256: '0'.repeat(64) };
    const reply = await staff('POST', `/api/lectures/${await newLecture()}/recording`, body);
    expect(reply).toMatchObject({ status: 422, body: { code: 'checksum_mismatch' } });
    // nobody can use them: they are gone, and the file is sent anew
    expect((await staff('HEAD', `/api/uploads/${id}`, undefined, tus)).status).toBe(404);
    await expect(rm(stagedFile(platform.context.config.data, id))).rejects.toThrow();
  });

  test('is known by its length and its hash to whoever manages the lecture', async () => {
    const bytes = randomBytes(4321);
    const { id } = await create(staff, bytes.length, '회의.mp4');
    await patch(staff, id, 0, bytes);
    const lectureId = await newLecture();
    await staff('POST', `/api/lectures/${lectureId}/recording`, { uploadId: id });
    const known = {
      ...{ lectureId, title: '강의', titleEn: '', inBin: false, name: '회의.mp4' },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    const ask = (browser: Browser, length: number) => browser('GET', `/api/recordings?bytes=${length}`);
    expect((await ask(staff, 4321)).body).toEqual({ items: [known] });
    expect((await ask(staff, 4322)).body).toEqual({ items: [] });
    expect((await ask(await platform.as('staff'), 4321)).body).toEqual({ items: [] });
    expect((await ask(await platform.as('administrator'), 4321)).body).toEqual({ items: [known] });
    expect((await ask(await platform.as('resident'), 4321)).status).toBe(403);
    await staff('DELETE', `/api/lectures/${lectureId}`);
    expect((await ask(staff, 4321)).body).toEqual({ items: [{ ...known, inBin: true }] });
  });

  test('belongs to one account', async () => {
    const { id } = await create(staff, 4);
    const other = await platform.as('staff');
    expect((await other('HEAD', `/api/uploads/${id}`, undefined, tus)).status).toBe(404);
    expect((await patch(other, id, 0, Buffer.from('evil'))).status).toBe(404);
    const reply = await other('POST', `/api/lectures/${await newLecture(other)}/recording`, { uploadId: id });
    expect(reply.status).toBe(404);
  });

  test.each([
    ['a length over the limit', { 'upload-length': String(21 * 1024 ** 3) }, 413],
    ['a negative length', { 'upload-length': '-1' }, 400],
    ['no length', { 'upload-defer-length': '1' }, 400],
    ['a name of 300 bytes', { 'upload-length': '1', 'upload-metadata': named('x'.repeat(300)) }, 400],
  ])('with %s is refused', async (_name, headers, status) => {
    const metadata = { 'upload-metadata': named('a.mp4') };
    const reply = await staff('POST', '/api/uploads', undefined, { ...tus, ...metadata, ...headers });
    expect(reply.status).toBe(status);
  });

  test('at a wrong offset or beyond its length keeps what it has', async () => {
    const { id } = await create(staff, 4);
    expect((await patch(staff, id, 2, Buffer.from('ab'))).status).toBe(409);
    expect((await patch(staff, id, 0, Buffer.from('abcdefgh'))).status).toBeGreaterThanOrEqual(400);
    const offset = Number(
      (await staff('HEAD', `/api/uploads/${id}`, undefined, tus)).headers['upload-offset'],
    );
    expect(offset).toBeLessThanOrEqual(4);
  });

  test('is for staff', async () => {
    expect((await create(await platform.as(null), 1)).status).toBe(401);
    expect((await create(await platform.as('resident'), 1)).status).toBe(403);
  });

  test('that nobody finished is gone after a week', async () => {
    const { id } = await create(staff, 4);
    const before = platform.time.now;
    platform.time.now = new Date(before.getTime() + 8 * 86_400_000);
    const fresh = await platform.as('staff');
    expect(await sweepUploads(platform.context)).toBeGreaterThan(0);
    expect((await fresh('HEAD', `/api/uploads/${id}`, undefined, tus)).status).toBe(404);
    platform.time.now = before;
    await expect(rm(stagedFile(platform.context.config.data, id))).rejects.toThrow();
  });
});

describe('a transcode', () => {
  async function uploaded() {
    const { id } = await create(staff, 4);
    await patch(staff, id, 0, Buffer.from('abcd'));
    const lectureId = await newLecture();
    const path = `/api/lectures/${lectureId}/recording`;
    await staff('POST', path, { uploadId: id });
    return { id, lectureId, path };
  }

  test('is called off and put back to work by whoever manages the lecture, once each', async () => {
    const { id, path } = await uploaded();
    const retry = () => staff('POST', `${path}/retry`);
    expect(await retry()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const other = await platform.as('staff');
    expect((await other('DELETE', path)).status).toBe(403);
    expect(await staff('DELETE', path)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect((await staff('DELETE', path)).status).toBe(409);
    expect((await other('POST', `${path}/retry`)).status).toBe(403);
    expect(await retry()).toMatchObject({ status: 200, body: { state: 'uploaded', error: null } });
    expect((await retry()).status).toBe(409);
    expect(await jobsOf(id)).toBe(1);
  });

  test('that failed says why in both languages, until it is put back to work', async () => {
    const { id, path } = await uploaded();
    await failRecording(platform.context.db, platform.context.queue, id, 'disk_full', new Date());
    const { body } = await staff('GET', path);
    expect(body).toMatchObject({
      state: 'failed',
      error: {
        code: 'disk_full',
        message: { ko: expect.stringContaining('공간'), en: expect.stringContaining('disk') },
      },
    });
    expect((await staff('DELETE', path)).status).toBe(409);
    expect(await staff('POST', `${path}/retry`)).toMatchObject({ status: 200, body: { error: null } });
  });

  test('tells of a file with several tracks of sound, with the recording and with the lecture', async () => {
    const lectureId = await newLecture();
    await insertReadyRecording(platform.context.db, lectureId, 10, { audioStream: 2, audioTracks: 2 });
    const sound = { tracks: 2, used: true };
    expect((await staff('GET', `/api/lectures/${lectureId}/recording`)).body).toMatchObject({ sound });
    expect((await staff('GET', `/api/lectures/${lectureId}`)).body).toMatchObject({ recording: { sound } });
  });
});

test('the limits are said before an upload', async () => {
  const { body } = await staff('GET', '/api/upload-limits');
  expect(body).toMatchObject({ maxBytes: 20 * 1024 ** 3, freeBytes: expect.any(Number) });
  expect(body.extensions).toContain('mts');
});

test('a name is composed and without folders', () => {
  expect(fileName('../../강의.mp4'.normalize('NFD'))).toBe('강의.mp4');
  expect(() => fileName('')).toThrow();
});

test('a status never says all is done before it is', () => {
  const row = {
    id: crypto.randomUUID(),
    name: 'a.mp4',
    bytes: 1,
    code: null,
    waiting: false,
    playable: true,
    duration: 10,
    probe: null,
    secondsDone: 10,
    secondsTotal: 10,
    createdAt: new Date(),
  };
  expect(recordingStatus({ ...row, state: 'transcoding' }).progress).toBe(0.99);
  expect(recordingStatus({ ...row, state: 'ready' }).progress).toBe(1);
  const rejected = recordingStatus({ ...row, state: 'rejected', code: 'truncated' });
  expect(rejected.error?.message.ko).toContain('끝까지');
});
