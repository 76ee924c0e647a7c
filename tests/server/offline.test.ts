/** Lectures that are kept: how large they are, and what is told afterwards of having watched them without a network. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { only } from '../../server/database/client.ts';
import { lectures, playbackSessions, renditions, segmentRuns } from '../../server/database/schema/schema.ts';
import { type Browser, testApp } from '../support/app.ts';
import { mediaLecture, replaceRecording, watchableLecture } from '../support/lectures.ts';
import { ledgerOf } from '../support/ledger.ts';

const DURATION = 600;
const DAY = 86_400;
const platform = await testApp();
afterAll(platform.close);
const { context, time } = platform;
const { db } = context;
let staff: Browser;
beforeEach(async () => {
  // the clock runs on, and nobody stays signed in for weeks
  staff = await platform.as('staff');
});
const later = (seconds: number) => {
  time.now = new Date(time.now.getTime() + seconds * 1000);
};

describe('what is told afterwards', () => {
  let lectureId: string;
  let recordingId: string;
  let viewer: Browser;
  /** begun when the lecture was kept */
  let after: string;
  beforeEach(async () => {
    lectureId = await watchableLecture(context, staff, { duration: DURATION });
    viewer = await platform.as('resident');
    ({ recordingId } = (await viewer('GET', `/api/lectures/${lectureId}/playback`)).body);
    after = await begin(viewer, {});
  });

  async function begin(browser: Browser, more: object): Promise<string> {
    const reply = await browser('POST', '/api/playback-sessions', { lectureId, recordingId, ...more });
    expect(reply.status).toBe(201);
    return reply.body.id;
  }
  const report = (browser: Browser, session: string, seconds: number, seq = 0) =>
    browser('POST', `/api/playback-sessions/${session}/played`, {
      segments: [{ seq, from: 0, to: seconds, rate: 1, elapsedMs: seconds * 1000 }],
      position: seconds,
    });
  const sessionOf = async (id: string) =>
    only(await db.select().from(playbackSessions).where(eq(playbackSessions.id, id)));

  test('is credited as it was played, once, and marked', async () => {
    later(3 * DAY);
    const session = await begin(viewer, { after });
    for (let times = 1; times <= 3; times++) {
      const { body } = await report(viewer, session, DURATION);
      expect(body).toMatchObject({ share: 1, completed: true });
    }
    expect(await ledgerOf(db, lectureId)).toMatchObject({
      watched: [{ from: 0, to: DURATION }],
      ...{ creditedMs: DURATION * 1000, elapsedMs: DURATION * 1000, clipped: 0, segments: 1, views: 1 },
    });
    expect(await sessionOf(session)).toMatchObject({
      offline: true,
      startedAt: (await sessionOf(after)).startedAt,
    });
    expect(await sessionOf(after)).toMatchObject({ offline: false, viewedAt: null });
  });

  test('shares its real time with all that was played since, on whatever device', async () => {
    later(100);
    await report(viewer, await begin(viewer, { after }), DURATION);
    await report(viewer, await begin(viewer, { after }), DURATION);
    await report(viewer, await begin(viewer, {}), DURATION);
    const { creditedMs, elapsedMs } = await ledgerOf(db, lectureId);
    expect({ creditedMs, elapsedMs }).toEqual({ creditedMs: 2 * 130_000, elapsedMs: 130_000 });
  });

  const asIfBegunNow = async (browser: Browser, more: object) => {
    const session = await begin(browser, more);
    await report(browser, session, DURATION);
    expect((await ledgerOf(db, lectureId)).creditedMs).toBe(60_000);
    expect(await sessionOf(session)).toMatchObject({ offline: false, startedAt: time.now });
  };

  test('is taken for thirty days', async () => {
    const browser = await platform.as(null);
    const kept = await begin(browser, {});
    later(30 * DAY - 1);
    expect(await sessionOf(await begin(browser, { after: kept }))).toMatchObject({ offline: true });
    later(1);
    await asIfBegunNow(browser, { after: kept });
  });

  test('comes after a session of one’s own', async () => {
    later(DAY);
    await asIfBegunNow(await platform.as('resident'), { after });
  });

  test('comes after a session that is there', async () => {
    later(DAY);
    await asIfBegunNow(viewer, { after: crypto.randomUUID() });
  });

  test('is of the recording that was kept, also when another plays by now', async () => {
    later(DAY);
    await replaceRecording(context, lectureId, { duration: 300 });
    const session = await begin(viewer, { after });
    const { body } = await report(viewer, session, DURATION);
    expect(body.watched).toEqual([{ from: 0, to: 300 }]);
    const { recordingId: next } = (await viewer('GET', `/api/lectures/${lectureId}/playback`)).body;
    expect(await sessionOf(await begin(viewer, { after, recordingId: next }))).toMatchObject({
      offline: false,
    });
  });

  test('counts when the lecture is over by now, and begins nothing else', async () => {
    later(DAY);
    await db.update(lectures).set({ publicUntil: time.now }).where(eq(lectures.id, lectureId));
    const { body } = await report(viewer, await begin(viewer, { after }), DURATION);
    expect(body).toMatchObject({ share: 1 });
    const refused = await viewer('POST', '/api/playback-sessions', { lectureId, recordingId });
    expect(refused).toMatchObject({ status: 410, body: { code: 'lecture_ended' } });
  });

  test('is still one’s own after signing in', async () => {
    const browser = await platform.as(null);
    const anonymous = await begin(browser, {});
    later(DAY);
    Object.assign(browser.cookies, (await platform.as('resident')).cookies);
    const session = await begin(browser, { after: anonymous });
    expect(await sessionOf(session)).toMatchObject({ offline: true });
    expect((await report(browser, session, DURATION)).body).toMatchObject({ share: 1 });
  });
});

