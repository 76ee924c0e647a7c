/** Uploads while servers die, requests come twice and disks fill: real API processes, killed for real. */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../server/database/client.ts';
import { stagedFile } from '../../server/recordings/staging.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { canMount, giveRoom, onSmallDisk } from '../support/small-disk.ts';
import { content, type Uploader, uploader } from '../support/uploads.ts';
import { until } from '../support/workers.ts';

const MB = 1024 ** 2;

const platform = await testApp();
const { config, db, storage } = platform.context;
let api: OwnApi;
let other: OwnApi;
let staff: Uploader;
let staffElsewhere: Uploader;
beforeAll(async () => {
  [api, other] = await Promise.all([startApi(config), startApi(config)]);
  const { cookies } = await platform.as('staff');
  staff = uploader(() => api.origin, cookies);
  staffElsewhere = uploader(() => other.origin, cookies);
});
afterAll(async () => {
  await api.kill();
  await other.kill();
  await platform.close();
});

const staged = (id: string) => stagedFile(config.data, id);
const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);

/** What has become of an upload: its recordings, their jobs, and the hash of what is stored. */
async function outcome(id: string) {
  const [counts] = await rowsOf<{ recordings: number; jobs: number; sha256: string | null }>(
    db,
    sql`select (select count(*)::int from recordings where id = ${id}::uuid) as recordings,
      (select count(*)::int from pgboss.job where data->>'recordingId' = ${id}) as jobs,
      (select sha256 from recordings where id = ${id}::uuid) as sha256`,
  );
  const hash = createHash('sha256');
  for await (const part of await storage.read(sourceKey(id))) hash.update(part);
  return { ...counts, stored: hash.digest('hex') };
}
const once = (sha256: string) => ({ recordings: 1, jobs: 1, sha256, stored: sha256 });

test('the API is killed during a PATCH: the client goes on at the true offset, and no byte differs', async () => {
  const { whole, sha256 } = content(12 * MB);
  const { id, path } = await staff.create(whole.length);
  const { sending, answer } = staff.open(path, 0, whole.length);
  sending.write(whole.subarray(0, 7 * MB));
  await until(() => sizeOf(staged(id)) >= 5 * MB, 20);
  await api.kill();
  expect(await answer).toBeNull();
  await api.start();

  const offset = await staff.offset(path);
  expect(offset).toBe(sizeOf(staged(id)));
  expect(offset).toBeGreaterThanOrEqual(5 * MB);
  expect(offset).toBeLessThanOrEqual(7 * MB);
  expect((await staff.patch(path, offset, whole.subarray(offset))).status).toBe(204);
  expect((await staff.finish(await staff.lecture(), id, sha256)).status).toBe(201);
  expect(await outcome(id)).toEqual(once(sha256));
  expect(existsSync(staged(id))).toBe(false);
});

test('the API is killed between the last byte and the finish: it is completed once', async () => {
  const { whole, sha256 } = content(3 * MB);
  const { id, path } = await staff.create(whole.length);
  expect((await staff.patch(path, 0, whole)).status).toBe(204);
  const lecture = await staff.lecture();
  await api.kill();
  await api.start();
  const replies = [await staff.finish(lecture, id, sha256), await staff.finish(lecture, id, sha256)];
  expect(replies.map(({ status }) => status)).toEqual([201, 200]);
  expect(await outcome(id)).toEqual(once(sha256));
});

test.each([0, 5, 20])('the API is killed %i ms into the finish: it is completed once', async (delay) => {
  const { whole, sha256 } = content(8 * MB);
  const { id, path } = await staff.create(whole.length);
  await staff.patch(path, 0, whole);
  const lecture = await staff.lecture();
  const broken = staff.finish(lecture, id, sha256).catch(() => null);
  await new Promise((go) => setTimeout(go, delay));
  await api.kill();
  await broken;
  await api.start();
  expect([200, 201]).toContain((await staff.finish(lecture, id, sha256)).status);
  expect((await staff.finish(lecture, id, sha256)).status).toBe(200);
  expect(await outcome(id)).toEqual(once(sha256));
});

