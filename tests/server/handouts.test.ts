/** Documents of a lecture: what is taken, who may have them, and that they are only ever downloaded. */
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { sweepHandouts } from '../../server/handouts/staging.ts';
import { handoutKey } from '../../server/storage/keys.ts';
import { testApp } from '../support/app.ts';
import { archiveOf } from '../support/archive.ts';
import { watchableLecture } from '../support/lectures.ts';

const platform = await testApp();
afterAll(platform.close);
const { context } = platform;
const staff = await platform.as('staff');
const passerBy = await platform.as(null);

const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
const OLE = Buffer.from('d0cf11e0a1b11ae1000000', 'hex');
const BYTES = { 'content-type': 'application/octet-stream' };

let id: string;
beforeEach(async () => {
  id = await watchableLecture(context, staff);
});
const add = (name: string, content: Buffer, who = staff) =>
  who('POST', `/api/lectures/${id}/handouts?name=${encodeURIComponent(name)}`, content, BYTES);
const list = async () => (await staff('GET', `/api/lectures/${id}/handouts`)).body.items;
const staging = () => readdirSync(join(context.config.data, 'uploads'));

describe('what is taken', () => {
  test.each([
    ['교재.pdf', PDF],
    ['교재.PDF', PDF],
    ['교재.hwp', OLE],
    ['교재.hwpx', archiveOf('mimetype', 'Contents/content.hpf')],
    ['교재.ppt', OLE],
    ['교재.pptx', archiveOf('[Content_Types].xml', 'ppt/presentation.xml')],
    ['교재.docx', archiveOf('[Content_Types].xml', 'word/document.xml')],
    ['교재.xlsx', archiveOf('[Content_Types].xml', 'xl/workbook.xml')],
    ['교재.odt', archiveOf('mimetype', 'META-INF/manifest.xml')],
    ['교재.png', Buffer.from('89504e470d0a1a0a00', 'hex')],
    ['교재.jpg', Buffer.from('ffd8ffe000', 'hex')],
  ])('%s', async (name, content) => {
    const { status, body } = await add(name, content);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name, bytes: content.length });
    expect((await passerBy('GET', body.url)).raw.equals(content)).toBe(true);
    expect(staging()).toEqual([]);
  });

  test.each([
    ['a program', '교재.exe', Buffer.from('MZ')],
    ['a page', '교재.html', Buffer.from('<script>')],
    ['no ending', '교재', PDF],
    ['a page that is called a document', '교재.pdf', Buffer.from('<script>alert(1)</script>')],
    ['an archive that is called a document', '교재.pptx', archiveOf('anything.exe')],
    ['a document of another kind', '교재.docx', archiveOf('ppt/presentation.xml')],
    ['a document with programs', '교재.pptx', archiveOf('ppt/presentation.xml', 'ppt/vbaProject.bin')],
    ['half an archive', '교재.pptx', archiveOf('ppt/presentation.xml').subarray(0, 40)],
  ])('not %s', async (_what, name, content) => {
    const { status, body } = await add(name, content);
    expect(status).toBe(415);
    expect(body).toMatchObject({ code: 'unsupported_media_type', details: [{ field: 'file' }] });
    expect(await list()).toEqual([]);
    expect(staging()).toEqual([]);
  });

  test('nothing at all, names that are too long, another kind of request', async () => {
    expect((await add('교재.pdf', Buffer.alloc(0))).status).toBe(400);
    expect((await add(`${'가'.repeat(90)}.pdf`, PDF)).status).toBe(400);
    expect((await add('', PDF)).status).toBe(400);
    const json = await staff('POST', `/api/lectures/${id}/handouts?name=a.pdf`, { a: 1 });
    expect(json.status).toBe(415);
  });

  test('not more than 100 MB, and nothing of it stays', async () => {
    const { status, body } = await add('교재.pdf', Buffer.concat([PDF, Buffer.alloc(100 * 1024 ** 2)]));
    expect(status).toBe(413);
    expect(body.message.ko).not.toBe('');
    expect(staging()).toEqual([]);
  });

  test('20 of them, however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 22 }, (_, n) => add(`${n}.pdf`, PDF)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ body }) => body.code === 'handouts_full')).toHaveLength(2);
    expect(await list()).toHaveLength(20);
  });
});

describe('the download', () => {
  test('is one, under its own name, and no cache of others keeps it', async () => {
    const { body } = await add('../../주민 "참여"예산.pdf'.normalize('NFD'), PDF);
    expect(body.name).toBe('주민 "참여"예산.pdf');
    const { headers } = await passerBy('GET', body.url);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="__ ______.pdf"; filename*=UTF-8''${encodeURIComponent('주민 "참여"예산.pdf')}`,
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
  });

  test('is for whoever may watch the lecture', async () => {
    const { body } = await add('교재.pdf', PDF);
    for (const [visibility, status] of [
      ['draft', 404],
      ['signed_in', 401],
      ['unlisted', 200],
    ] as const) {
      await staff('PATCH', `/api/lectures/${id}`, { visibility });
      expect((await passerBy('GET', body.url)).status, visibility).toBe(status);
      expect((await passerBy('GET', `/api/lectures/${id}/handouts`)).status, visibility).toBe(status);
      expect((await staff('GET', body.url)).status, visibility).toBe(200);
    }
  });

  test('is not to be had by way of another lecture', async () => {
    const { body } = await add('교재.pdf', PDF);
    const other = await watchableLecture(context, staff);
    await staff('PATCH', `/api/lectures/${id}`, { visibility: 'draft' });
    expect((await passerBy('GET', `/api/lectures/${other}/handouts/${body.id}`)).status).toBe(404);
    const removing = await staff('DELETE', `/api/lectures/${other}/handouts/${body.id}`);
    expect(removing.status).toBe(404);
    expect(await list()).toHaveLength(1);
  });
});

describe('who may change them', () => {
  test('those who manage the lecture', async () => {
    const { body } = await add('교재.pdf', PDF);
    for (const [role, status] of [
      [null, 401],
      ['resident', 403],
      ['staff', 403],
    ] as const) {
      const other = await platform.as(role);
      expect((await add('교재.pdf', PDF, other)).status, `${role}`).toBe(status);
      expect((await other('DELETE', body.url)).status, `${role}`).toBe(status);
    }
    expect((await staff('DELETE', body.url)).status).toBe(204);
    expect((await staff('GET', body.url)).status).toBe(404);
    expect(await context.storage.head(handoutKey(body.id))).toBeNull();
  });
});

test('what a killed process left behind is swept a day later', async () => {
  const path = join(context.config.data, 'uploads', 'left.handout');
  writeFileSync(path, 'x');
  const written = platform.time.now;
  utimesSync(path, written, written);
  await sweepHandouts(context);
  expect(existsSync(path)).toBe(true);
  platform.time.now = new Date(written.getTime() + 25 * 3_600_000);
  await sweepHandouts(context);
  expect(existsSync(path)).toBe(false);
  platform.time.now = written;
});
