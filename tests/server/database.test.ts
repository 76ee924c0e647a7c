import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { listed, openDatabase, rowsOf } from '../../server/database/client.ts';
import { isUnavailable } from '../../server/database/unavailable.ts';
import { createLog } from '../../server/log.ts';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();
afterAll(database.drop);

test('connections that were cut cost their queries and nothing more', async () => {
  const { db, close } = openDatabase(database.url, createLog('test', { logLevel: 'silent' }), 2);
  const cut = () =>
    ask(
      database.url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  for (let times = 0; times < 6; times++) {
    const lost = db
      .transaction((tx) => rowsOf(tx, sql`select pg_sleep(60)`))
      .catch((error: unknown) => error);
    await expect.poll(cut).toHaveLength(1);
    expect(isUnavailable(await lost)).toBe(true);
  }
  // Two connections, six lost: every one was given back.
  const asked = await Promise.all(
    [1, 2, 3, 4].map(() => db.transaction((tx) => rowsOf(tx, sql`select 1 as one`))),
  );
  expect(asked).toEqual([1, 2, 3, 4].map(() => [{ one: 1 }]));
  await close();
});

test('members of many objects reach the database as they are', async () => {
  const { db, close } = openDatabase(database.url, createLog('test', { logLevel: 'silent' }), 1);
  const given = ['', 'null', 'NULL', 'a,b', '{}', '"', '\\', "'", ' ', '한\n글', '-infinity', null].map(
    (text, nth) => ({
      ...{ text, bytes: text === null ? null : Buffer.from(text), number: nth / 3, large: 2 ** 40 + nth },
      ...{ flag: nth % 2 === 0, day: nth === 0 ? '-infinity' : '2026-01-31' },
    }),
  );
  const rows = await rowsOf<(typeof given)[number]>(
    db,
    sql`
    select text, bytes, number, large::float8 as large, flag, day::text as day
    from unnest(${listed(given, 'text', 'text')}, ${listed(given, 'bytes', 'bytea')}, ${listed(given, 'number', 'float8')},
      ${listed(given, 'large', 'bigint')}, ${listed(given, 'flag', 'boolean')}, ${listed(given, 'day', 'date')})
      u(text, bytes, number, large, flag, day)`,
  );
  expect(rows).toEqual(given);
  await close();
});
