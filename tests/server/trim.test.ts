/** A cut is asked for, made, and takes its place with all that belongs to it. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { first, rowsOf } from '../../server/database/client.ts';
import { recordings } from '../../server/database/schema/schema.ts';
import { markReady } from '../../server/recordings/landing.ts';
import { failRecording } from '../../server/recordings/transcode-queries.ts';
import { landTrim, reportTrim, takeTrim } from '../../server/recordings/trim-queries.ts';
import { type Browser, testApp } from '../support/app.ts';
import { landOnly, planRecording, watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
const { context } = platform;
const { db, queue } = context;
afterAll(platform.close);
const staff = await platform.as('staff');

const status = async (id: string) => (await staff('GET', `/api/lectures/${id}/recording`)).body;
const trim = (id: string, ...cuts: [number, number][]) =>
  staff('POST', `/api/lectures/${id}/trim`, { cuts: cuts.map(([from, to]) => ({ from, to })) });
const jobsOf = async (id: string) =>
  (
    await rowsOf<{ kind: string }>(
      db,
      sql`select data->>'kind' as kind from pgboss.job where data->>'recordingId' = ${id} and state = 'created'`,
    )
  ).map(({ kind }) => kind);

/** Watches a stretch. */
async function watch(browser: Browser, lectureId: string, from: number, to: number) {
  const session = (await browser('POST', '/api/playback-sessions', { lectureId })).body.id;
  platform.time.now = new Date(platform.time.now.getTime() + (to - from) * 1000);
  return browser('POST', `/api/playback-sessions/${session}/played`, {
    ...{ segments: [{ seq: 0, from, to, rate: 1, elapsedMs: (to - from) * 1000 }], position: to },
  });
}

/** The worker's part, without ffmpeg. @param duration seconds */
async function make(id: string, duration: number) {
  const attempt = crypto.randomUUID();
  expect(await takeTrim(db, id, attempt)).toMatchObject({ duration: 100, probe: { frameRate: [30, 1] } });
  await landTrim(db, queue, { id, attempt, bytes: 12 });
  await planRecording(context, id, duration);
  await landOnly(context, id);
  await markReady(db, queue, id);
}

test('a cut waits, and takes its place with what was watched, captions and chapters as they are by then', async () => {
  const id = await watchableLecture(context, staff);
  const { id: before } = await status(id);
  const viewer = await platform.as(null);
  await watch(viewer, id, 10, 50);
  const put = (language: string, vtt: string) =>
    staff('PUT', `/api/lectures/${id}/captions/${language}`, vtt, { 'content-type': 'text/vtt' });
  await put(
    'ko',
    'WEBVTT\n\n00:05.000 --> 00:08.000\n인사\n\n00:18.000 --> 00:22.000\n본론\n\n01:10.000 --> 01:12.000\n끝',
  );
  await put('en', 'WEBVTT\n\n00:25.000 --> 00:28.000\nGone');

  const asked = await trim(id, [0, 10], [20, 30]);
  expect(asked).toMatchObject({
    status: 201,
    body: { state: 'trimming', waiting: true, playable: true, bytes: 0, progress: 0, name: 'lecture.mp4' },
  });
  expect(await jobsOf(asked.body.id)).toEqual(['trim']);

  // between asking and placing: a draft is begun and saved, and chapters are written
  const draftPath = `/api/lectures/${id}/captions/ko/draft`;
  const { cues, trackVersion } = (await staff('GET', draftPath)).body;
  const edited = cues.map((cue: { text: string }) => ({ ...cue, text: `${cue.text}!` }));
  expect((await staff('PUT', draftPath, { version: 0, trackVersion, cues: edited })).status).toBe(200);
  const chapter = (start: number, title: string) => ({ start, title, titleEn: '' });
  const chapters = [chapter(0, '인사'), chapter(15, '본론'), chapter(40, '사례')];
  expect((await staff('PUT', `/api/lectures/${id}/chapters`, { items: chapters })).status).toBe(200);
  const { updatedAt } = (await staff('GET', `/api/lectures/${id}/chapters`)).body;
  const reader = await platform.as('resident');
  await reader('POST', `/api/lectures/${id}/notes`, { at: 40, text: '사례가 좋다' });

  await make(asked.body.id, 80);
  expect(await status(id)).toMatchObject({ id: asked.body.id, state: 'ready', waiting: false, bytes: 12 });
  const [old] = await db.select().from(recordings).where(eq(recordings.id, before));
  expect(old?.replacedAt).not.toBeNull();
  const playback = (await viewer('GET', `/api/lectures/${id}/playback`)).body;
  expect(playback).toMatchObject({
    ...{ duration: 80, position: 30, watched: [{ from: 0, to: 30 }] },
    captions: [{ language: 'ko' }],
    chapters: [chapter(0, '인사'), chapter(5, '본론'), chapter(20, '사례')],
  });
  expect((await viewer('GET', `/api/lectures/${id}/captions/ko`)).text).toBe(
    'WEBVTT\n\n00:00:08.000 --> 00:00:10.000\n본론\n\n00:00:50.000 --> 00:00:52.000\n끝\n',
  );
  expect((await staff('GET', `/api/lectures/${id}/chapters`)).body.updatedAt > updatedAt).toBe(true);
  expect((await reader('GET', `/api/lectures/${id}/notes`)).body.items).toMatchObject([{ at: 20 }]);

  // whoever had the draft open is told; what it says can be approved as if nothing had happened
  const stale = await staff('PUT', draftPath, { version: 1, trackVersion, cues: edited });
  expect(stale).toMatchObject({ status: 409, body: { code: 'caption_changed' } });
  expect((await staff('GET', draftPath)).body).toMatchObject({
    version: 2,
    cues: [
      { start: 8, end: 10, text: '본론!' },
      { start: 50, end: 52, text: '끝!' },
    ],
  });
  expect((await staff('POST', `${draftPath}/approval`, { version: 2 })).status).toBeLessThan(300);
  expect((await viewer('GET', `/api/lectures/${id}/captions/ko`)).text).toContain('본론!');
});

