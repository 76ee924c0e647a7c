/** Several lectures at once, and the bin: who may, what is answered for each, and what is left when it is emptied. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { emptyBin } from '../../server/catalogue/bin.ts';
import { captionTracks, lectures } from '../../server/database/schema/schema.ts';
import { recordingPrefix, sourceKey } from '../../server/storage/keys.ts';
import { type Browser, testApp } from '../support/app.ts';
import { mediaLecture, watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context, time } = platform;
const staff = await platform.as('staff');
const others = await platform.as('staff');
const administrator = await platform.as('administrator');
const resident = await platform.as(null);
const DAY = 86_400_000;

/** Somebody new watches a lecture of 100 s to its end. */
async function watch(lectureId: string): Promise<void> {
  const browser = await platform.as(null);
  const { body } = await browser('POST', '/api/playback-sessions', { lectureId });
  time.now = new Date(time.now.getTime() + 100_000);
  const segments = [{ seq: 0, from: 0, to: 100, rate: 1, elapsedMs: 100_000 }];
  const path = `/api/playback-sessions/${body.id}/played`;
  expect((await browser('POST', path, { segments, position: 100 })).status).toBe(200);
}

const bin = async (browser: Browser) =>
  (await browser('GET', '/api/lectures?scope=bin&pageSize=100')).body.items;

describe('several at once', () => {
  test('each is answered by itself, in the order in which it was asked', async () => {
    const [own, second] = [
      await watchableLecture(context, staff),
      await watchableLecture(context, staff, {
        publicUntil: new Date(time.now.getTime() + DAY).toISOString(),
      }),
    ];
    const foreign = await watchableLecture(context, others);
    const nowhere = crypto.randomUUID();
    const ids = [own, foreign, nowhere, second];
    const change = {
      visibility: 'signed_in',
      publicFrom: new Date(time.now.getTime() + 2 * DAY).toISOString(),
    };
    const { status, body } = await staff('PATCH', '/api/lectures', { ids, change });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { id: own, error: null },
      { id: foreign, error: { code: 'forbidden' } },
      { id: nowhere, error: { code: 'not_found' } },
      // it would end before it begins
      { id: second, error: { code: 'bad_request' } },
    ]);
    expect((await staff('GET', `/api/lectures/${own}`)).body).toMatchObject(change);
    expect((await staff('GET', `/api/lectures/${foreign}`)).body.visibility).toBe('public');
    expect((await staff('GET', `/api/lectures/${second}`)).body.visibility).toBe('public');
  });

  test('course and audience are set for all', async () => {
    const courseId = (await staff('POST', '/api/courses', { title: '함께' })).body.id;
    const ids = [await watchableLecture(context, staff), await watchableLecture(context, staff)];
    await staff('PATCH', '/api/lectures', { ids, change: { courseId, audience: 'official' } });
    // a title is never the same of many
    const titled = { ids, change: { title: '같은 제목', courseId } };
    expect((await staff('PATCH', '/api/lectures', titled)).status).toBe(200);
    const { lectures } = (await resident('GET', `/api/courses/${courseId}`)).body;
    expect(lectures[0].title).not.toBe('같은 제목');
    expect(lectures).toMatchObject([{ audience: 'official' }, { audience: 'official' }]);
  });

  test.each<[string, object, number]>([
    ['nothing chosen', { ids: [], change: { visibility: 'draft' } }, 400],
    ['nothing changed', { ids: [crypto.randomUUID()], change: {} }, 400],
    [
      'more than a page',
      { ids: Array.from({ length: 101 }, () => crypto.randomUUID()), change: { courseId: null } },
      400,
    ],
  ])('%s is refused', async (_, body, status) => {
    expect((await staff('PATCH', '/api/lectures', body)).status).toBe(status);
  });

  test.each(['/api/lectures/bin', '/api/lectures/restore'])('%s is for staff', async (path) => {
    const ids = [crypto.randomUUID()];
    expect((await resident('POST', path, { ids })).status).toBe(401);
    expect((await (await platform.as('resident'))('POST', path, { ids })).status).toBe(403);
  });
});

