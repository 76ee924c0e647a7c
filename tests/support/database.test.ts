import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from './database.ts';

const one = await testDatabase();
const other = await testDatabase();
const sql = postgres(one.url, { max: 1 });
afterAll(async () => {
  await sql.end();
  await Promise.all([one.drop(), other.drop()]);
});

test('has the tables of this version', async () => {
  const tables = await sql`select tablename from pg_tables where schemaname = 'public'`;
  expect(tables.map(({ tablename }) => tablename)).toContain('lectures');
});

test('is shared with no other file', async () => {
  await sql`create table only_here ()`;
  const elsewhere = postgres(other.url, { max: 1 });
  const [row] = await elsewhere`select to_regclass('only_here') as found`;
  await elsewhere.end();
  expect(row?.found).toBeNull();
});
