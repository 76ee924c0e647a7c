/** What operators see of one recording's way: figures at /metrics, and its request's id in every line of the logs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestIdOf } from '../../server/http/request-id.ts';
import { UNSAID } from '../../server/quality/counts.ts';
import { type OwnApi, startApi } from '../support/api.ts';
import { type Browser, testApp } from '../support/app.ts';
import { makeRecording } from '../support/media.ts';
import { type Uploader, uploader } from '../support/uploads.ts';
import { startWorker, until } from '../support/workers.ts';

const SECONDS = 6;
const folder = mkdtempSync(join(tmpdir(), 'madang-operations-'));
const platform = await testApp();
const { config } = platform.context;
const [apiLog, workerLog] = [join(folder, 'api.log'), join(folder, 'worker.log')];
/** Runs a process with what it prints in a file. */
const into = (file: string) => ['sh', '-c', `exec "$0" "$@" >> ${file}`];

let api: OwnApi;
let worker: Awaited<ReturnType<typeof startWorker>>;
let staff: Browser;
let client: Uploader;
let finished: Awaited<ReturnType<Uploader['finish']>>;
let lectureId: string;

beforeAll(async () => {
  const told = { LOG_LEVEL: 'info' };
  api = await startApi(config, told, into(apiLog));
  worker = await startWorker({ url: config.databaseUrl ?? '', data: config.data }, told, into(workerLog));
  staff = await platform.as('staff');
  client = uploader(() => api.origin, staff.cookies);
  lectureId = await client.lecture();
  const file = readFileSync(makeRecording(join(folder, 'a.mp4'), { seconds: SECONDS }));
  const { path, id } = await client.create(file.length);
  await client.patch(path, 0, new Uint8Array(file));
  finished = await client.finish(lectureId, id);
  const state = async () => (await staff('GET', `/api/lectures/${lectureId}/recording`)).body.state;
  await until(async () => (await state()) === 'ready', 100);
  await until(() => linesOf(workerLog).some(({ job }) => job === 'marks'), 60);
}, 180_000);
afterAll(async () => {
  worker?.kill('SIGKILL');
  await api?.kill();
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

type Line = { msg: string; requestId?: string; job?: string; of?: string };
const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes('"msg"'))
    .map((line) => JSON.parse(line));

test('the request that finished an upload is named by every job that came of it, down to each chunk', async () => {
  const id = finished.headers.get('x-request-id') ?? '';
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const finish = linesOf(apiLog).filter(({ msg }) => msg === 'recording: upload finished');
  expect(finish.map(({ requestId }) => requestId)).toEqual([id]);
  const done = linesOf(workerLog).filter(({ msg }) => msg === 'transcode: job done');
  expect(new Set(done.map(({ job, of }) => of ?? job))).toEqual(
    new Set(['probe', 'video', 'audio', 'storyboard', 'marks']),
  );
  expect(done.map(({ requestId }) => requestId)).toEqual(done.map(() => id));
});

test('each request has a name of its own; one that a proxy gave is kept where proxies are believed', async () => {
  const [one, other] = await Promise.all([
    client.ask('GET', '/api/session'),
    client.ask('GET', '/api/session'),
  ]);
  expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
  const named = { headers: { 'x-request-id': 'of-the-proxy-1' } };
  expect(requestIdOf(true)(named)).toBe('of-the-proxy-1');
  expect(requestIdOf(false)(named)).toMatch(/^[0-9a-f-]{36}$/);
  expect(requestIdOf(true)({ headers: { 'x-request-id': 'a\n{"level":60}' } })).toMatch(/^[0-9a-f-]{36}$/);
});

test('figures tell how fast it was made, what it takes, how it played and what was asked', async () => {
  const viewer = await platform.as(null);
  await staff('PATCH', `/api/lectures/${lectureId}`, { visibility: 'public' });
  const { body } = await viewer('POST', '/api/playback-sessions', { lectureId });
  platform.time.now = new Date(platform.time.now.getTime() + 60_000);
  const segments = [{ seq: 0, from: 0, to: SECONDS, rate: 1, elapsedMs: SECONDS * 1000 }];
  await viewer('POST', `/api/playback-sessions/${body.id}/played`, { segments, position: 1 });
  const played = { ...UNSAID.played, 720: 5000 };
  await viewer('POST', `/api/playback-sessions/${body.id}/quality`, {
    ...UNSAID,
    sn: 0,
    msd: 9,
    bsa: 2,
    bsda: 1500,
    played,
  });
  await viewer('GET', '/nothing/that/is/there');

  const figures = new Map<string, number>();
  const read = async () => {
    for (const line of (await platform.app.inject('/metrics')).body.split('\n')) {
      const at = line.lastIndexOf(' ');
      if (!line.startsWith('#')) figures.set(line.slice(0, at), Number(line.slice(at + 1)));
    }
    return figures;
  };
  await until(async () => (await read()).has('madang_storage_bytes{kind="media"}'), 10);
  const of = (name: string) => figures.get(`madang_${name}`);

  expect(of('transcoded_seconds_per_second{of="video"}')).toBeCloseTo(SECONDS / 300, 3);
  expect(of('transcoded_seconds_per_second{of="audio"}')).toBeCloseTo(SECONDS / 300, 2);
  for (const kind of ['video', 'audio']) {
    const [half, most] = ['0.5', '1'].map((q) => of(`chunk_seconds{of="${kind}",quantile="${q}"}`) ?? 0);
    expect(half).toBeGreaterThan(0);
    expect(most).toBeGreaterThanOrEqual(half ?? 0);
  }
  expect(of('storage_bytes{kind="recordings"}')).toBe(readFileSync(join(folder, 'a.mp4')).length);
  expect(of('storage_bytes{kind="media"}')).toBeGreaterThan(10_000);
  expect(of('playback_sessions_today')).toBe(1);
  expect(of('playback_stalls_today')).toBe(2);
  expect(of('playback_stalled_seconds_today')).toBe(1.5);
  expect(of('playback_played_seconds_today')).toBe(5);
  expect(of('playback_failed_sessions_today')).toBe(0);
  expect(of('ledger_commit_seconds_count')).toBe(1);
  const route = '/api/playback-sessions/:id/played';
  expect(of(`http_request_seconds_count{method="POST",route="${route}",status="200"}`)).toBe(1);
  expect([...figures.keys()].some((name) => name.includes('nothing/that'))).toBe(false);
  expect(of('disk_bytes{of="free"}')).toBeGreaterThan(0);
  expect(of('disk_bytes{of="all"}')).toBeGreaterThan(of('disk_bytes{of="free"}') ?? 0);
});
