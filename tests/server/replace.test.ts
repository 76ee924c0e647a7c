/** Another recording for a lecture that has one: what plays meanwhile, and what becomes of what was watched. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { first, only, rowsOf } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { parseRanges } from '../../server/progress/ranges.ts';
import { markReady } from '../../server/recordings/landing.ts';
import { sweepReplaced } from '../../server/recordings/sweep.ts';
import { failRecording, rejectRecording, takeProbe } from '../../server/recordings/transcode-queries.ts';
import { recordingPrefix, sourceKey } from '../../server/storage/keys.ts';
import { type Browser, testApp } from '../support/app.ts';
import { landOnly, plannedRecording, replaceRecording, watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const { context } = platform;
const { db, queue } = context;
afterAll(platform.close);
const staff = await platform.as('staff');

const wait = (seconds: number) => {
  platform.time.now = new Date(platform.time.now.getTime() + seconds * 1000);
};
const open = async (browser: Browser, lectureId: string, recordingId?: string) =>
  (await browser('POST', '/api/playback-sessions', { lectureId, recordingId })).body.id as string;
const report = (browser: Browser, session: string, seq: number, from: number, to: number) =>
  browser('POST', `/api/playback-sessions/${session}/played`, {
    ...{ segments: [{ seq, from, to, rate: 1, elapsedMs: (to - from) * 1000 }], position: to },
  });
/** Watches a stretch in a session of its own. */
async function watch(browser: Browser, lectureId: string, from: number, to: number) {
  const session = await open(browser, lectureId);
  wait(to - from);
  return (await report(browser, session, 0, from, to)).body;
}
const playback = async (browser: Browser, id: string) =>
  (await browser('GET', `/api/lectures/${id}/playback`)).body;
const status = async (id: string) => (await staff('GET', `/api/lectures/${id}/recording`)).body;
const numbers = async (id: string) => {
  const { items } = (await staff('GET', '/api/statistics/lectures?pageSize=100')).body;
  return items.find(({ lectureId }: { lectureId: string }) => lectureId === id);
};
const retention = async (id: string) => (await staff('GET', `/api/statistics/lectures/${id}/retention`)).body;

/** A file arrives for a lecture as the studio sends it. @returns the recording's status */
async function upload(lectureId: string) {
  const tus = { 'tus-resumable': '1.0.0' };
  const named = { 'upload-length': '4', 'upload-metadata': `filename ${btoa('new.mp4')}` };
  const { headers } = await staff('POST', '/api/uploads', undefined, { ...tus, ...named });
  const path = String(headers.location);
  const type = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  await staff('PATCH', path, Buffer.from('abcd'), { ...tus, ...type });
  const uploadId = path.split('/').at(-1);
  const reply = await staff('POST', `/api/lectures/${lectureId}/recording`, { uploadId });
  expect(reply.status).toBe(201);
  return reply.body;
}

