/** How much, how often and for how long every route lets somebody ask, as docs/limits.md says. */
import { sql } from 'drizzle-orm';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { BODY_LIMIT, HANDLER_MS } from '../../server/http/limits.ts';
import { testApp } from '../support/app.ts';

const platform = await testApp();
afterAll(platform.close);
const { app } = platform;

/** A stranger: this machine itself is not limited. */
const STRANGER = '203.0.113.9';
const from = (remoteAddress: string, url: string, method: 'GET' | 'PUT' = 'GET') =>
  app.inject({ method, url, remoteAddress });

test('every route has a limit of bytes, of requests and of time, and the table in docs/limits.md says which', async () => {
  const rows = app.limits
    .filter(({ method }) => !['HEAD', 'OPTIONS'].includes(method))
    .map(({ method, url, bytes, often, ms }) => {
      expect(bytes, url).toBeGreaterThan(0);
      expect(ms, url).toBeGreaterThan(0);
      expect(often, url).toMatchObject({ max: expect.any(Number) });
      const shown = (ms: number) => (ms < 3_600_000 ? `${ms / 60_000} min` : `${ms / 3_600_000} h`);
      const own = {
        bytes: bytes === BODY_LIMIT ? '' : `${bytes / 1024 ** 2} MB`,
        often: often.max === 12_000 ? '' : `${often.max?.toLocaleString('en')}`,
        whose: often.keyGenerator ? ' each account' : '',
        ms: ms === HANDLER_MS ? '' : shown(ms),
      };
      return { name: `${method} ${url}`, own };
    })
    .filter(({ own }) => Object.values(own).some(Boolean))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, own }) => `| \`${name}\` | ${own.bytes} | ${own.often}${own.whose} | ${own.ms} |`);
  const lines = [
    '# How much, how often, for how long',
    '',
    'Written by `tests/server/limits.test.ts`, which fails when a route has another limit than this table says (`npm test --',
    'tests/server/limits.test.ts -u` writes it anew; read the difference). Every route takes a body of 1 MB, 12,000 requests',
    'a minute from one address (of IPv6: from one /64), and a minute from its first line to the last byte of its answer, but',
    'for these. What is more is answered 413, 429 and 503, the last two with `Retry-After`. Requests from this machine itself',
    'are counted only where an account or a password is at stake. Each API process counts for itself.',
    '',
    'Recordings have `UPLOAD_MAX_BYTES`, and go on for as long as they take; handouts have limits of their own; streams of',
    'events end after ten minutes, or with the session. `server/http/limits.ts` says why these numbers.',
    '',
    '| call | bytes | requests a minute | time |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../docs/limits.md');
});

test('who asks too often is told so, in both languages, and when to come again; others are not held up', async () => {
  const askFrom = (address: string) => from(address, '/api/privacy-policy');
  for (let nth = 0; nth < 12_000; nth += 500)
    await Promise.all(Array.from({ length: 500 }, () => askFrom(STRANGER)));
  const refused = await askFrom(STRANGER);
  expect(refused.statusCode).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.json()).toMatchObject({
    code: 'too_many_requests',
    message: { ko: expect.stringMatching(/[가-힣]/), en: expect.stringMatching(/[a-z]/) },
  });
  expect((await from(STRANGER, '/api/announcements')).statusCode).not.toBe(429);
  const other = await askFrom('203.0.113.10');
  expect(other.statusCode).toBe(200);
  // a proxy would give them to others
  expect(Object.keys(other.headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  expect((await askFrom('127.0.0.1')).statusCode).toBe(200);
}, 120_000);

test('addresses that are no route are counted too', async () => {
  const unknown = () => from('203.0.113.11', '/no-such-thing', 'PUT');
  expect((await unknown()).statusCode).toBe(404);
  for (let nth = 0; nth < 12_000; nth += 500) await Promise.all(Array.from({ length: 500 }, unknown));
  expect((await unknown()).statusCode).toBe(429);
}, 120_000);

test('an answer that takes too long is given up, and said to be worth another try', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { db } = platform.context;
  const { promise: over, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const holding = db.transaction(async (tx) => {
    await tx.execute(sql`lock table announcements`);
    hold();
    await over;
  });
  await held;
  const asked = from(STRANGER, '/api/announcements');
  await waits();
  await vi.advanceTimersByTimeAsync(HANDLER_MS);
  const reply = await asked;
  expect(reply.statusCode).toBe(503);
  expect(reply.headers['retry-after']).toBe('5');
  expect(reply.json()).toMatchObject({ code: 'unavailable' });
  release();
  await holding;
  expect((await from(STRANGER, '/api/announcements')).statusCode).toBe(200);

  /** Until the question stands before the lock. */
  async function waits() {
    const query =
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await ask(platform.context.config.databaseUrl ?? '', query, [])).length === 0);
  }
});
