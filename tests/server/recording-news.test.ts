import { utimes } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import type { LectureNews, RecordingStatus } from '../../server/contract/recordings.ts';
import { rowsOf } from '../../server/database/client.ts';
import { recordings, transcriptions } from '../../server/database/schema/schema.ts';
import { announceWorker, withdrawWorker } from '../../server/queue/worker-queries.ts';
import { keepOwnChapters } from '../../server/recordings/mark-queries.ts';
import { openNews } from '../../server/recordings/news.ts';
import { failPoster, requestPoster } from '../../server/recordings/poster-queries.ts';
import { stagedFile } from '../../server/recordings/staging.ts';
import { failRecording } from '../../server/recordings/transcode-queries.ts';
import { landOnly, plannedRecording } from '../support/lectures.ts';
import { openSite } from '../support/site.ts';
import { TUS, uploader } from '../support/uploads.ts';
import { until } from '../support/workers.ts';

const site = await openSite();
const { db, queue } = site.context;
afterAll(site.close);

/** Listens to a stream of somebody's. */
async function listen<T>(cookies: Record<string, string>, path: string) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const stop = new AbortController();
  const reply = await fetch(site.origin + path, { headers: { cookie }, signal: stop.signal });
  const heard: T[] = [];
  const read = async () => {
    let text = '';
    for await (const part of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (text + part).split('\n\n');
      text = lines.pop() ?? '';
      heard.push(...lines.filter((one) => one.startsWith('data: ')).map((one) => JSON.parse(one.slice(6))));
    }
  };
  const ended = read().catch(() => {});
  return { status: reply.status, heard, ended, stop: () => stop.abort() };
}

const ALL = '/api/recordings/events';
const lectureOf = async (staff: Awaited<ReturnType<typeof site.as>>) =>
  (await staff('POST', '/api/lectures', { title: '강의' })).body.id as string;

test('one stream tells of every lecture that one manages, and of no other; administrators hear of all', async () => {
  const [one, other, administrator] = [
    await site.as('staff'),
    await site.as('staff'),
    await site.as('administrator'),
  ];
  const [own, second, foreign] = [await lectureOf(one), await lectureOf(one), await lectureOf(other)];
  const ids = new Map<string, string>();
  for (const lecture of [own, second]) {
    ids.set(lecture, await plannedRecording(site.context, lecture, { duration: 4 }));
  }
  const streams = await Promise.all(
    [one, one, other, administrator].map(({ cookies }) => listen<LectureNews>(cookies, ALL)),
  );
  const [first, again, others, all] = streams as [
    (typeof streams)[0],
    (typeof streams)[0],
    (typeof streams)[0],
    (typeof streams)[0],
  ];
  const lecturesIn = ({ heard }: typeof first) =>
    [...new Set(heard.map(({ lectureId }) => lectureId))].sort();
  await until(() => lecturesIn(first).length === 2 && lecturesIn(all).length === 2, 10);
  // one that comes later, and one that goes on
  await plannedRecording(site.context, foreign, { duration: 4 });
  await landOnly(site.context, ids.get(own) ?? '');
  const plays = ({ lectureId, recording }: LectureNews) => lectureId === own && recording?.playable;
  await until(() => first.heard.some(plays) && all.heard.some(plays) && others.heard.length > 0, 10);
  expect(lecturesIn(first)).toEqual([own, second].sort());
  expect(lecturesIn(others)).toEqual([foreign]);
  expect(lecturesIn(all)).toEqual([own, second, foreign].sort());

  // several people, and several tabs of one, are told the same
  await failRecording(db, queue, ids.get(second) ?? '', 'disk_full', new Date());
  const failed = ({ recording }: LectureNews) => recording?.error?.code === 'disk_full';
  await until(() => [first, again, all].every(({ heard }) => heard.some(failed)), 10);
  for (const { stop, ended } of streams) {
    stop();
    await ended;
  }
});

test('the stream of one lecture begins with how it stands, and ends when all is over', async () => {
  const staff = await site.as('staff');
  const lecture = await lectureOf(staff);
  const id = await plannedRecording(site.context, lecture, { duration: 4 });
  const path = `/api/lectures/${lecture}/recording/events`;
  const { heard, ended } = await listen<RecordingStatus>(staff.cookies, path);
  await until(() => heard.length > 0, 10);
  await failRecording(db, queue, id, 'ffmpeg', new Date());
  await ended;
  expect(heard[0]).toMatchObject({ id, state: 'transcoding' });
  expect(heard.at(-1)).toMatchObject({ id, state: 'failed', error: { code: 'ffmpeg' } });

  const over = await listen<RecordingStatus>(staff.cookies, path);
  await over.ended;
  expect(over.heard).toMatchObject([{ id, state: 'failed' }]);
});

