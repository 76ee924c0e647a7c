/** The real nginx, set up as deploy/nginx says, between browsers and the real API, with what a real worker makes. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hasNginx } from '../../scripts/nginx/nginx.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { only } from '../../server/database/client.ts';
import { recordings, segmentRuns } from '../../server/database/schema/schema.ts';
import { stagedFile } from '../../server/recordings/staging.ts';
import type { Browser } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { mediaLecture } from '../support/lectures.ts';
import { makeRecording } from '../support/media.ts';
import { dropFile } from '../support/pages.ts';
import { openProxiedSite } from '../support/proxied-site.ts';
import { content, uploader } from '../support/uploads.ts';
import { startWorker, until } from '../support/workers.ts';

const MB = 1024 ** 2;

/** Where a lecture's media begin, and one of each kind of them. */
type Media = { id: string; master: string; playlist: string; segment: string };

describe.skipIf(!hasNginx())('nginx in front of the API', () => {
  let site: Awaited<ReturnType<typeof openProxiedSite>>;
  let worker: ChildProcess;
  let staff: ReturnType<typeof uploader>;
  let member: ReturnType<typeof uploader>;
  let administrator: Browser;
  let open: Media;
  let limited: Media;

  beforeAll(async () => {
    site = await openProxiedSite();
    const { config } = site.context;
    worker = await startWorker({ url: config.databaseUrl ?? '', data: config.data });
    administrator = await site.as('administrator');
    staff = await client('staff');
    member = await client('resident');
    [open, limited] = await Promise.all([uploadedLecture('public'), uploadedLecture('signed_in')]);
  });
  afterAll(async () => {
    worker.kill('SIGKILL');
    await site.close();
  });

  /** Somebody new, who asks nginx. */
  const client = async (role: Role) => uploader(() => site.origin, (await site.as(role)).cookies);
  /** As somebody whom the API does not know. */
  const get = (path: string, headers: Record<string, string> = {}) => fetch(site.origin + path, { headers });
  const statusOf = async (path: string) => (await get(path)).status;
  const memberGets = async (path: string) => (await member.ask('GET', path)).status;
  const asked = (path: string) => site.arrivedFor(path).length;
  const storedAt = (path: string) => readFileSync(join(site.context.config.data, path));
  const change = (id: string, to: object) => staff.ask('PATCH', `/api/lectures/${id}`, JSON_BODY, asText(to));
  const newLecture = (described: object) => mediaLecture(site.context, administrator, described);

  /** Uploads a recording through nginx, publishes its lecture, and waits until the worker has made all of it. */
  async function uploadedLecture(visibility: string): Promise<Media> {
    const folder = mkdtempSync(join(tmpdir(), 'madang-recording-'));
    const recording = readFileSync(makeRecording(join(folder, 'recording.mp4'), { seconds: 3 }));
    rmSync(folder, { recursive: true });
    const { path, id: uploadId } = await staff.create(recording.length);
    expect((await staff.patch(path, 0, new Uint8Array(recording))).status).toBe(204);
    const id = await staff.lecture();
    expect((await staff.finish(id, uploadId)).status).toBe(201);
    await until(async () => (await rowOf(uploadId)).state === 'ready', 100);
    await change(id, { visibility });
    const { manifest: master } = (await staff.ask('GET', `/api/lectures/${id}/playback`)).body;
    const beside = (name: string | undefined) => master.replace(/[^/]+$/, name);
    const textOf = async (address: string) => (await staff.ask('GET', address)).body as string;
    const playlist = beside(/^[\w-]+\.m3u8$/m.exec(await textOf(master))?.[0]);
    return { id, master, playlist, segment: beside(/^.+\.m4s$/m.exec(await textOf(playlist))?.[0]) };
  }
  const rowOf = async (id: string) =>
    only(await site.context.db.select().from(recordings).where(eq(recordings.id, id)));

  describe('media', () => {
    test('of a public lecture are asked of the API once, however many watch', async () => {
      const before = asked(open.segment);
      for (const ask of [get, get, get]) {
        const reply = await ask(open.segment);
        expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, s-maxage=10, immutable');
        expect(Buffer.from(await reply.arrayBuffer()).equals(storedAt(open.segment))).toBe(true);
      }
      expect(asked(open.segment)).toBe(before + 1);
    });

    test('are given in parts: of what is kept, and of what is not', async () => {
      for (const [lecture, who] of [
        [open, {}],
        [limited, { cookie: member.cookie }],
      ] as const) {
        const whole = storedAt(lecture.segment);
        const part = await get(lecture.segment, { ...who, range: 'bytes=2-5' });
        expect(part.status).toBe(206);
        expect(part.headers.get('content-range')).toBe(`bytes 2-5/${whole.length}`);
        expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(2, 6))).toBe(true);
        const beyond = await get(lecture.segment, { ...who, range: `bytes=${whole.length}-` });
        expect(beyond.status).toBe(416);
      }
    });

    test('of a limited lecture are refused, also after somebody who may watch fetched them', async () => {
      for (const path of [limited.master, limited.playlist, limited.segment]) {
        expect(await statusOf(path)).toBe(401);
        const before = asked(path);
        for (const _ of [1, 2]) expect(await memberGets(path)).toBe(200);
        expect(asked(path)).toBe(before + 2);
        expect(await statusOf(path)).toBe(401);
        expect((await get(path, { range: 'bytes=0-1' })).status).toBe(401);
        expect((await get(path, { cookie: '__Host-madang_session=of-nobody' })).status).toBe(401);
      }
    });

    test('of a draft are there for its staff alone', async () => {
      const { media } = await newLecture({ visibility: 'draft' });
      const own = await client('administrator');
      for (const path of [`${media}a/0.m4s`, `${media}360p.m3u8`]) {
        expect((await own.ask('GET', path)).status).toBe(200);
        expect(await statusOf(path)).toBe(404);
        expect(await memberGets(path)).toBe(404);
      }
    });

    test('of a lecture that was withdrawn are gone, though nginx has them', async () => {
      const { id, media } = await newLecture({});
      const paths = [`${media}a/0.m4s`, `${media}360p.m3u8`];
      for (const path of paths) expect(await statusOf(path)).toBe(200);
      await administrator('PATCH', `/api/lectures/${id}`, { visibility: 'signed_in' });
      for (const path of paths) {
        await until(async () => (await statusOf(path)) === 401, 40);
        // whoever may watch goes on, and opens it for nobody else
        expect(await memberGets(path)).toBe(200);
        expect(await statusOf(path)).toBe(401);
      }
    });

    test('that grow are fresh', async () => {
      const { media, recordingId } = await newLecture({});
      const playlist = `${media}360p.m3u8`;
      await site.context.db.update(recordings).set(GROWING).where(eq(recordings.id, recordingId));
      expect(await (await get(playlist)).text()).not.toContain('1.m4s');
      const next = { recordingId, run: 1, keys: [`recordings/${recordingId}/a/1.m4s`] };
      const runs = ['360p', 'audio'].map((rendition) => ({
        ...next,
        rendition,
        durations: [4],
        bytes: [10],
      }));
      await site.context.db.insert(segmentRuns).values(runs);
      await until(async () => (await (await get(playlist)).text()).includes('1.m4s'), 40);
    });
  });

  test('an upload arrives as it is sent, and goes on where the line dropped', async () => {
    const { whole, sha256 } = content(12 * MB);
    const { id, path } = await staff.create(whole.length);
    const staged = stagedFile(site.context.config.data, id);
    const { sending, answer } = staff.open(path, 0, whole.length);
    sending.write(whole.subarray(0, 7 * MB));
    // while the rest is still to come
    await until(() => existsSync(staged) && statSync(staged).size >= 5 * MB, 40);
    sending.destroy();
    expect(await answer).toBeNull();
    let offset = 0;
    await until(async () => {
      offset = await staff.offset(path);
      return (await staff.patch(path, offset, whole.subarray(offset))).status === 204;
    }, 40);
    expect(offset).toBeGreaterThanOrEqual(5 * MB);
    expect((await staff.finish(await staff.lecture(), id, sha256)).status).toBe(201);
  });

  test('a browser uploads and plays over HTTP/2', async () => {
    const browser = await launchBrowser();
    onTestFinished(() => browser.close());
    const context = await browser.newContext({ locale: 'ko-KR', ignoreHTTPSErrors: true });
    const cookies = Object.entries((await site.as('staff')).cookies).filter(([name]) =>
      name.startsWith('__'),
    );
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: site.origin })));
    const page = await context.newPage();
    await page.goto(`${site.origin}/studio`);
    const folder = mkdtempSync(join(tmpdir(), 'madang-dropped-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await dropFile(page, makeRecording(join(folder, '공공의 길.mp4'), { seconds: 3 }));
    const row = page.getByRole('row', { name: /공공의 길/ });
    await row.getByText('변환 완료').waitFor({ timeout: 100_000 });
    const path = await row.getByRole('link', { name: '공공의 길', exact: true }).getAttribute('href');
    await page.goto(site.origin + path?.replace('/studio', ''));
    await page.getByRole('button', { name: '강의 재생' }).click();
    const ended = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.ended);
    await expect.poll(ended, { timeout: 60_000 }).toBe(true);
    const protocols = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((one) => (one as PerformanceResourceTiming).nextHopProtocol),
    );
    expect([...new Set(protocols.filter(Boolean))]).toEqual(['h2']);
  });

  test('events arrive while the stream is open', async () => {
    const { body } = await get('/api/recordings/events', { cookie: staff.cookie });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value ?? '';
    expect(await next()).toBe(':\n\n');
    const { id, path } = await staff.create(4);
    await staff.patch(path, 0, new Uint8Array(4));
    const lectureId = await staff.lecture();
    await staff.finish(lectureId, id);
    let told = '';
    while (!told.includes(lectureId)) told += await next();
    await reader?.cancel();
  });

  test.each([
    ['a page', '/', 200],
    ['a lecture’s page', '/lectures', 200],
    ['an answer', '/api/lectures', 200],
    ['a refusal', '/api/me/certificates', 401],
    ['what is not there', '/media/recordings/x', 404],
  ])('%s has the headers that the API gave it, and nothing of a cache’s', async (_, path, status) => {
    const headers = { 'accept-encoding': 'gzip' };
    const [through, itself] = [await get(path, headers), await fetch(site.direct + path, { headers })];
    expect([through.status, itself.status]).toEqual([status, status]);
    expect(ofTheApi(through.headers)).toEqual(ofTheApi(itself.headers));
  });

  test('what is kept has the headers of its first answer, and a name of its own for each request', async () => {
    const replies = [await get(open.segment), await get(open.segment)];
    const itself = await fetch(site.direct + open.segment);
    for (const { headers } of replies) expect(ofTheApi(headers)).toEqual(ofTheApi(itself.headers));
    const [first, second] = replies.map(({ headers }) => headers.get('x-request-id'));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });

  test('the API learns who asked, whatever they say of themselves', async () => {
    const path = `/api/lectures?q=${crypto.randomUUID()}`;
    const forged = {
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'http',
      'x-request-id': 'forged',
    };
    const { headers } = await get(path, forged);
    expect(site.arrivedFor(path).map((request) => request.headers)).toMatchObject([
      {
        host: new URL(site.origin).host,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'https',
        'x-request-id': headers.get('x-request-id'),
      },
    ]);
  });

  test('what is too large is refused in the API’s own words', async () => {
    const tooLarge = asText({ title: 'x'.repeat(2 * MB) });
    const { status, body } = await staff.ask('POST', '/api/lectures', JSON_BODY, tooLarge);
    expect([status, body.code]).toEqual([413, 'too_large']);
  });

  test('plain HTTP leads to TLS, and figures to nobody', async () => {
    const reply = await fetch(`${site.plain}/lectures/x?y=1`, { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([308, 'https://localhost/lectures/x?y=1']);
    expect(await statusOf('/metrics')).toBe(404);
    expect(asked('/metrics')).toBe(0);
  });
});

const GROWING = { state: 'transcoding', readyAt: null } as const;
const JSON_BODY = { 'content-type': 'application/json' };
const asText = (body: object) => JSON.stringify(body);

/** Without those that belong to a connection, and the request's name. */
const ofTheApi = (headers: Headers) => {
  const others = [
    'connection',
    'content-length',
    'date',
    'keep-alive',
    'server',
    'transfer-encoding',
    'x-request-id',
  ];
  return Object.fromEntries([...headers].filter(([name]) => !others.includes(name)));
};
