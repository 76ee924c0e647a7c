/** Notes at a time of a lecture: their writer's alone, and they stay where they belong when a recording is cut. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { accounts, notes, recordings } from '../../server/database/schema/schema.ts';
import { moveNotes } from '../../server/notes/move.ts';
import { placeOf } from '../../server/notes/place.ts';
import { type Browser, testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context, time } = platform;
const { db } = context;
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');
const reader = await platform.as('resident');
const another = await platform.as('resident');
const passerBy = await platform.as(null);

let id: string;
beforeEach(async () => {
  id = await watchableLecture(context, staff);
});
const write = (who: Browser, at: number, text: string, more: object = {}) =>
  who('POST', `/api/lectures/${id}/notes`, { at, text, ...more });
const read = async (who: Browser) => (await who('GET', `/api/lectures/${id}/notes`)).body.items;

describe('their writer', () => {
  test('writes, reads, changes and removes them', async () => {
    const late = await write(reader, 62.5, '  다시 볼 곳\n두 번째 줄 ');
    expect(late).toMatchObject({ status: 201, body: { at: 62.5, text: '다시 볼 곳\n두 번째 줄' } });
    await write(reader, 3, '인사');
    expect((await read(reader)).map(({ text }: { text: string }) => text)).toEqual([
      '인사',
      '다시 볼 곳\n두 번째 줄',
    ]);

    time.now = new Date(time.now.getTime() + 60_000);
    const changed = await reader('PATCH', `/api/notes/${late.body.id}`, { text: '고친 것' });
    expect(changed).toMatchObject({ status: 200, body: { id: late.body.id, at: 62.5, text: '고친 것' } });
    expect(changed.body.updatedAt > late.body.updatedAt).toBe(true);

    expect((await reader('DELETE', `/api/notes/${late.body.id}`)).status).toBe(204);
    expect((await reader('DELETE', `/api/notes/${late.body.id}`)).status).toBe(404);
    expect(await read(reader)).toMatchObject([{ text: '인사' }]);
  });

  test('has them by lecture, the one last written about first', async () => {
    const mine = await platform.as('resident');
    const first = id;
    await write(mine, 5, '하나');
    id = await watchableLecture(context, staff, { title: '둘째 강의' });
    time.now = new Date(time.now.getTime() + 1000);
    await write(mine, 9, '둘');
    await write(mine, 7, '셋');
    expect((await mine('GET', '/api/me/notes')).body).toMatchObject({
      total: 2,
      items: [
        { id, title: '둘째 강의', open: true, notes: [{ text: '셋' }, { text: '둘' }] },
        { id: first, notes: [{ text: '하나' }] },
      ],
    });
    const second = (await mine('GET', '/api/me/notes?page=2&pageSize=1')).body;
    expect(second).toMatchObject({ total: 2, page: 2, items: [{ id: first }] });
    expect((await mine('GET', '/api/me/notes?page=3&pageSize=1')).body).toMatchObject({
      total: 2,
      items: [],
    });

    // what one may no longer watch is no link; what one wrote stays
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'draft' });
    expect((await mine('GET', '/api/me/notes?pageSize=1')).body.items).toMatchObject([
      { id, open: false, notes: [{}, {}] },
    ]);
    expect((await write(mine, 1, '넷')).status).toBe(404);
  });

  test('writes no more than 500 about a lecture', async () => {
    const { body } = await write(another, 1, '한 줄');
    const { accountId } = only(await db.select().from(notes).where(eq(notes.id, body.id)));
    const row = { accountId, lectureId: id, at: 2, text: '한 줄' };
    await db.insert(notes).values(Array.from({ length: 499 }, () => row));
    expect(await write(another, 1, '한 줄 더')).toMatchObject({ status: 409, body: { code: 'notes_full' } });
  });

  test('takes them along when the account goes', async () => {
    const leaver = await platform.as('resident');
    const { body } = await write(leaver, 1, '한 줄');
    const { accountId } = only(await db.select().from(notes).where(eq(notes.id, body.id)));
    await db.delete(accounts).where(eq(accounts.id, accountId));
    expect(await db.select().from(notes).where(eq(notes.id, body.id))).toEqual([]);
  });
});

describe('nobody else', () => {
  test.each([
    ['staff who manage the lecture', staff],
    ['administrators', administrator],
    ['another resident', another],
  ])('%s', async (_who, other) => {
    const { body } = await write(reader, 10, '나만 보는 것');
    expect(await read(other)).toEqual([]);
    expect((await other('GET', '/api/me/notes')).text).not.toContain('나만 보는 것');
    expect((await other('PATCH', `/api/notes/${body.id}`, { text: '남의 것' })).status).toBe(404);
    expect((await other('DELETE', `/api/notes/${body.id}`)).status).toBe(404);
    expect(await read(reader)).toMatchObject([{ text: '나만 보는 것' }]);
  });

  test('a passer-by is asked to sign in', async () => {
    for (const reply of [
      await passerBy('GET', `/api/lectures/${id}/notes`),
      await passerBy('GET', '/api/me/notes'),
      await write(passerBy, 1, '한 줄'),
    ]) {
      expect(reply).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
    }
  });
});

test.each([
  ['a time before the beginning', { at: -1, text: '가' }],
  ['no number', { at: 'x', text: '가' }],
  ['no time', { text: '가' }],
  ['no words', { at: 1, text: '' }],
  ['nothing that can be read', { at: 1, text: ' \n ' }],
  ['too many words', { at: 1, text: '가'.repeat(2001) }],
])('refused: %s', async (_what, body) => {
  expect((await reader('POST', `/api/lectures/${id}/notes`, body)).status).toBe(400);
});

test('a lecture that is for others, and one that is not there', async () => {
  await staff('PATCH', `/api/lectures/${id}`, { visibility: 'audience', audience: 'official' });
  expect(await write(reader, 1, '가')).toMatchObject({ status: 403, body: { code: 'lecture_audience' } });
  id = crypto.randomUUID();
  expect((await write(reader, 1, '가')).status).toBe(404);
});

describe('when a recording is cut', () => {
  // of 100 s, [10, 20) and [60, 100) are taken out
  const kept = [
    { from: 0, to: 10, at: 0 },
    { from: 20, to: 60, at: 10 },
  ];

  test('notes move, and those of what was cut stand where it was', async () => {
    for (const at of [5, 15, 30, 90]) await write(reader, at, `${at}초`);
    await write(another, 30, '다른 사람');
    await db.transaction((tx) => moveNotes(tx, id, kept));
    const places = (await read(reader)).map(({ at, text }: { at: number; text: string }) => [text, at]);
    expect(places).toEqual([
      ['5초', 5],
      ['15초', 10],
      ['30초', 20],
      ['90초', 50],
    ]);
    expect(await read(another)).toMatchObject([{ at: 20 }]);
  });

  test('one that is written at a time of the recording before moves too', async () => {
    const [before] = await db.select().from(recordings).where(eq(recordings.lectureId, id));
    await db.update(recordings).set({ replacedAt: time.now }).where(eq(recordings.lectureId, id));
    const next = { ...(before as typeof recordings.$inferSelect), id: crypto.randomUUID() };
    await db.insert(recordings).values({ ...next, duration: 50, kept });
    expect((await write(reader, 30, '전 영상', { recordingId: before?.id })).body.at).toBe(20);
    expect((await write(reader, 30, '지금 영상')).body.at).toBe(30);
    expect((await write(reader, 80, '끝을 지난 곳')).body.at).toBe(50);
  });

  test.each([
    ['not said', undefined, 30],
    ['the current one', 'c', 30],
    ['the one before, cut since', 'b', 20],
    ['two before, longer since', 'a', 20],
    ['another lecture’s', 'x', 30],
  ])('of a recording that is %s', (_which, recordingId, place) => {
    const recording = (id: string, more: object = {}) => ({ id, kept: null, duration: 100, ...more });
    const all = [recording('a'), recording('b'), recording('c', { kept, duration: 50 })];
    expect(placeOf(30, recordingId, all)).toBe(place);
  });
});