test('streams are for staff, and one of a lecture for whoever manages it', async () => {
  const lecture = await lectureOf(await site.as('staff'));
  expect((await (await site.as(null))('GET', ALL)).status).toBe(401);
  expect((await (await site.as('resident'))('GET', ALL)).status).toBe(403);
  const other = await site.as('staff');
  expect((await other('GET', `/api/lectures/${lecture}/recording/events`)).status).toBe(403);
});

test('what began before anybody listened is told to whoever comes', async () => {
  const staff = await site.as('staff');
  const lecture = await lectureOf(staff);
  const id = await plannedRecording(site.context, lecture, { duration: 4 });
  await db.update(recordings).set({ updatedAt: sql`now() - interval '1 hour'` }).where(eq(recordings.id, id));
  const { heard, stop, ended } = await listen<LectureNews>(staff.cookies, ALL);
  await until(() => heard.length > 0, 10);
  expect(heard[0]).toMatchObject({ lectureId: lecture, recording: { id } });
  stop();
  await ended;
});

describe('uploads that are under way', () => {
  const metadata = (lecture: string) => ({
    'upload-metadata': `filename ${btoa('camera.mts')},lecture ${btoa(lecture)}`,
  });

  test('are told to everybody who manages the lecture: by whom, how far, that they stand still, and that they ended', async () => {
    const [owner, stranger, administrator] = [
      await site.as('staff'),
      await site.as('staff'),
      await site.as('administrator'),
    ];
    const lecture = await lectureOf(owner);
    const sender = uploader(() => site.origin, administrator.cookies);
    const { id, path } = await sender.create(4000, '', metadata(lecture));
    const [own, foreign] = [
      await listen<LectureNews>(owner.cookies, ALL),
      await listen<LectureNews>(stranger.cookies, ALL),
    ];
    const last = () => own.heard.at(-1);
    await until(() => last()?.uploads[0]?.received === 0, 10);
    expect(last()).toMatchObject({
      lectureId: lecture,
      recording: null,
      noWorker: false,
      changed: { poster: null },
    });
    const [{ name: by }] = (await rowsOf<{ name: string }>(
      db,
      sql`
      select a.name from accounts a join uploads u on u.account_id = a.id where u.id = ${id}::uuid`,
    )) as [{ name: string }];
    expect(last()?.uploads).toEqual([
      { id, by, name: 'camera.mts', bytes: 4000, received: 0, stillSince: null },
    ]);

    await sender.patch(path, 0, new Uint8Array(1500));
    await until(() => last()?.uploads[0]?.received === 1500, 10);
    const before = new Date(site.context.clock().getTime() - 60_000);
    await utimes(stagedFile(site.context.config.data, id), before, before);
    await until(() => last()?.uploads[0]?.stillSince === before.toISOString(), 10);
    await sender.patch(path, 1500, new Uint8Array(500));
    await until(() => last()?.uploads[0]?.stillSince === null, 10);

    await sender.ask('DELETE', path, TUS);
    await until(() => last()?.uploads.length === 0, 10);
    expect(foreign.heard).toEqual([]);
    for (const { stop, ended } of [own, foreign]) {
      stop();
      await ended;
    }
  });

  test('are told once when their sender began anew with the same file, and not after it was finished', async () => {
    const staff = await site.as('staff');
    const lecture = await lectureOf(staff);
    const sender = uploader(() => site.origin, staff.cookies);
    await sender.create(4, '', metadata(lecture));
    const { id, path } = await sender.create(4, '', metadata(lecture));
    const { heard, stop, ended } = await listen<LectureNews>(staff.cookies, ALL);
    const last = () => heard.at(-1);
    await until(() => heard.length > 0, 10);
    expect(last()?.uploads.map((upload) => upload.id)).toEqual([id]);
    await sender.patch(path, 0, new Uint8Array(4));
    await staff('POST', `/api/lectures/${lecture}/recording`, { uploadId: id });
    await until(() => last()?.recording?.id === id && last()?.uploads.length === 0, 10);
    stop();
    await ended;
  });

  test('are refused when they are for another’s lecture, or for none that there is', async () => {
    const [owner, other] = [await site.as('staff'), await site.as('staff')];
    const sender = uploader(() => site.origin, other.cookies);
    const status = async (lecture: string) => (await sender.create(4, '', metadata(lecture))).status;
    expect(await status(await lectureOf(owner))).toBe(403);
    expect(await status(crypto.randomUUID())).toBe(404);
    expect(await status("'; drop table uploads")).toBe(400);
    expect(await status(await lectureOf(other))).toBe(201);
  });
});