test('finish is called several times at once, at two APIs: one recording, one job', async () => {
  const { whole, sha256 } = content(2 * MB);
  const { id, path } = await staff.create(whole.length);
  await staff.patch(path, 0, whole);
  const lecture = await staff.lecture();
  const replies = await Promise.all(
    [staff, staffElsewhere, staff, staffElsewhere].map((one) => one.finish(lecture, id, sha256)),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  expect(new Set(replies.map(({ body }) => body.id))).toEqual(new Set([id]));
  expect(await outcome(id)).toEqual(once(sha256));
});

test('two PATCHes of one upload at once: one is refused, and nothing is mixed', async () => {
  const { whole, sha256 } = content(4 * MB);
  const foreign = content(4 * MB).whole;
  const { id, path } = await staff.create(whole.length);
  const first = staff.open(path, 0, whole.length);
  first.sending.write(whole.subarray(0, MB));
  await until(() => sizeOf(staged(id)) > 0, 20);
  // a client that believes its first request dead, and would write other bytes into the same place
  const second = await staff.patch(path, 0, foreign);
  expect(second.status).toBe(409);
  first.sending.destroy();
  await first.answer;
  const offset = await staff.offset(path);
  expect(offset).toBeGreaterThan(0);
  expect(offset).toBeLessThanOrEqual(MB);
  expect((await staff.patch(path, offset, whole.subarray(offset))).status).toBe(204);
  expect((await staff.finish(await staff.lecture(), id, sha256)).status).toBe(201);
  expect(await outcome(id)).toEqual(once(sha256));
});

test('a request that was given up goes on after the upload was taken up again: nothing of it is written', async () => {
  const { whole, sha256 } = content(4 * MB);
  const { id, path } = await staff.create(whole.length);
  const old = staff.open(path, 0, 3 * MB);
  old.sending.write(whole.subarray(0, MB));
  await until(() => sizeOf(staged(id)) >= MB, 20);
  const offset = await staff.offset(path);
  const fresh = staff.open(path, offset, whole.length - offset);
  fresh.sending.write(whole.subarray(offset, offset + 2 * MB));
  await until(() => sizeOf(staged(id)) >= offset + 2 * MB, 20);
  old.sending.end(content(2 * MB).whole);
  await old.answer;
  fresh.sending.end(whole.subarray(offset + 2 * MB));
  expect(await fresh.answer).toBe(204);
  expect((await staff.finish(await staff.lecture(), id, sha256)).status).toBe(201);
  expect(await outcome(id)).toEqual(once(sha256));
});

test.skipIf(!canMount)(
  'the staging disk is full (needs mount namespaces): 507, and the upload goes on once there is room',
  async () => {
    const folder = join(config.data, 'uploads');
    const small = await startApi(config, {}, onSmallDisk('8m', folder));
    try {
      const { cookies } = await platform.as('staff');
      const client = uploader(() => small.origin, cookies);
      const full = {
        status: 507,
        body: { code: 'disk_full', message: { ko: expect.stringContaining('공간') } },
      };
      const { whole, sha256 } = content(6 * MB);
      const { id, path } = await client.create(whole.length);
      const others = await client.create(5 * MB);
      expect((await client.patch(others.path, 0, content(5 * MB).whole)).status).toBe(204);

      expect(await client.create(whole.length)).toMatchObject(full);
      expect(await client.patch(path, 0, whole)).toMatchObject(full);
      const offset = await client.offset(path);
      expect(offset).toBeGreaterThan(2 * MB);
      expect(offset).toBeLessThan(3 * MB);
      expect(await client.patch(path, offset, whole.subarray(offset))).toMatchObject(full);

      giveRoom(small.pid(), folder, '200m');
      const now = await client.offset(path);
      expect(now).toBeGreaterThanOrEqual(offset);
      expect((await client.patch(path, now, whole.subarray(now))).status).toBe(204);
      expect((await client.finish(await client.lecture(), id, sha256)).status).toBe(201);
      expect(await outcome(id)).toEqual(once(sha256));
    } finally {
      await small.kill();
    }
  },
);
