import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../scripts/postgres/ask.ts';
import { type Postgres, startPostgres } from '../../scripts/postgres/postgres.ts';
import type { RunAs } from '../../scripts/postgres/run-as.ts';

const isRoot = process.getuid?.() === 0;
// mkdtemp makes a folder that only its owner can enter, as a home is.
let folder: string;
let server: Postgres | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'madang-postgres-'));
});
afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(runAs?: RunAs['kind']) {
  server = await startPostgres({
    home: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    database: 'madang',
    settings: { fsync: 'off' },
    ...(runAs ? { runAs } : {}),
  });
  return server;
}

test('keeps what was written over a stop and a start', async () => {
  const first = await start();
  await ask(first.url('madang'), 'create table kept as select 7 as value');
  await first.stop();
  const second = await start();
  const rows = await ask(second.url('madang'), 'select value from kept');
  expect([...rows]).toEqual([{ value: 7 }]);
  // The folder's name keeps a later version from taking it for its own.
  expect(readFileSync(join(folder, 'postgres', '18', 'PG_VERSION'), 'utf8').trim()).toBe('18');
});

test('knows Hangul: letters, and trigrams to search by', async () => {
  const { url } = await start();
  await ask(url('madang'), 'create extension pg_trgm');
  const [row] = await ask(
    url('madang'),
    "select '협치' ~ '^[[:alpha:]]+$' as letters, cardinality(show_trgm('주민참여예산')) as trigrams",
  );
  expect(row?.letters).toBe(true);
  expect(row?.trigrams).toBeGreaterThan(4);
});

test('asks everyone on this machine for a password that only its owner can read', async () => {
  const { url } = await start();
  const guess = new URL(url('madang'));
  guess.password = 'guess';
  await expect(ask(guess.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  const files = readdirSync(join(folder, 'postgres'));
  expect(files).toContain('password');
  for (const name of files) expect(statSync(join(folder, 'postgres', name)).mode & 0o077).toBe(0);
});

test('serves again after it was killed in the middle of work', async () => {
  const first = await start();
  await ask(first.url('madang'), 'create table kept ()');
  const busy = ask(first.url('madang'), 'select pg_sleep(600)').catch(() => 'cut');
  process.kill(first.pid, 'SIGKILL');
  const second = await start();
  const [row] = await ask(second.url('madang'), "select to_regclass('kept')::text as kept");
  expect(row?.kept).toBe('kept');
  expect(await busy).toBe('cut');
});

test('does not take a foreign process for a leftover server', async () => {
  await (await start()).stop();
  // As after a crash whose number another process, here this one, has got since.
  const mark = join(folder, 'postgres', '18', 'postmaster.pid');
  writeFileSync(mark, `${process.pid}\n${join(folder, 'postgres', '18')}\n0\n0\n`);
  const rows = await ask((await start()).url('madang'), 'select 1 as one');
  expect(rows).toHaveLength(1);
});

test('refuses the data of another version instead of starting empty', async () => {
  mkdirSync(join(folder, 'postgres', '17'), { recursive: true });
  await expect(start()).rejects.toThrow(/holds data of PostgreSQL 17/);
});

test('ends one that a killed supervisor left on the same folder', async () => {
  const left = await start();
  const next = await start();
  await left.ended;
  const rows = await ask(next.url('madang'), 'select 1 as one');
  expect(rows).toHaveLength(1);
});

describe.runIf(isRoot)('as root', () => {
  test('runs as a second user where user namespaces are forbidden, in a folder closed to that user', async () => {
    const server = await start('second-user');
    expect(server.kind).toBe('second-user');
    const status = await ask(server.url('madang'), 'show data_directory');
    expect(status).toHaveLength(1);
    expect(statSync(join(folder, 'postgres', '18')).uid).not.toBe(0);
  });

  test.each([
    ['namespace', 'second-user'],
    ['second-user', 'namespace'],
  ] as const)('a database made as %s serves as %s', async (before, after) => {
    const first = await start(before);
    await ask(first.url('madang'), 'create table kept ()');
    await first.stop();
    const second = await start(after);
    const [row] = await ask(second.url('madang'), "select to_regclass('kept')::text as kept");
    expect(row?.kept).toBe('kept');
  });
});
