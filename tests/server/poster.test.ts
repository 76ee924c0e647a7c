/** Choosing a lecture's poster, over HTTP. */
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { emptyBin } from '../../server/catalogue/bin.ts';
import { posters, storyboards } from '../../server/database/schema/schema.ts';
import { pictureType } from '../../server/playback/picture-type.ts';
import { failPoster, landPoster } from '../../server/recordings/poster-queries.ts';
import { posterKey, posterPrefix, uploadedPrefix } from '../../server/storage/keys.ts';
import { testApp } from '../support/app.ts';
import { mediaLecture, replaceRecording } from '../support/lectures.ts';
import { storedUnder } from '../support/stored.ts';

const platform = await testApp();
afterAll(platform.close);
const { context } = platform;
const { db, storage } = context;
const staff = await platform.as('staff');
const passerBy = await platform.as(null);
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('rest')]);

/** A lecture with three candidates, each of which is a text. */
async function lecture(described: object = {}) {
  const { id, media, recordingId } = await mediaLecture(context, staff, described);
  const posterKeys = ['first', 'second', 'third'].map(
    (name) => `${media.slice('/media/'.length)}a/${name}.jpg`,
  );
  for (const key of posterKeys) await storage.put(key, key, 'image/jpeg');
  await db.update(storyboards).set({ posterKeys }).where(eq(storyboards.recordingId, recordingId));
  const path = `/api/lectures/${id}`;
  const state = async () => (await staff('GET', `${path}/poster`)).body;
  return { id, path, state, recordingId, candidates: posterKeys.map((key) => `/media/${key}`) };
}
const request = async (id: string) =>
  (await db.select().from(posters).where(eq(posters.lectureId, id)))[0]?.request as string;

test('without a choice it is the first candidate; a choice is shown everywhere, and taken back', async () => {
  const { path, state, candidates } = await lecture();
  expect(await state()).toEqual({
    url: candidates[0],
    chosen: false,
    candidates,
    making: false,
    error: null,
  });
  const chosen = await staff('PUT', `${path}/poster`, { candidate: candidates[1] });
  expect(chosen.body).toMatchObject({ chosen: true, making: false });
  const { url } = chosen.body;
  expect((await passerBy('GET', path)).body.posterUrl).toBe(url);
  expect((await passerBy('GET', `${path}/playback`)).body.poster).toBe(url);
  expect((await passerBy('GET', '/api/lectures')).body.items[0].posterUrl).toBe(url);
  expect((await passerBy('GET', url)).text).toContain('second');
  expect((await staff('DELETE', `${path}/poster`)).body).toMatchObject({ url: candidates[0], chosen: false });
  expect((await passerBy('GET', path)).body.posterUrl).toBe(candidates[0]);
});

test('what is no candidate of this lecture is refused', async () => {
  const { path } = await lecture();
  const other = await lecture();
  const answer = await staff('PUT', `${path}/poster`, { candidate: other.candidates[0] });
  expect(answer.status).toBe(409);
});

test('replacing the recording keeps it', async () => {
  const { id, path, state, candidates } = await lecture();
  const { url } = (await staff('PUT', `${path}/poster`, { candidate: candidates[2] })).body;
  await replaceRecording(context, id, { duration: 50 });
  expect(await state()).toMatchObject({ url, chosen: true, candidates: [] });
  expect((await passerBy('GET', url)).status).toBe(200);
});

test('is for whoever may watch, and cached as the rest of the lecture', async () => {
  const { id, path, candidates } = await lecture();
  const { url } = (await staff('PUT', `${path}/poster`, { candidate: candidates[0] })).body;
  expect((await passerBy('GET', url)).headers['cache-control']).toContain('immutable');
  expect((await passerBy('GET', url.replace(id, crypto.randomUUID()))).status).toBe(404);
  await staff('PATCH', path, { visibility: 'signed_in' });
  expect((await passerBy('GET', url)).status).toBe(401);
  await staff('PATCH', path, { visibility: 'draft' });
  expect((await passerBy('GET', url)).status).toBe(404);
  const own = await staff('GET', url);
  expect([own.status, own.headers['cache-control']]).toEqual([200, 'private, no-store']);
});