describe('another recording', () => {
  test('waits until all of it is made; address, captions and statistics stay, and what was watched', async () => {
    const id = await watchableLecture(context, staff);
    const [half, whole] = [await platform.as(null), await platform.as('resident')];
    await watch(half, id, 40, 90);
    await watch(whole, id, 0, 100);
    await staff('PUT', `/api/lectures/${id}/captions/ko`, 'WEBVTT\n\n00:01.000 --> 00:02.000\n안녕', {
      'content-type': 'text/vtt',
    });
    const before = await numbers(id);
    expect(before).toMatchObject({ views: 2, viewers: 2, completions: 1, averageShare: 0.75 });
    const { manifest } = await playback(half, id);

    const next = await plannedRecording(context, id, { duration: 60 });
    expect(await status(id)).toMatchObject({ id: next, waiting: true, playable: true, duration: 60 });
    await landOnly(context, next);
    expect(await playback(half, id)).toMatchObject({ manifest, duration: 100, complete: true });
    const { recording, duration } = (await staff('GET', `/api/lectures/${id}`)).body;
    expect([recording.id, recording.state, recording.waiting, duration]).toEqual([
      ...[next, 'transcoding', true, 100],
    ]);

    await markReady(db, queue, next);
    expect(await status(id)).toMatchObject({ id: next, state: 'ready', waiting: false });
    expect(await playback(half, id)).toMatchObject({
      ...{ recordingId: next, duration: 60, position: 60, watched: [{ from: 40, to: 60 }] },
      captions: [{ language: 'ko' }],
    });
    expect(await numbers(id)).toEqual({ ...before, averageShare: 80 / 120 });
    expect((await retention(id)).viewers).toEqual([...Array(40).fill(1), ...Array(20).fill(2)]);
    const { items } = (await whole('GET', '/api/lectures?progress=completed')).body;
    expect(items).toMatchObject([{ id, progress: { completed: true, share: 1 } }]);

    // a longer one gives back what was watched of the first
    await replaceRecording(context, id, { duration: 120 });
    expect(await playback(half, id)).toMatchObject({ watched: [{ from: 40, to: 90 }] });
    expect(await numbers(id)).toEqual({ ...before, averageShare: 150 / 240 });
    const curve = (await retention(id)).viewers;
    expect([curve[39], curve[89], curve[90], curve[99], curve[100]]).toEqual([1, 2, 1, 1, 0]);
  });

  test('that is rejected leaves the lecture as it is, and is gone when staff say so', async () => {
    const id = await watchableLecture(context, staff);
    const { id: own } = await status(id);
    const { id: next, waiting } = await upload(id);
    expect(waiting).toBe(true);
    await takeProbe(db, next);
    await rejectRecording(db, queue, next, 'truncated');
    expect(await status(id)).toMatchObject({ id: next, state: 'rejected', waiting: true, playable: true });
    expect(await playback(staff, id)).toMatchObject({ recordingId: own, playable: true, complete: true });
    const { items } = (await staff('GET', '/api/lectures?pageSize=100')).body;
    expect(items.map((item: { id: string }) => item.id)).toContain(id);
    const gone = await staff('DELETE', `/api/lectures/${id}/recording`);
    expect(gone.body).toMatchObject({ id: own, state: 'ready', waiting: false });
    expect((await staff('DELETE', `/api/lectures/${id}/recording`)).status).toBe(409);
  });

  test('that is called off stops, and the one before plays on', async () => {
    const id = await watchableLecture(context, staff);
    const { id: own } = await status(id);
    const next = await plannedRecording(context, id, { duration: 10 });
    expect((await staff('DELETE', `/api/lectures/${id}/recording`)).body.id).toBe(own);
    const [row] = await db.select().from(recordings).where(eq(recordings.id, next));
    expect(row?.state).toBe('cancelled');
    await landOnly(context, next);
    expect(await markReady(db, queue, next)).toBe(false);
    expect(await playback(staff, id)).toMatchObject({ recordingId: own });
  });

  test('gives way to a newer one; of what is still made the first chunks are enough to take its place', async () => {
    const id = (await staff('POST', '/api/lectures', { title: '강의', visibility: 'public' })).body.id;
    const wrong = await plannedRecording(context, id, { duration: 50 });
    expect(await status(id)).toMatchObject({ id: wrong, waiting: false, playable: false });
    const growing = await plannedRecording(context, id, { duration: 100 });
    await landOnly(context, growing);
    const viewer = await platform.as(null);
    await watch(viewer, id, 0, 4);
    const [unwanted, wanted] = [
      await plannedRecording(context, id, { duration: 80 }),
      await plannedRecording(context, id, { duration: 80 }),
    ];
    expect(await playback(viewer, id)).toMatchObject({ recordingId: growing, playable: true });
    await landOnly(context, wanted);
    expect(await playback(viewer, id)).toMatchObject({ recordingId: wanted, watched: [{ from: 0, to: 4 }] });
    const rows = await db.select().from(recordings).where(eq(recordings.lectureId, id));
    const states = Object.fromEntries(rows.map((row) => [row.id, row.state]));
    expect(states).toEqual({
      ...{ [wrong]: 'cancelled', [growing]: 'cancelled', [unwanted]: 'cancelled', [wanted]: 'transcoding' },
    });
  });

  test('takes over from one that failed half way', async () => {
    const id = (await staff('POST', '/api/lectures', { title: '강의', visibility: 'public' })).body.id;
    const failed = await plannedRecording(context, id, { duration: 100 });
    await landOnly(context, failed);
    await failRecording(db, queue, failed, 'ffmpeg', new Date());
    const next = await plannedRecording(context, id, { duration: 100 });
    await landOnly(context, next);
    expect(await playback(staff, id)).toMatchObject({ recordingId: next, playable: true });
  });
});

