import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test, vi } from 'vitest';
import { emptyBin } from '../../server/catalogue/bin.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { recordingPrefix, sourceKey } from '../../server/storage/keys.ts';
import { testApp } from '../support/app.ts';
import { mediaLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context } = platform;
const staff = await platform.as('staff');
const resident = await platform.as(null);

const lectureWithMedia = (described = {}) => mediaLecture(context, staff, described);

test('a segment is sent whole or in part, and may be kept for good', async () => {
  const { media } = await lectureWithMedia();
  const whole = await resident('GET', `${media}a/0.m4s`);
  expect(whole).toMatchObject({ status: 200, text: '0123456789' });
  expect(whole.headers).toMatchObject({
    'content-type': 'video/iso.segment',
    'cache-control': 'public, max-age=31536000, s-maxage=10, immutable',
    'content-length': '10',
  });
  const part = await resident('GET', `${media}a/0.m4s`, undefined, { range: 'bytes=2-4' });
  expect(part).toMatchObject({ status: 206, text: '234', headers: { 'content-range': 'bytes 2-4/10' } });
  const beyond = await resident('GET', `${media}a/0.m4s`, undefined, { range: 'bytes=10-' });
  expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } });
  expect(await resident('HEAD', `${media}a/0.m4s`)).toMatchObject({ status: 200, text: '' });
  expect((await resident('GET', `${media}a/1.m4s`)).status).toBe(404);
});

test('a segment that cannot be read now, or not there, is nothing that a cache may keep', async () => {
  const { media } = await lectureWithMedia();
  const broken = vi.spyOn(platform.context.storage, 'read').mockRejectedValueOnce(new Error('away'));
  const replies = [
    await resident('GET', `${media}a/0.m4s`),
    await resident('GET', `${media}a/0.m4s`, undefined, { range: 'bytes=10-' }),
  ];
  broken.mockRestore();
  expect(replies.map(({ status }) => status)).toEqual([500, 416]);
  for (const { headers } of replies) {
    expect(headers['cache-control'] ?? 'no-store').toBe('no-store');
    expect(headers.etag).toBeUndefined();
  }
});

test('a copy of a segment is confirmed while it is for anybody; near an end, and for whom it is limited to, it is sent', async () => {
  const { id, media } = await lectureWithMedia();
  const known = { 'if-none-match': String((await resident('GET', `${media}a/0.m4s`)).headers.etag) };
  const again = () => staff('GET', `${media}a/0.m4s`, undefined, known);
  expect(await again()).toMatchObject({
    ...{ status: 304, text: '' },
    headers: { 'cache-control': 'public, max-age=31536000, s-maxage=10, immutable' },
  });
  const soon = new Date(platform.time.now.getTime() + 5_000).toISOString();
  await staff('PATCH', `/api/lectures/${id}`, { publicUntil: soon });
  expect(await again()).toMatchObject({
    ...{ status: 200, text: '0123456789' },
    headers: { 'cache-control': 'public, max-age=5, s-maxage=5, immutable' },
  });
  await staff('PATCH', `/api/lectures/${id}`, { publicUntil: null, visibility: 'signed_in' });
  expect(await again()).toMatchObject({ status: 200, headers: { 'cache-control': 'private, no-store' } });
  expect((await resident('GET', `${media}a/0.m4s`, undefined, known)).status).toBe(401);
});

test('a copy of a playlist is not confirmed to whom it is limited to: a proxy would give it to anybody again', async () => {
  const { id, media } = await lectureWithMedia();
  const { etag } = (await staff('GET', `${media}360p.m3u8`)).headers;
  const again = () => staff('GET', `${media}360p.m3u8`, undefined, { 'if-none-match': String(etag) });
  expect((await again()).status).toBe(304);
  await staff('PATCH', `/api/lectures/${id}`, { visibility: 'signed_in' });
  expect(await again()).toMatchObject({ status: 200, headers: { 'cache-control': 'private, no-store' } });
});

test('a playlist that grows is a second old at most where a proxy keeps it', async () => {
  const { media, recordingId } = await lectureWithMedia();
  await context.db
    .update(recordings)
    .set({ state: 'transcoding', readyAt: null })
    .where(eq(recordings.id, recordingId));
  expect((await resident('GET', `${media}360p.m3u8`)).headers['cache-control']).toBe(
    'public, max-age=0, s-maxage=1, must-revalidate',
  );
});

