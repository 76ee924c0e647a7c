/** Which chapters are proposed, and what staff may do about it. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { recordingMarks } from '../../server/database/schema/schema.ts';
import { proposalsOf } from '../../server/playback/chapter-proposals.ts';
import {
  areMarksAwaited,
  failMarks,
  keepOwnChapters,
  landMarks,
  requestMarks,
} from '../../server/recordings/mark-queries.ts';
import { testApp } from '../support/app.ts';
import { mediaLecture, plannedRecording, replaceRecording } from '../support/lectures.ts';

const HOUR = 3600;
const slide = (at: number, strength = 0.3) => ({ at, strength });
const silence = (from: number, to: number) => ({ from, to });
const starts = (proposals: { start: number }[]) => proposals.map(({ start }) => start);

describe('the rule', () => {
  test('nothing found, nothing proposed', () => {
    expect(proposalsOf({ own: [], slides: [], silences: [] }, HOUR)).toEqual([]);
    expect(proposalsOf({ own: [], slides: null, silences: null }, HOUR)).toEqual([]);
  });

  test('a slide near a silence goes before a larger one without', () => {
    const marks = { own: [], slides: [slide(600, 0.05), slide(630, 0.9)], silences: [silence(598, 599)] };
    expect(proposalsOf(marks, HOUR)).toEqual([
      { start: 0, title: '', origin: 'start' },
      { start: 600, title: '', origin: 'slide_and_silence' },
    ]);
  });

  test('they lie a minute apart in a long lecture, and from its beginning and end', () => {
    const slides = [20, 59, 61, 100, 130, 1800, 3575].map((at) => slide(at));
    const found = starts(proposalsOf({ own: [], slides, silences: [] }, HOUR));
    expect(found).toEqual([0, 61, 130, 1800]);
  });

  test('closer in a short one', () => {
    const slides = [8, 12, 25, 36, 58].map((at) => slide(at));
    expect(starts(proposalsOf({ own: [], slides, silences: [] }, 60))).toEqual([0, 12, 25, 36]);
  });

  test('at most 20, the clearest', () => {
    const slides = Array.from({ length: 50 }, (_, nth) => slide(120 + nth * 65, nth % 2 ? 0.8 : 0.1));
    const found = proposalsOf({ own: [], slides, silences: [] }, HOUR);
    expect(found).toHaveLength(20);
    expect(
      starts(found)
        .slice(1)
        .every((start) => ((start - 120) / 65) % 2 === 1),
    ).toBe(true);
  });

  test('what hardly changes counts with a silence alone, and a long silence by itself', () => {
    const marks = {
      slides: [slide(300, 0.02), slide(900, 0.02)],
      silences: [silence(899, 899.8), silence(1500, 1504.7)],
    };
    expect(proposalsOf({ own: [], ...marks }, HOUR)).toEqual([
      { start: 0, title: '', origin: 'start' },
      { start: 900, title: '', origin: 'slide_and_silence' },
      { start: 1504, title: '', origin: 'silence' },
    ]);
  });

  test('whole seconds at which the new slide is there', () => {
    const marks = { own: [], slides: [slide(600.5)], silences: [] };
    expect(starts(proposalsOf(marks, HOUR))).toEqual([0, 601]);
  });

  test('the file’s own keep their titles, however near; the others keep away from them', () => {
    const own = [
      { start: 0, title: '여는 말' },
      { start: 30.4, title: '협치란' },
    ];
    expect(proposalsOf({ own, slides: [slide(60), slide(200)], silences: [] }, HOUR)).toEqual([
      { start: 0, title: '여는 말', origin: 'own' },
      { start: 30, title: '협치란', origin: 'own' },
      { start: 200, title: '', origin: 'slide' },
    ]);
  });
});

describe('over HTTP', async () => {
  const platform = await testApp();
  afterAll(platform.close);
  const { context } = platform;
  const { db, queue } = context;
  const staff = await platform.as('staff');

  async function lecture() {
    const { id, recordingId } = await mediaLecture(context, staff);
    const path = `/api/lectures/${id}/chapter-proposals`;
    const get = async () => (await staff('GET', path)).body;
    return { id, recordingId, path, get };
  }
  const found = { slides: [slide(30), slide(60)], silences: [silence(59, 61)] };

  test('from the first look to what is found; nothing becomes a chapter by itself', async () => {
    const { id, path, get, recordingId } = await lecture();
    expect(await get()).toMatchObject({ state: 'unasked', items: [], recordingId });
    expect((await staff('POST', path)).body.state).toBe('looking');
    expect((await staff('POST', path)).status).toBe(409);
    expect(await areMarksAwaited(db, recordingId)).toBe(true);
    await landMarks(db, recordingId, found);
    const { state, items } = await get();
    expect(state).toBe('found');
    expect(starts(items)).toEqual([0, 30, 60]);
    expect((await staff('GET', `/api/lectures/${id}/chapters`)).body.items).toEqual([]);
    expect(await areMarksAwaited(db, recordingId)).toBe(false);
    await failMarks(db, recordingId, 'internal');
    expect((await get()).state).toBe('found');
  });

  test('what was dropped stays dropped, until it is taken back', async () => {
    const { path, get, recordingId } = await lecture();
    await requestMarks(db, queue, recordingId);
    await landMarks(db, recordingId, found);
    const dropped = await staff('PUT', `${path}/dropped`, { recordingId, starts: [30] });
    expect(starts(dropped.body.items)).toEqual([0, 60]);
    expect(await get()).toMatchObject({ dropped: [30] });
    await staff('PUT', `${path}/dropped`, { recordingId, starts: [] });
    expect(starts((await get()).items)).toEqual([0, 30, 60]);
    const other = { recordingId: crypto.randomUUID(), starts: [30] };
    expect((await staff('PUT', `${path}/dropped`, other)).status).toBe(409);
  });

  test('a failure is told, and leaves the file’s own; it may be tried again', async () => {
    const { path, get, recordingId } = await lecture();
    await keepOwnChapters(db, recordingId, [{ start: 10, title: '협치란' }]);
    await requestMarks(db, queue, recordingId);
    await failMarks(db, recordingId, 'timeout');
    const { state, error, items } = await get();
    expect([state, error.code, items[1].title]).toEqual(['failed', 'timeout', '협치란']);
    expect((await staff('POST', path)).body.state).toBe('looking');
  });

  test('every recording that is ready is looked at, and those of one that was replaced are gone', async () => {
    const { id, get, recordingId } = await lecture();
    await requestMarks(db, queue, recordingId);
    await landMarks(db, recordingId, found);
    const next = await replaceRecording(context, id, { duration: 50 });
    expect(await get()).toMatchObject({ recordingId: next, state: 'looking', items: [] });
    await plannedRecording(context, id, { duration: 40 });
    expect((await get()).recordingId).toBe(next);
    expect(await db.select().from(recordingMarks).where(eq(recordingMarks.recordingId, next))).toHaveLength(
      1,
    );
  });

  test('only those who manage the lecture', async () => {
    const { path, recordingId } = await lecture();
    for (const role of ['staff', 'resident'] as const) {
      const other = await platform.as(role);
      expect((await other('GET', path)).status).toBe(403);
      expect((await other('POST', path)).status).toBe(403);
      expect((await other('PUT', `${path}/dropped`, { recordingId, starts: [] })).status).toBe(403);
    }
  });
});
