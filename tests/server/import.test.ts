/** An archive of recordings is taken in by the script, on a real API: all of it, once, also in several goes. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMemory } from '../../scripts/import/memory.ts';
import {
  captionTracks,
  courses,
  lectures,
  recordings,
  sessions,
} from '../../server/database/schema/schema.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { makeRecording } from '../support/media.ts';
import { runScript } from '../support/script.ts';
import { content, uploader } from '../support/uploads.ts';

let site: Awaited<ReturnType<typeof testApp>>;
let api: OwnApi;
let archive: string;
let recording: string;

beforeAll(async () => {
  site = await testApp();
  api = await startApi(site.context.config);
  archive = mkdtempSync(join(tmpdir(), 'madang-archive-'));
  recording = makeRecording(join(archive, '01_둘러보기_김강사.mp4'), { seconds: 1 });
});
afterAll(async () => {
  await api?.kill();
  await site?.close();
  rmSync(archive, { recursive: true, force: true });
});

const take = (...args: string[]) => {
  const { data, databaseUrl } = site.context.config;
  const { port } = new URL(api.origin);
  const own = { MADANG_DATA: data, DATABASE_URL: databaseUrl ?? '', MADANG_PORT: port, LOG_LEVEL: 'silent' };
  return runScript('import', { ...own, MADANG_PUBLIC_URL: api.origin }, ...args);
};
const all = () => {
  const { db } = site.context;
  return Promise.all([
    db.select().from(lectures).orderBy(asc(lectures.title)),
    db.select().from(recordings),
    db.select().from(captionTracks),
    db.select().from(courses),
  ]);
};

/** How often the API has been asked for all courses. */
async function askedForCourses(): Promise<number> {
  const metrics = await (await fetch(`${api.origin}/metrics`)).text();
  const line =
    /^madang_http_request_seconds_count\{(?=.*method="GET")(?=.*route="\/api\/courses").*\} (\d+)$/m;
  return Number(line.exec(metrics)?.[1] ?? 0);
}

test('without a platform that runs, an account of staff or an archive, it says so', async () => {
  const nobody = await take(archive, '--as=nobody@example.org');
  expect(nobody).toMatchObject({ code: 1, error: expect.stringContaining('nobody@example.org') });
  const nowhere = await take(join(archive, 'nowhere'));
  expect(nowhere).toMatchObject({ code: 1, error: expect.stringContaining('찾을 수 없습니다') });
  await api.kill();
  expect(await take(archive)).toMatchObject({
    code: 1,
    error: expect.stringContaining('켜져 있지 않습니다'),
  });
  await api.start();
});

test('a table is taken, what is wrong is told, and once it is mended only that is left to do', async () => {
  const table = join(archive, '목록.csv');
  copyFileSync(recording, join(archive, '2.mp4'));
  writeFileSync(join(archive, '2.srt'), 'not a caption');
  writeFileSync(
    table,
    '파일,제목,강사,과정,순서,자막\n01_둘러보기_김강사.mp4,"마을, 둘러보기",,협치 입문,1,\n2.mp4,함께,홍길동,협치 입문,2,2.srt\n없음.mp4,없는 영상,,,,\n',
  );
  const first = await take(table);
  expect(first.code).toBe(1);
  expect(first.out).toContain('taken 1, 이미 있습니다 · there 0, 올리지 못했습니다 · not taken 2');
  expect(first.out).toMatch(/2\.mp4: .*captions\/ko: 400 .*line 1/);
  expect(first.out).toContain('없음.mp4: 찾을 수 없습니다');

  writeFileSync(join(archive, '2.srt'), '1\n00:00:00,000 --> 00:00:01,000\n안녕하세요\n');
  copyFileSync(recording, join(archive, '없음.mp4'));
  const second = await take(table);
  expect(second.out).toContain('taken 2, 이미 있습니다 · there 1, 올리지 못했습니다 · not taken 0');
  expect(second.code).toBe(0);
  const before = await askedForCourses();
  const third = await take(table);
  expect((await askedForCourses()) - before).toBe(1);
  expect(third).toMatchObject({ code: 0, out: expect.stringContaining('taken 0, 이미 있습니다 · there 3') });

  const [found, made, tracks, ofCourses] = await all();
  expect(found.map(({ title, instructor, visibility }) => [title, instructor, visibility])).toEqual([
    ['마을, 둘러보기', '김강사', 'draft'],
    ['없는 영상', '', 'draft'],
    ['함께', '홍길동', 'draft'],
  ]);
  expect(ofCourses.map(({ title }) => title)).toEqual(['협치 입문']);
  expect(found.map(({ courseId }) => courseId)).toEqual([ofCourses[0]?.id, null, ofCourses[0]?.id]);
  expect(made.length).toBe(3);
  expect(tracks.map(({ lectureId, vtt }) => [lectureId, vtt.includes('안녕하세요')])).toEqual([
    [found[2]?.id, true],
  ]);
});

test('an upload that was cut off goes on where it was, in the folder that is its course', async () => {
  const folder = join(archive, '모음');
  mkdirSync(join(folder, '주민 총회'), { recursive: true });
  const name = '주민 총회/긴 강의.mp4';
  const { whole } = content(20_000_000);
  writeFileSync(join(folder, name), whole);
  const staff = await site.as('staff');
  const { db, config } = site.context;
  const { email } = (await staff('GET', '/api/session')).body.account;
  const client = uploader(() => api.origin, staff.cookies);
  const lectureId = await client.lecture();
  const { path, id } = await client.create(whole.length, '긴 강의.mp4');
  await client.patch(path, 0, whole.subarray(0, 9_000_000));
  openMemory(config.data, folder).keep(name, { lectureId, upload: api.origin + path });
  const before = (await db.select().from(sessions)).length;

  const ran = await take(folder, `--as=${email}`);
  expect(ran.code, ran.out + ran.error).toBe(0);
  const [found, made, , ofCourses] = await all();
  expect(made.filter((one) => one.lectureId === lectureId).map((one) => one.id)).toEqual([id]);
  expect(found.filter(({ title }) => title === '긴 강의')).toEqual([]);
  expect(ofCourses.some(({ title }) => title === '주민 총회')).toBe(true);
  expect((await buffer(await site.context.storage.read(sourceKey(id)))).equals(whole)).toBe(true);
  expect((await db.select().from(sessions)).length).toBe(before);
});