test('playlists are relative, validated by their ETag, and found from the lecture', async () => {
  const { id, media } = await lectureWithMedia();
  const { manifest, complete, duration } = (await resident('GET', `/api/lectures/${id}/playback`)).body;
  expect({ manifest, complete, duration }).toEqual({
    manifest: `${media}master.m3u8`,
    complete: true,
    duration: 100,
  });
  const master = await resident('GET', manifest);
  expect(master.headers['content-type']).toBe('application/vnd.apple.mpegurl');
  expect(master.text).toContain('RESOLUTION=640x360');
  const rung = await resident('GET', `${media}360p.m3u8`);
  expect(rung.text).toContain('#EXT-X-ENDLIST');
  expect(rung.text).toContain('\na/0.m4s\n');
  const again = await resident('GET', `${media}360p.m3u8`, undefined, {
    'if-none-match': String(rung.headers.etag),
  });
  expect(again.status).toBe(304);
  expect((await resident('GET', `${media}1080p.m3u8`)).status).toBe(404);
});

test('what is not published is there for staff alone', async () => {
  const { id, media, recordingId } = await lectureWithMedia({ visibility: 'draft' });
  for (const path of [`${media}a/0.m4s`, `${media}master.m3u8`, `/api/lectures/${id}/playback`]) {
    expect((await resident('GET', path)).status, path).toBe(404);
    expect((await staff('GET', path)).status, path).toBe(200);
  }
  expect((await staff('GET', `${media}a/0.m4s`)).headers['cache-control']).toBe('private, no-store');
  const session = await resident('POST', '/api/playback-sessions', { lectureId: id });
  expect(session.status).toBe(404);
  expect((await staff('GET', `/media/sources/${recordingId}/recording`)).status).toBe(404);
});

test.each([
  '../../sources/x/recording',
  '..%2f..%2fsources/recording',
  '%2e%2e/%2e%2e/x',
  'a/..%2f..%2f..%2f..%2fetc/passwd',
  `x/../../../sources/${crypto.randomUUID()}/recording`,
  'a//0.m4s',
  'a%00',
])('the path %s leads nowhere', async (path) => {
  const { media } = await lectureWithMedia();
  expect([400, 404]).toContain((await staff('GET', media + path)).status);
});

test('the uploaded file is out of reach, by any path', async () => {
  const { media, recordingId } = await lectureWithMedia();
  expect(await context.storage.head(sourceKey(recordingId))).not.toBeNull();
  await platform.app.listen({ host: '127.0.0.1', port: 0 });
  // As a socket sends it: every other client takes the dots out first.
  const statusOf = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { port } = platform.app.server.address() as AddressInfo;
      get({ port, path }, (reply) => resolve(reply.resume().statusCode)).on('error', reject);
    });
  expect(await statusOf(`${media}a/0.m4s`)).toBe(200);
  for (const way of ['x/../../../sources', './../../sources', 'x/..%2f..%2f../sources', '../../sources']) {
    expect([400, 404], way).toContain(await statusOf(`${media}${way}/${recordingId}/recording`));
  }
  expect(await context.storage.head(`recordings/x/../../${sourceKey(recordingId)}`)).toBeNull();
});

test('a lecture whose transcode was called off is not offered as an endless stump', async () => {
  const { id, recordingId } = await lectureWithMedia();
  await context.db
    .update(recordings)
    .set({ state: 'cancelled', readyAt: null })
    .where(eq(recordings.id, recordingId));
  expect((await resident('GET', `/api/lectures/${id}`)).status).toBe(404);
  expect((await staff('GET', `/api/lectures/${id}/playback`)).body).toMatchObject({
    playable: false,
    manifest: null,
  });
});

test('a lecture that is taken down is gone at once', async () => {
  const { id, media } = await lectureWithMedia();
  expect((await resident('GET', `${media}a/0.m4s`)).status).toBe(200);
  await staff('PATCH', `/api/lectures/${id}`, { visibility: 'draft' });
  expect((await resident('GET', `${media}a/0.m4s`)).status).toBe(404);
});

test('a deleted lecture leaves nothing in storage, once its days in the bin are over', async () => {
  const { id, media, recordingId } = await lectureWithMedia();
  expect((await staff('DELETE', `/api/lectures/${id}`)).status).toBe(204);
  expect((await resident('GET', `${media}a/0.m4s`)).status).toBe(404);
  expect(await context.storage.head(`${recordingPrefix(recordingId)}a/0.m4s`)).not.toBeNull();
  await emptyBin({ ...context, clock: () => new Date(context.clock().getTime() + 30 * 86_400_000) });
  expect(await context.storage.head(`${recordingPrefix(recordingId)}a/0.m4s`)).toBeNull();
  expect(await context.storage.head(sourceKey(recordingId))).toBeNull();
});
