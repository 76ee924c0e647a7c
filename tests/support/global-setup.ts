/**
 * One embedded PostgreSQL for a whole test run, in a temporary folder, with a template database of
 * this version's schema. Tests get copies of it from `database.ts`. Whatever tests put into the
 * system's folder for temporary files lies in that folder too, and goes with it.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Postgres, startPostgres } from '../../scripts/postgres/postgres.ts';
import { migrate } from '../../server/database/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** address of the run's template database */
    templateUrl: string;
  }
}

const PREFIX = 'madang-tests-';
const TEMPLATE = 'madang_template';

export default async function setup({ provide }: TestProject) {
  removeKilledRuns();
  const parts = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  parts.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  process.env.TMPDIR = folder;
  try {
    const server = await startServer(folder);
    parts.defer(server.stop);
    // An interrupted run ends without what is returned below.
    process.once('exit', () => removeAtOnce(folder, server));
    const url = server.url(TEMPLATE);
    await migrate(url);
    provide('templateUrl', url);
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
  return () => parts.disposeAsync();
}

const startServer = (folder: string) =>
  startPostgres({
    home: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    database: TEMPLATE,
    // What a crash would lose here is thrown away anyway.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });

function removeAtOnce(folder: string, { pid }: Postgres) {
  if (!existsSync(folder)) return;
  process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A killed run cannot remove its folder; its server ended with it. */
function removeKilledRuns() {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
