/** A database that is not there when processes start, and one whose connections are all taken. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/platform/port.ts';
import { ask } from '../../scripts/postgres/ask.ts';
import { rowsOf } from '../../server/database/client.ts';
import { testApp } from '../support/app.ts';
import { type OwnPostgres, openPostgres } from '../support/outage.ts';
import { until } from '../support/workers.ts';

const UNAVAILABLE = {
  code: 'unavailable',
  message: { ko: expect.stringMatching(/[가-힣]/), en: expect.any(String) },
};

describe('down at the start', () => {
  const parts = new AsyncDisposableStack();
  afterEach(() => parts.disposeAsync());

  async function openAway(): Promise<{ postgres: OwnPostgres; url: string; data: string }> {
    const postgres = await openPostgres();
    parts.defer(postgres.close);
    const { url } = await postgres.database();
    await postgres.stop();
    const data = mkdtempSync(join(tmpdir(), 'madang-away-'));
    mkdirSync(join(data, 'uploads'));
    parts.defer(() => rmSync(data, { recursive: true, force: true }));
    return { postgres, url, data };
  }
  const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
  function run(
    program: string,
    settings: Record<string, string>,
  ): { child: ChildProcess; up: () => boolean } {
    const env = { ...process.env, LOG_LEVEL: 'silent', ...settings };
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    parts.defer(async () => {
      if (!isRunning(child)) return;
      const gone = new Promise((ended) => child.once('exit', ended));
      child.kill('SIGKILL');
      await gone;
    });
    let isUp = false;
    child.once('message', () => {
      isUp = true;
    });
    return { child, up: () => isUp };
  }

  test('the API says so, and API and worker begin by themselves once it is there: the same processes', async () => {
    const { postgres, url, data } = await openAway();
    const port = await freePort('127.0.0.1');
    const settings = { DATABASE_URL: url, MADANG_DATA: data, MADANG_PORT: `${port}` };
    const [api, worker] = [run('server/main.ts', settings), run('transcode/main.ts', settings)];
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    await until(
      () =>
        get('/healthz').then(
          ({ ok }) => ok,
          () => false,
        ),
      30,
    );
    const ready = await get('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'unavailable', database: 'unreachable' });
    const page = await get('/api/lectures');
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await page.json()).toEqual(UNAVAILABLE);
    expect([isRunning(api.child), isRunning(worker.child)]).toEqual([true, true]);
    expect([api.up(), worker.up()]).toEqual([false, false]);

    await postgres.start();
    await until(() => api.up() && worker.up(), 60);
    expect(await (await get('/readyz')).json()).toMatchObject({
      status: 'ready',
      database: 'ok',
      queue: 'ok',
    });
    expect((await get('/api/lectures')).status).toBe(200);
    expect(await ask(url, 'select 1 from workers')).toHaveLength(1);
    expect([isRunning(api.child), isRunning(worker.child)]).toEqual([true, true]);
  });
});

test('every connection taken: 503 with Retry-After, and all is well by itself once they are free', async () => {
  const { app, context, close } = await testApp();
  const { promise: free, resolve: release } = Promise.withResolvers<void>();
  // as many as the pool has, and each is held
  const held = Array.from({ length: 5 }, () =>
    context.db.transaction(async (tx) => {
      await rowsOf(tx, sql`select 1`);
      await free;
    }),
  );
  try {
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => app.inject({ method: 'GET', url: '/api/lectures' })),
    );
    for (const reply of asked) {
      expect(reply.statusCode).toBe(503);
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
      expect(reply.json()).toEqual(UNAVAILABLE);
    }
    release();
    await Promise.all(held);
    const again = await Promise.all(
      Array.from({ length: 20 }, () => app.inject({ method: 'GET', url: '/api/lectures' })),
    );
    expect(again.map(({ statusCode }) => statusCode)).toEqual(again.map(() => 200));
  } finally {
    release();
    await close();
  }
});
