/** Uploads that are wrong, too large, or somebody else's: the real API over HTTP, and what Chromium shows of names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { stagedFile } from '../../server/recordings/staging.ts';
import { sourceKey } from '../../server/storage/keys.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSite } from '../support/site.ts';
import { content, TUS, uploader } from '../support/uploads.ts';

const LIMIT = 1_000_000;

const site = await openSite({ UPLOAD_MAX_BYTES: String(LIMIT) });
const { config, db } = site.context;
afterAll(site.close);
const of = async (role: 'staff' | 'resident' | null) =>
  uploader(() => site.origin, (await site.as(role)).cookies);
const staff = await of('staff');
const refused = (code: string) => ({
  code,
  message: { ko: expect.stringMatching(/[가-힣]/), en: expect.any(String) },
});

test.each([
  ['that leads out of the folder', '../../x.mp4', 'x.mp4'],
  ['of folders of Windows', '..\\..\\강의.mp4', '강의.mp4'],
  ['in decomposed Hangul', '제1강 협치란.mp4'.normalize('NFD'), '제1강 협치란.mp4'],
  ['like an option', '-i x.mp4', '-i x.mp4'],
  ['like HTML', '<script>alert(1)</script>.mp4', 'script>.mp4'],
])('a name %s is shown, and on the disk stands a name of ours', async (_, name, shown) => {
  const { whole } = content(1000);
  const { status, id, path } = await staff.create(whole.length, name);
  expect(status).toBe(201);
  expect(readFileSync(stagedFile(config.data, id))).toHaveLength(0);
  await staff.patch(path, 0, whole);
  const { body } = await staff.finish(await staff.lecture(), id);
  expect(body.name).toBe(shown);
  expect(readFileSync(join(config.data, 'media', sourceKey(id)))).toEqual(Buffer.from(whole));
  const names = readdirSync(config.data, { recursive: true, encoding: 'utf8' });
  expect(names.filter((one) => /script|강의|협치|x\.mp4/.test(one.normalize('NFC')))).toEqual([]);
});

test.each([
  ['300 bytes', 'x'.repeat(296)],
  ['300 bytes of Hangul', '가'.repeat(99)],
  ['nothing', ' '],
  ['a folder alone', 'a/'],
])('a name of %s is refused', async (_, name) => {
  const before = readdirSync(join(config.data, 'uploads'));
  expect(await staff.create(10, `${name}${name.endsWith('/') || name === ' ' ? '' : '.mp4'}`)).toMatchObject({
    status: 400,
    body: refused('bad_request'),
  });
  expect(readdirSync(join(config.data, 'uploads'))).toEqual(before);
});

test('titles of markup and of options are text, to the letter', async () => {
  const json = { 'content-type': 'application/json' };
  const titles = ['<script>document.title="x"</script>', '-i x', '"><img src=x onerror=alert(1)>'];
  const { cookies } = await site.as('staff');
  const client = uploader(() => site.origin, cookies);
  for (const title of titles) {
    const { body } = await client.ask('POST', '/api/lectures', json, JSON.stringify({ title }));
    expect(body.title).toBe(title);
  }
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ locale: 'ko-KR' });
    await context.addCookies(
      Object.entries(cookies).map(([name, value]) => ({ name, value, url: site.origin })),
    );
    const page = await context.newPage();
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`${site.origin}/studio`);
    for (const title of titles) await page.getByRole('link', { name: title, exact: true }).waitFor();
    expect(await page.locator('table script, table img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('x');
    expect(dialogs).toEqual([]);
  } finally {
    await browser.close();
  }
});

test.each([
  ['over the limit', String(LIMIT + 1), 413, 'too_large'],
  ['over every number', '99999999999999999999999', 400, 'bad_request'],
  ['that is negative', '-1', 400, 'bad_request'],
  ['that is no number', '12abc', 400, 'bad_request'],
])('a length %s is refused', async (_, length, status, code) => {
  expect(await staff.create(length)).toMatchObject({ status, body: refused(code) });
});

test('a PATCH at a wrong offset is refused, and the length is kept', async () => {
  const { path } = await staff.create(10);
  await staff.patch(path, 0, new Uint8Array(4));
  for (const offset of [0, 3, 5, 10, -1]) {
    const { status } = await staff.patch(path, offset, new Uint8Array(2));
    expect([offset, status]).toEqual([offset, offset < 0 ? 400 : 409]);
  }
  expect(await staff.offset(path)).toBe(4);
});

test('a body beyond the length is refused, with and without a length of its own, and the length is kept', async () => {
  const { id, path } = await staff.create(10);
  expect((await staff.patch(path, 0, new Uint8Array(11))).status).toBe(413);
  expect(await staff.offset(path)).toBe(0);
  const { sending, answer } = staff.open(path, 0, null);
  sending.write(new Uint8Array(100_000));
  sending.end();
  expect([400, 413]).toContain(await answer);
  expect(await staff.offset(path)).toBeLessThanOrEqual(10);
  expect(readFileSync(stagedFile(config.data, id)).length).toBeLessThanOrEqual(10);
});

test('another account’s upload is as good as none', async () => {
  const { id, path } = await staff.create(10);
  const other = await of('staff');
  const none = { status: 404 };
  expect(await other.patch(path, 0, new Uint8Array(10))).toMatchObject(none);
  expect(await other.ask('HEAD', path, TUS)).toMatchObject(none);
  expect(await other.ask('DELETE', path, TUS)).toMatchObject(none);
  expect(await other.finish(await other.lecture(), id)).toMatchObject(none);
  expect(await staff.offset(path)).toBe(0);
});

test.each(['..%2F..%2Fetc%2Fpasswd', '..%2f', '%2e%2e%2fx', '..', 'x%00y', 'none'])(
  'the id %s is 404',
  async (id) => {
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
      const { status } = await staff.ask(method, `/api/uploads/${id}`, headers);
      expect([id, method, status]).toEqual([id, method, 404]);
    }
  },
);

test('an upload that expired is 410, to be sent and to be finished', async () => {
  const { id, path } = await staff.create(4);
  await staff.patch(path, 0, new Uint8Array(4));
  await db.execute(sql`update uploads set expires_at = '2020-01-01' where id = ${id}::uuid`);
  expect((await staff.ask('HEAD', path, TUS)).status).toBe(410);
  expect(await staff.patch(path, 4, new Uint8Array(0))).toMatchObject({ status: 410, body: refused('gone') });
  expect(await staff.finish(await staff.lecture(), id)).toMatchObject({ status: 410, body: refused('gone') });
});

test('residents may not upload, nobody without a session, and nobody from another site', async () => {
  const before = readdirSync(join(config.data, 'uploads'));
  expect(await (await of('resident')).create(10)).toMatchObject({ status: 403, body: refused('forbidden') });
  expect(await (await of(null)).create(10)).toMatchObject({ status: 401, body: refused('sign_in_required') });
  const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  expect(await staff.create(10, 'a.mp4', foreign)).toMatchObject({
    status: 403,
    body: refused('cross_site'),
  });
  const { path, id } = await staff.create(4);
  await staff.patch(path, 0, new Uint8Array(4));
  const finish = JSON.stringify({ uploadId: id });
  const lecture = await staff.lecture();
  expect(
    await staff.ask(
      'POST',
      `/api/lectures/${lecture}/recording`,
      { ...foreign, 'content-type': 'application/json' },
      finish,
    ),
  ).toMatchObject({ status: 403, body: refused('cross_site') });
  expect(existsSync(join(config.data, 'media', sourceKey(id)))).toBe(false);
  expect(readdirSync(join(config.data, 'uploads')).length).toBe(before.length + 2);
});