test('a cut that failed is cut again; once it has its file it is not', async () => {
  const id = await watchableLecture(context, staff);
  const next = (await trim(id, [90, 100])).body.id;
  const [early, late] = [crypto.randomUUID(), crypto.randomUUID()];
  await takeTrim(db, next, early);
  expect(await reportTrim(db, next, early, 45)).toBe(true);
  expect(await status(id)).toMatchObject({ state: 'trimming', progress: 0.5 });
  await takeTrim(db, next, late);
  expect(await reportTrim(db, next, early, 45)).toBe(false);
  await landTrim(db, queue, { id: next, attempt: early, bytes: 5 });
  expect(await status(id)).toMatchObject({ state: 'trimming', bytes: 0 });

  await failRecording(db, queue, next, 'disk_full', new Date());
  expect(await reportTrim(db, next, late, 45)).toBe(false);
  expect(await status(id)).toMatchObject({ state: 'failed', waiting: true, playable: true });
  expect((await staff('POST', `/api/lectures/${id}/recording/retry`)).body.state).toBe('trimming');
  expect(await jobsOf(next)).toEqual(['trim']);

  const attempt = crypto.randomUUID();
  await takeTrim(db, next, attempt);
  await landTrim(db, queue, { id: next, attempt, bytes: 5 });
  await failRecording(db, queue, next, 'internal', new Date());
  expect((await staff('POST', `/api/lectures/${id}/recording/retry`)).body.state).toBe('uploaded');
  expect(await jobsOf(next)).toEqual(['probe']);
});

test('refused: cuts that make no sense, another that waits, nothing that plays, somebody else’s lecture', async () => {
  const id = await watchableLecture(context, staff);
  expect(await trim(id, [10, 5])).toMatchObject({
    ...{ status: 400, body: { code: 'bad_request', details: [{ field: 'cuts' }] } },
  });
  expect((await trim(id)).status).toBe(400);
  expect((await trim(id, [0, 10])).status).toBe(201);
  expect(await trim(id, [0, 10])).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await staff('DELETE', `/api/lectures/${id}/recording`)).body).toMatchObject({ state: 'ready' });
  expect((await trim(id, [0, 10])).status).toBe(201);

  const empty = (await staff('POST', '/api/lectures', { title: '강의' })).body.id;
  expect((await trim(empty, [0, 10])).status).toBe(404);
  const other = await platform.as('staff');
  expect((await other('POST', `/api/lectures/${id}/trim`, { cuts: [{ from: 0, to: 1 }] })).status).toBe(403);
  const row = first(await db.select().from(recordings).where(eq(recordings.lectureId, empty)));
  expect(row).toBeNull();
});