describe('the size of a lecture', () => {
  test('is that of each rung with the sound, the largest first', async () => {
    const id = await watchableLecture(context, staff);
    const { recordingId } = (await viewerless('GET', `/api/lectures/${id}/playback`)).body;
    const rung = { recordingId, kind: 'video' as const, frameRate: 30 };
    await db.insert(renditions).values([
      { ...rung, name: '720p', width: 720, height: 1280, rung: 720 },
      { ...rung, name: '360p', width: 360, height: 640, rung: 360 },
      { recordingId, name: 'audio', kind: 'audio' },
      { recordingId, name: 'listen', kind: 'audio' },
    ]);
    const run = (rendition: string, nth: number, bytes: number[]) => ({
      ...{ recordingId, rendition, run: nth, bytes },
      ...{ keys: bytes.map(() => 'a'), durations: bytes.map(() => 4) },
    });
    await db
      .insert(segmentRuns)
      .values([
        run('720p', 0, [1_500_000_000, 1_500_000_000]),
        run('720p', 1, [50]),
        run('360p', 0, [85]),
        run('audio', 0, [7, 8]),
        run('listen', 0, [900]),
      ]);
    const { status, body } = await viewerless('GET', `/api/lectures/${id}/rungs`);
    expect(status).toBe(200);
    expect(body).toEqual({
      recordingId,
      items: [
        { name: '720p', height: 720, bytes: 3_000_000_065 },
        { name: '360p', height: 360, bytes: 100 },
      ],
    });
  });

  test('is told to whoever may watch it', async () => {
    const { id } = await mediaLecture(context, staff, { visibility: 'signed_in' });
    const refused = await viewerless('GET', `/api/lectures/${id}/rungs`);
    expect(refused).toMatchObject({ status: 401, body: { code: 'lecture_sign_in' } });
    expect((await staff('GET', `/api/lectures/${id}/rungs`)).status).toBe(200);
  });

  test('is not known before all of it is made', async () => {
    const { body: lecture } = await staff('POST', '/api/lectures', { title: '곧', visibility: 'public' });
    const { body } = await viewerless('GET', `/api/lectures/${lecture.id}/rungs`);
    expect(body).toEqual({ recordingId: null, items: [] });
  });
});

const viewerless = await platform.as(null);