test('whoever shows a poster, proposals or drafts is told when they change', async () => {
  const staff = await site.as('staff');
  const lecture = await lectureOf(staff);
  const id = await plannedRecording(site.context, lecture, { duration: 4 });
  await db.execute(sql`update recordings set state = 'cancelled' where id = ${id}::uuid`);
  const { heard, stop, ended } = await listen<LectureNews>(staff.cookies, ALL);
  const last = () => heard.at(-1)?.changed;
  await until(() => last()?.poster === null && last()?.proposals === null && last()?.drafts === null, 10);
  const request = crypto.randomUUID();
  await requestPoster(db, queue, { lectureId: lecture, request, frame: { recordingId: id, at: 1 } });
  await until(() => typeof last()?.poster === 'string', 10);
  const asked = last()?.poster;
  await failPoster(db, { lectureId: lecture, request }, 'ffmpeg');
  await until(() => last()?.poster !== asked, 10);
  await keepOwnChapters(db, id, []);
  await until(() => typeof last()?.proposals === 'string', 10);
  await db.insert(transcriptions).values({ lectureId: lecture, language: 'ko', recordingId: id });
  await until(() => typeof last()?.drafts === 'string', 10);
  stop();
  await ended;
});

test('what waits for a worker while none runs is said to, until one is there', async () => {
  const staff = await site.as('staff');
  const lecture = await lectureOf(staff);
  await plannedRecording(site.context, lecture, { duration: 4 });
  const { heard, stop, ended } = await listen<LectureNews>(staff.cookies, ALL);
  await until(() => heard.at(-1)?.noWorker === true, 10);
  const id = crypto.randomUUID();
  await announceWorker(db, { id, host: 'a', pid: 1, slots: 1, threads: 1, sandboxMissing: [] });
  await until(() => heard.at(-1)?.noWorker === false, 10);
  await db.execute(sql`update workers set seen_at = now() - interval '1 minute'`);
  await until(() => heard.at(-1)?.noWorker === true, 10);
  await withdrawWorker(db, id);
  stop();
  await ended;
});

describe('what ended without anybody having seen it', () => {
  /** Ends as it would have, an hour ago. */
  const endLongAgo = async (id: string) => {
    await failRecording(db, queue, id, 'disk_full', new Date());
    await db
      .update(recordings)
      .set({ updatedAt: sql`now() - interval '1 hour'` })
      .where(eq(recordings.id, id));
  };
  const begin = async () => {
    const lectureId = await lectureOf(await site.as('staff'));
    return { lectureId, id: await plannedRecording(site.context, lectureId, { duration: 4 }) };
  };
  const listener = (news: ReturnType<typeof openNews>) => {
    const heard: string[] = [];
    const stop = news.follow(({ lectureId, recording }) => heard.push(`${lectureId} ${recording?.state}`));
    return { heard, stop };
  };

  test('is told to those who were told that it was under way', async () => {
    const news = openNews(site.context);
    const { id, lectureId } = await begin();
    const { heard } = listener(news);
    await until(() => heard.includes(`${lectureId} transcoding`), 10);
    await endLongAgo(id);
    await until(() => heard.includes(`${lectureId} failed`), 10);
    news.close();
  });

  test('is not told as under way to who comes later', async () => {
    const news = openNews(site.context);
    const { id, lectureId } = await begin();
    const first = listener(news);
    await until(() => first.heard.includes(`${lectureId} transcoding`), 10);
    first.stop();
    await endLongAgo(id);
    const other = await begin();
    const { heard } = listener(news);
    await until(() => heard.includes(`${other.lectureId} transcoding`), 10);
    expect(heard.filter((one) => one.startsWith(lectureId))).toEqual([]);
    news.close();
  });
});