describe('whoever has the recording before it open', () => {
  test('sees it to the end, and is credited where the new one shows the same; days later its files go', async () => {
    const id = await watchableLecture(context, staff);
    const viewer = await platform.as(null);
    const { recordingId, manifest } = await playback(viewer, id);
    const key = `${recordingPrefix(recordingId)}a/0.m4s`;
    await context.storage.put(key, 'x', 'video/iso.segment');
    await context.storage.put(sourceKey(recordingId), 'x', 'application/octet-stream');
    const opened = await open(viewer, id);
    const next = await replaceRecording(context, id, { duration: 60 });
    expect((await viewer('GET', `/media/${key}`)).status).toBe(200);

    wait(60);
    expect((await report(viewer, opened, 0, 50, 80)).body).toMatchObject({
      ...{ watched: [{ from: 50, to: 60 }], share: 1 / 6 },
    });
    // a page that was loaded before, and played only now
    const late = await open(viewer, id, recordingId);
    wait(60);
    await report(viewer, late, 0, 80, 100);
    expect(await numbers(id)).toMatchObject({ views: 2, watchSeconds: 50, averageShare: 1 / 6 });
    await replaceRecording(context, id, { duration: 100 });
    expect((await playback(viewer, id)).watched).toEqual([{ from: 50, to: 100 }]);

    const other = await watchableLecture(context, staff);
    const waiting = await plannedRecording(context, id, { duration: 10 });
    for (const not of [other, waiting])
      expect(
        (await viewer('POST', '/api/playback-sessions', { lectureId: id, recordingId: not })).status,
      ).toBe(404);
    expect((await viewer('GET', `/media/${recordingPrefix(waiting)}a/0.m4s`)).status).toBe(404);

    await db.update(recordings).set({ replacedAt: platform.time.now }).where(eq(recordings.id, recordingId));
    wait(6 * 86_400);
    await sweepReplaced(context);
    expect((await viewer('GET', `/media/${key}`)).status).toBe(200);
    wait(2 * 86_400);
    await sweepReplaced(context);
    expect(await context.storage.head(key)).toBeNull();
    expect(await context.storage.head(sourceKey(recordingId))).toBeNull();
    expect((await viewer('GET', manifest)).status).toBe(404);
    expect(await report(viewer, late, 1, 0, 10)).toMatchObject({ status: 200, body: { share: 0.6 } });
    expect(next).not.toBe(recordingId);
  });

  test('is credited for what a cut left in, at its new place', async () => {
    const id = await watchableLecture(context, staff);
    const [viewer, other] = [await platform.as(null), await platform.as(null)];
    await watch(other, id, 20, 60);
    const opened = await open(viewer, id);
    const kept = [
      { from: 10, to: 30, at: 0 },
      { from: 50, to: 100, at: 20 },
    ];
    await replaceRecording(context, id, { duration: 70, kept });
    expect(await playback(other, id)).toMatchObject({ watched: [{ from: 10, to: 30 }], position: 30 });
    wait(60);
    expect((await report(viewer, opened, 0, 20, 60)).body.watched).toEqual([{ from: 10, to: 30 }]);
    expect(await playback(viewer, id)).toMatchObject({ position: 30 });
    const both = [...Array(10).fill(0), ...Array(20).fill(2), ...Array(40).fill(0)];
    expect(await retention(id)).toMatchObject({ viewers: both, plays: both });
    expect(await numbers(id)).toMatchObject({ watchSeconds: 80, averageShare: 40 / 140 });
  });
});