describe('the bin', () => {
  test('says who deleted what, when, and when it is gone; nothing in it can be changed', async () => {
    const { id, recordingId } = await mediaLecture(context, staff, { title: '지운 강의' });
    await administrator('POST', '/api/lectures/bin', { ids: [id] });
    expect(await bin(staff)).toMatchObject([
      {
        ...{ id, title: '지운 강의', visibility: 'public' },
        bin: {
          deletedAt: time.now.toISOString(),
          deletedBy: 'administrator',
          emptiedAt: new Date(time.now.getTime() + 30 * DAY).toISOString(),
        },
      },
    ]);
    expect(await bin(others)).toEqual([]);
    expect((await bin(administrator)).map(({ id }: { id: string }) => id)).toEqual([id]);
    expect((await resident('GET', '/api/lectures?scope=bin')).status).toBe(403);
    for (const path of ['', '/recording', '/captions', '/captions/ko/draft', '/recording/events'])
      expect((await staff('GET', `/api/lectures/${id}${path}`)).status, path).toBe(404);
    expect((await staff('PATCH', `/api/lectures/${id}`, { title: 'x' })).status).toBe(404);
    expect((await staff('PUT', `/api/lectures/${id}/chapters`, { items: [] })).status).toBe(404);
    expect((await staff('DELETE', `/api/lectures/${id}`)).status).toBe(404);
    const mine = (await staff('GET', '/api/lectures?scope=mine&pageSize=100')).body.items;
    expect(mine.some((one: { id: string }) => one.id === id)).toBe(false);

    const foreign = await others('POST', '/api/lectures/restore', { ids: [id] });
    expect(foreign.body.items).toMatchObject([{ error: { code: 'forbidden' } }]);
    const back = await staff('POST', '/api/lectures/restore', { ids: [id] });
    expect(back.body.items).toEqual([{ id, error: null }]);
    expect((await resident('GET', `/media/${recordingPrefix(recordingId)}a/0.m4s`)).status).toBe(200);
    const again = await staff('POST', '/api/lectures/restore', { ids: [id] });
    expect(again.body.items).toMatchObject([{ error: { code: 'not_found' } }]);
  });

  test('after 30 days media and texts are gone; title and numbers of what was watched stay', async () => {
    const courseId = (await staff('POST', '/api/courses', { title: '남는 과정' })).body.id;
    const { id, recordingId } = await mediaLecture(context, staff, { title: '본 강의', courseId });
    const unwatched = await mediaLecture(context, staff, { title: '아무도 안 본 강의' });
    await watch(id);
    await watch(id);
    const path = `/api/statistics/lectures/${id}`;
    const numbers = async () => {
      const { allTime, days, views, viewers } = (await staff('GET', path)).body;
      const { plays, viewers: curve } = (await staff('GET', `${path}/retention`)).body;
      const site = (await administrator('GET', '/api/statistics/overview')).body;
      const own = (await staff('GET', '/api/statistics/overview')).body;
      return { allTime, days, views, viewers, plays, curve, site, own };
    };
    const before = await numbers();
    expect(before.allTime).toMatchObject({ viewers: 2, completions: 2, averageShare: 1 });
    await staff('POST', '/api/lectures/bin', { ids: [id, unwatched.id] });
    expect(await numbers()).toEqual(before);
    const ownCourse = (await staff('GET', `/api/courses/${courseId}`)).body;
    expect(ownCourse).toMatchObject({ lectureCount: 0, completion: { missing: [] } });

    const then = { ...context, clock: () => new Date(time.now.getTime() + 30 * DAY) };
    const just = { ...context, clock: () => new Date(time.now.getTime() + 30 * DAY - 1) };
    expect(await emptyBin(just)).toBe(0);
    const kept = [`${recordingPrefix(recordingId)}a/0.m4s`, sourceKey(recordingId)];
    for (const key of kept) expect(await context.storage.head(key)).not.toBeNull();
    // a store that is away for a while: nothing is forgotten of which something is left
    const away = { ...context.storage, deletePrefix: () => Promise.reject(new Error('away')) };
    await expect(emptyBin({ ...then, storage: away })).rejects.toThrow('away');
    expect(await emptyBin(then)).toBe(2);
    for (const key of kept) expect(await context.storage.head(key)).toBeNull();
    const tracks = await context.db.select().from(captionTracks).where(eq(captionTracks.lectureId, id));
    expect(tracks).toEqual([]);
    expect(await numbers()).toEqual(before);
    const rows = await context.db.select({ title: lectures.title, id: lectures.id }).from(lectures);
    expect(rows).toContainEqual({ id, title: '본 강의' });
    expect(rows.map((row) => row.id)).not.toContain(unwatched.id);
    expect(await emptyBin(then)).toBe(0);

    const earlier = time.now;
    time.now = then.clock();
    // sessions are over by then
    const manager = await platform.as('administrator');
    expect(await bin(manager)).toEqual([]);
    const late = await manager('POST', '/api/lectures/restore', { ids: [id] });
    expect(late.body.items).toMatchObject([{ error: { code: 'not_found' } }]);
    time.now = earlier;
  });

  test('what is in the bin is said to be in the tables of statistics', async () => {
    const id = await watchableLecture(context, staff, { title: '표에 남는 강의' });
    await staff('DELETE', `/api/lectures/${id}`);
    const { items } = (await staff('GET', '/api/statistics/lectures?pageSize=100')).body;
    expect(items.find((one: { lectureId: string }) => one.lectureId === id)).toMatchObject({ deleted: true });
    expect(items.some((one: { deleted: boolean }) => !one.deleted)).toBe(true);
  });
});