test('what was asked for last counts, whatever is made first', async () => {
  const { id, path, state, recordingId, candidates } = await lecture();
  const ask = () => staff('PUT', `${path}/poster`, { recordingId, at: 3 });
  await ask();
  const early = { lectureId: id, request: await request(id) };
  await ask();
  const late = { lectureId: id, request: await request(id) };
  expect(await landPoster(db, early, posterKey(id, crypto.randomUUID()))).toBe(false);
  await failPoster(db, early, 'internal');
  expect(await state()).toMatchObject({ making: true, chosen: false, error: null });
  const key = posterKey(id, crypto.randomUUID());
  expect(await landPoster(db, late, key)).toBe(true);
  expect(await state()).toMatchObject({ url: `/media/${key}`, chosen: true, making: false });
  await ask();
  const third = { lectureId: id, request: await request(id) };
  await staff('PUT', `${path}/poster`, { candidate: candidates[0] });
  expect(await landPoster(db, third, posterKey(id, crypto.randomUUID()))).toBe(false);
});

test('a failure is told in words, and the next request forgets it', async () => {
  const { id, path, state, recordingId } = await lecture();
  await staff('PUT', `${path}/poster`, { recordingId, at: 3 });
  await failPoster(db, { lectureId: id, request: await request(id) }, 'disk_full');
  const { error, making } = await state();
  expect([making, error.code]).toEqual([false, 'disk_full']);
  expect(error.message.ko).toContain('관리자');
  await staff('PUT', `${path}/poster`, { recordingId, at: 4 });
  expect(await state()).toMatchObject({ making: true, error: null });
});

test('an upload is a picture by its content, and no larger than 10 MB', async () => {
  const { path } = await lecture();
  const put = (body: Buffer, type: string) =>
    staff('POST', `${path}/poster/picture`, body, { 'content-type': type });
  expect((await put(Buffer.from('<svg onload="alert(1)"/>'), 'image/png')).status).toBe(415);
  expect((await put(PNG, 'image/svg+xml')).status).toBe(415);
  expect((await put(Buffer.concat([PNG, Buffer.alloc(10 * 1024 ** 2)]), 'image/png')).status).toBe(413);
  expect((await put(PNG, 'image/png')).body.making).toBe(true);
});

test.each([
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 1])],
  ['image/png', PNG],
  ['image/webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
  [null, Buffer.from('GIF89a')],
  [null, Buffer.from('\x00\x00\x00\x18ftypheic', 'latin1')],
  [null, Buffer.alloc(0)],
])('%s is known by its first bytes', (type, file) => {
  expect(pictureType(file)).toBe(type);
});

test('only those who manage the lecture', async () => {
  const { path, candidates } = await lecture();
  const [other, resident] = [await platform.as('staff'), await platform.as('resident')];
  for (const who of [other, resident]) {
    expect((await who('GET', `${path}/poster`)).status).toBe(403);
    expect((await who('PUT', `${path}/poster`, { candidate: candidates[0] })).status).toBe(403);
    expect((await who('DELETE', `${path}/poster`)).status).toBe(403);
    const headers = { 'content-type': 'image/png' };
    expect((await who('POST', `${path}/poster/picture`, PNG, headers)).status).toBe(403);
  }
});

test('emptying the bin removes it', async () => {
  const { id, path, candidates } = await lecture();
  await staff('PUT', `${path}/poster`, { candidate: candidates[0] });
  await staff('POST', `${path}/poster/picture`, PNG, { 'content-type': 'image/png' });
  const kept = async () => {
    const prefixes = [posterPrefix(id), uploadedPrefix(id)];
    const lists = await Promise.all(prefixes.map((prefix) => storedUnder(storage, prefix)));
    return lists.map(({ length }) => length);
  };
  expect(await kept()).toEqual([1, 1]);
  await staff('DELETE', path);
  platform.time.now = new Date(platform.time.now.getTime() + 31 * 86_400_000);
  await emptyBin(context);
  expect(await kept()).toEqual([0, 0]);
});
