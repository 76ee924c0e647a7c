/** What operators are shown, and who may see it. */
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { only, openDatabase } from '../../server/database/client.ts';
import { lectures, recordings, workers } from '../../server/database/schema/schema.ts';
import { mayReadMetrics } from '../../server/http/metrics.ts';
import { announceWorker, forgetDeadWorkers } from '../../server/queue/worker-queries.ts';
import { testApp } from '../support/app.ts';

const TOKEN = 'a-token-of-operators';
const platform = await testApp();
const guarded = await testApp({ METRICS_TOKEN: TOKEN });
afterAll(async () => {
  await platform.close();
  await guarded.close();
});

/** Values by name and labels, as they are written. */
function figuresIn(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

describe('who may read', () => {
  const direct = { host: 'localhost:3000' };
  const bearer = { authorization: `Bearer ${TOKEN}` };
  const PUBLIC = 'https://lectures.example.org';

  test.each([
    ['http://localhost:3000', direct, '127.0.0.1', true],
    ['http://localhost:3000', direct, '::1', true],
    ['http://localhost:5173', { host: '127.0.0.1:3000' }, '::ffff:127.0.0.1', true],
    ['https://LOCALHOST', { host: 'localhost' }, '127.0.0.1', true],
    ['http://127.0.0.2:3000/', { host: '127.0.0.2:3000' }, '127.0.0.1', true],
    ['http://[::1]:3000', { host: '[::1]:3000' }, '::1', true],
    ['http://localhost:3000', direct, '192.0.2.7', false],
    ['http://localhost:3000', direct, '::ffff:192.0.2.7', false],
    ['http://localhost:3000', direct, undefined, false],
    ['http://localhost:3000', {}, '127.0.0.1', false],
    ['http://localhost:3000', { host: 'lectures.example.org' }, '127.0.0.1', false],
    ['http://localhost:3000', { host: '127.0.0.1.example.org' }, '127.0.0.1', false],
    ['http://localhost:3000', { ...direct, ...bearer }, '192.0.2.7', false],
    [PUBLIC, direct, '127.0.0.1', false],
    [PUBLIC, direct, '::1', false],
    [PUBLIC, { ...direct, ...bearer }, '127.0.0.1', false],
    [PUBLIC, { host: 'lectures.example.org' }, '127.0.0.1', false],
    ['http://192.0.2.1:3000', direct, '127.0.0.1', false],
    ['http://localhost.example.org', direct, '127.0.0.1', false],
    ['http://localhost@example.org', direct, '127.0.0.1', false],
  ])('without a token, used at %s, %j from %s: %s', (publicUrl, headers, peer, may) => {
    expect(mayReadMetrics({ metricsToken: null, publicUrl }, headers, peer)).toBe(may);
  });

  test.each([
    [PUBLIC, bearer, '192.0.2.7', true],
    [PUBLIC, { authorization: `bearer ${TOKEN}`, 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1', true],
    ['http://localhost:3000', bearer, '192.0.2.7', true],
    [PUBLIC, { authorization: `Bearer ${TOKEN}x` }, '127.0.0.1', false],
    [PUBLIC, { authorization: 'Bearer ' }, '127.0.0.1', false],
    [PUBLIC, { authorization: TOKEN }, '127.0.0.1', false],
    [PUBLIC, { authorization: `Basic ${TOKEN}` }, '127.0.0.1', false],
    ['http://localhost:3000', direct, '127.0.0.1', false],
  ])('with a token, used at %s, %j from %s: %s', (publicUrl, headers, peer, may) => {
    expect(mayReadMetrics({ metricsToken: TOKEN, publicUrl }, headers, peer)).toBe(may);
  });

  test('everybody else is told what an unknown address is told', async () => {
    const unknown = await platform.app.inject('/metrics/nothing');
    const open = await buildApp({
      ...platform.context,
      config: { ...platform.context.config, publicUrl: PUBLIC },
    });
    for (const reply of [
      await platform.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' }),
      await platform.app.inject({ url: '/metrics', headers: { host: 'lectures.example.org' } }),
      await open.inject('/metrics'),
      await guarded.app.inject('/metrics'),
      await guarded.app.inject({ url: '/metrics', headers: { authorization: 'Bearer guessed-by-someone' } }),
    ]) {
      expect([reply.statusCode, reply.body]).toEqual([404, unknown.body]);
      expect(reply.headers['content-type']).toBe(unknown.headers['content-type']);
    }
    await open.close();
  });

  test('the token opens it from anywhere, and nobody keeps the answer', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const reply = await guarded.app.inject({ url: '/metrics', headers, remoteAddress: '192.0.2.7' });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(reply.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  test('the description of the API does not tell of it', async () => {
    expect((await platform.app.inject('/api/openapi.json')).body).not.toContain('metrics');
  });
});

describe('what is told', () => {
  const { db, queue } = platform.context;
  const card = (pid: number, sandboxMissing: string[]) => ({
    ...{ id: crypto.randomUUID(), host: 'a', pid, slots: 2, threads: 4, sandboxMissing },
  });
  let figures: Record<string, number>;

  beforeAll(async () => {
    const all = card(1, []);
    const dead = card(3, ['no network (unshare)']);
    for (const one of [all, card(2, ['no network (unshare)', 'say "x"']), dead])
      await announceWorker(db, one);
    await announceWorker(db, all);
    await db.update(workers).set({ seenAt: sql`now() - interval '31 seconds'` }).where(sql`pid = 3`);

    const recordingId = crypto.randomUUID();
    await queue.enqueue(db, [
      ...[0, 1, 2].map((index) => ({ kind: 'chunk', recordingId, of: 'video', index }) as const),
      { kind: 'chunk', recordingId, of: 'audio', index: 0 },
      { kind: 'storyboard', recordingId },
    ]);
    await db.execute(sql`update pgboss.job set state = 'active' where data->>'index' = '0'`);
    await db.execute(sql`update pgboss.job set state = 'retry', start_after = now() + interval '1 minute'
      where data->>'kind' = 'storyboard'`);
    await db.execute(sql`update pgboss.job set created_on = now() - interval '100 seconds',
      start_after = now() - interval '90 seconds' where data->>'index' = '2'`);

    const { id: lectureId } = only(await db.insert(lectures).values({ title: 'A lecture' }).returning());
    const recording = { lectureId, name: 'x', bytes: 1 };
    await db.insert(recordings).values([
      { ...recording, id: crypto.randomUUID() },
      { ...recording, id: crypto.randomUUID(), replacedAt: new Date() },
    ]);
    figures = figuresIn((await platform.app.inject('/metrics')).body);
  });

  test('workers that are heard of, and what their hosts do not permit', () => {
    expect(figures).toMatchObject({ madang_database_up: 1, madang_workers: 2, madang_worker_slots: 4 });
    const missing = Object.keys(figures).filter((name) => name.startsWith('madang_worker_sandbox_missing'));
    expect(missing).toEqual([
      'madang_worker_sandbox_missing{host="a",pid="2",part="no network (unshare)"}',
      'madang_worker_sandbox_missing{host="a",pid="2",part="say \\"x\\""}',
    ]);
    expect(figures[missing[0] ?? '']).toBe(1);
  });

  test('jobs by lane, and how long the oldest waits', () => {
    expect(figures).toMatchObject({
      'madang_jobs{lane="picture",state="queued"}': 2,
      'madang_jobs{lane="picture",state="active"}': 1,
      'madang_jobs{lane="sound",state="queued"}': 0,
      'madang_jobs{lane="sound",state="active"}': 1,
      'madang_jobs{lane="quick",state="queued"}': 1,
      'madang_jobs{lane="quick",state="active"}': 0,
      'madang_job_oldest_wait_seconds{lane="sound"}': 0,
      'madang_job_oldest_wait_seconds{lane="quick"}': 0,
    });
    const waited = figures['madang_job_oldest_wait_seconds{lane="picture"}'];
    expect(waited).toBeGreaterThanOrEqual(90);
    expect(waited).toBeLessThan(100);
  });

  test('recordings in every state, of those that were not replaced', () => {
    const of = (state: string) => figures[`madang_recordings{state="${state}"}`];
    expect([of('uploaded'), of('ready'), of('failed')]).toEqual([1, 0, 0]);
  });

  test('every figure of ours says what it is, and the process tells of itself', async () => {
    const { body } = await platform.app.inject('/metrics');
    const told = [...body.matchAll(/^# HELP (madang_\w+) .{20,}$/gm)].map(([, name]) => name);
    const used = Object.keys(figuresIn(body)).filter((name) => name.startsWith('madang_'));
    const names = used.map((name) => name.replace(/\{.*/, '').replace(/_(bucket|sum|count)$/, ''));
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
    const guide = readFileSync('docs/operations.md', 'utf8');
    expect(told.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
    expect(figuresIn(body).process_resident_memory_bytes).toBeGreaterThan(1e6);
  });

  test('a worker that is not heard of any more is not told any more; after a day it is forgotten', async () => {
    await db.update(workers).set({ seenAt: sql`now() - interval '23 hours'` }).where(sql`pid = 1`);
    await db.update(workers).set({ seenAt: sql`now() - interval '25 hours'` }).where(sql`pid = 2`);
    const { body } = await platform.app.inject('/metrics');
    expect(figuresIn(body).madang_workers).toBe(0);
    expect(body).not.toContain('madang_worker_sandbox_missing{');
    await forgetDeadWorkers(db);
    expect((await db.select().from(workers)).map(({ pid }) => pid).sort()).toEqual([1, 3]);
  });
});

describe('a database that does not answer', () => {
  const silent = createServer(() => {});
  beforeAll(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
  afterAll(() => silent.close());

  test.each([
    ['refuses', () => 1, 4000],
    ['says nothing', () => (silent.address() as AddressInfo).port, 7000],
  ])('it %s: the process still tells of itself', async (_name, port, ms) => {
    const { db, close } = openDatabase(`postgres://u:p@127.0.0.1:${port()}/x`, platform.context.log, 1);
    const app = await buildApp({ ...platform.context, db });
    const start = Date.now();
    const replies = await Promise.all([app.inject('/metrics'), app.inject('/metrics')]);
    expect(Date.now() - start).toBeLessThan(ms);
    for (const { statusCode, body } of replies) {
      expect(statusCode).toBe(200);
      expect(figuresIn(body).process_resident_memory_bytes).toBeGreaterThan(1e6);
      const ofProcess = /^madang_(disk|http|ledger)_/;
      const told = Object.entries(figuresIn(body)).filter(([name]) => name.startsWith('madang_'));
      expect(told.filter(([name]) => !ofProcess.test(name))).toEqual([['madang_database_up', 0]]);
    }
    await app.close();
    await close();
  });
});