test('nobody completes by a shorter recording alone: it takes another report', async () => {
  const id = await watchableLecture(context, staff);
  const viewer = await platform.as('resident');
  await watch(viewer, id, 0, 60);
  await replaceRecording(context, id, { duration: 60 });
  expect(await numbers(id)).toMatchObject({ completions: 0, averageShare: 1 });
  expect(await watch(viewer, id, 0, 1)).toMatchObject({ completed: true, missing: [] });
  expect(await numbers(id)).toMatchObject({ completions: 1 });
});

test('what a browser watched past the end becomes the account’s too', async () => {
  const id = await watchableLecture(context, staff);
  const [account, browser] = [await platform.as('resident'), await platform.as(null)];
  await watch(browser, id, 30, 90);
  await watch(account, id, 40, 70);
  await replaceRecording(context, id, { duration: 50 });
  Object.assign(browser.cookies, account.cookies);
  expect((await playback(browser, id)).watched).toEqual([{ from: 30, to: 50 }]);
  await replaceRecording(context, id, { duration: 100 });
  expect((await playback(browser, id)).watched).toEqual([{ from: 30, to: 90 }]);
  expect((await retention(id)).viewers).toEqual([
    ...[...Array(30).fill(0), ...Array(60).fill(1), ...Array(10).fill(0)],
  ]);
});

test('reports that come while recordings change are all kept, each where it belongs', async () => {
  const id = await watchableLecture(context, staff);
  const viewers = await Promise.all(Array.from({ length: 12 }, () => platform.as(null)));
  const sessions = await Promise.all(viewers.map((viewer) => open(viewer, id)));
  wait(600);
  const kept = [{ from: 20, to: 100, at: 0 }];
  const steps = [{ duration: 70 }, { duration: 80, kept: null }, { duration: 60 }];
  /** Each plays its own stretch, in pieces that are sent one after another. */
  const play = async (viewer: Browser, session: string, nth: number) => {
    for (let seq = 0; seq < 10; seq++) {
      const reply = await report(viewer, session, seq, nth + seq * 6, nth + seq * 6 + 6);
      expect(reply.status).toBe(200);
    }
  };
  await Promise.all([
    ...viewers.map((viewer, nth) => play(viewer, sessions[nth] ?? '', nth)),
    (async () => {
      for (const step of steps) await replaceRecording(context, id, step);
      await replaceRecording(context, id, { duration: 80, kept });
    })(),
  ]);
  const rows = await rowsOf<{ ranges: string; beyond: string }>(
    db,
    sql`select ranges::text as ranges, beyond::text as beyond from watched where lecture_id = ${id}`,
  );
  // 60 s of the first recording from `nth` on; of these the cut took what was before 20 s
  const played = viewers.map((_, nth) => ({ from: Math.max(0, nth - 20), to: nth + 40 }));
  expect(
    rows.map(({ ranges }) => first(parseRanges(ranges))).toSorted((a, b) => (a?.to ?? 0) - (b?.to ?? 0)),
  ).toEqual(played);
  const { covered } = only(
    await rowsOf<{ covered: number }>(
      db,
      sql`select covered_ms::int / 1000 as covered from lecture_totals where lecture_id = ${id}`,
    ),
  );
  expect(covered).toBe(played.reduce((sum, { from, to }) => sum + to - from, 0));
  const curve = Array.from(
    { length: 80 },
    (_, second) => played.filter(({ from, to }) => from <= second && second < to).length,
  );
  expect(await retention(id)).toMatchObject({ viewers: curve, plays: curve });
  expect(await numbers(id)).toMatchObject({ views: 12, watchSeconds: 720 });
});
