import { afterAll, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { testDatabase } from './database.ts';

const one = await testDatabase();
const other = await testDatabase();
afterAll(() => Promise.all([one.drop(), other.drop()]));

test('has the tables of this version', async () => {
  const tables = await ask(one.url, "select tablename from pg_tables where schemaname = 'public'");
  expect(tables.map(({ tablename }) => tablename)).toContain('lectures');
});

test('is shared with no other file', async () => {
  await ask(one.url, 'create table only_here ()');
  const [row] = await ask(other.url, "select to_regclass('only_here') as found");
  expect(row?.found).toBeNull();
});
