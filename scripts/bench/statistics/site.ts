/** A site to measure: a database with a catalogue, and the API process on it as it is in production. */
import { join } from 'node:path';
import { limitsOf } from '../../../server/accounts/session-limits.ts';
import { openSession, SESSION_COOKIE } from '../../../server/accounts/sessions.ts';
import { type Env, readEnv } from '../../../server/config.ts';
import type { Role } from '../../../server/contract/vocabulary.ts';
import { openDatabase } from '../../../server/database/client.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { createLog } from '../../../server/log.ts';
import { script, startChild } from '../../platform/child.ts';
import { freePort } from '../../platform/port.ts';
import { ask } from '../../postgres/ask.ts';
import { NAME } from '../../postgres/cluster.ts';
import { type Postgres, startPostgres } from '../../postgres/postgres.ts';
import type { Bench } from '../run.ts';
import { CATALOGUE } from './catalogue.ts';

export const HOST = '127.0.0.1';

export type Site = {
  name: string;
  /** address of its database */
  database: string;
};

export type Api = { pid: number; port: number };

/** The server of all databases of the benchmark, with the settings that `npm start` gives it. */
export async function openServer({ folder, parts }: Bench): Promise<Postgres> {
  const logFile = join(folder, 'postgres.log');
  const server = await startPostgres({ home: join(folder, 'postgres'), logFile, database: NAME });
  parts.defer(server.stop);
  return server;
}

/** A database of this version's schema, with lectures that can be watched and nobody who has. @param catalogue its SQL */
export async function openSite(server: Postgres, name: string, catalogue = CATALOGUE): Promise<Site> {
  await ask(server.url(NAME), `create database ${name}`);
  const database = server.url(name);
  await migrate(database);
  await ask(database, catalogue);
  return { name, database };
}

/** @param stack takes what has to be stopped @param settings more of its environment */
export async function startApi(
  { name, database }: Site,
  { folder }: Bench,
  stack: AsyncDisposableStack,
  settings: Env = {},
): Promise<Api> {
  const { PATH } = readEnv();
  const port = await freePort(HOST);
  const own = { PATH, DATABASE_URL: database, MADANG_DATA: join(folder, name), MADANG_PORT: String(port) };
  const env = { ...own, ...settings };
  const api = startChild({ script: script('server/main.ts'), env, logFile: join(folder, `${name}.log`) });
  stack.defer(() => api.stop());
  await api.ready;
  return { pid: api.pid, port };
}

/** A session of the administrator or the member of staff of the catalogue. @returns the header `cookie` */
export async function cookieOf({ database }: Site, role: Role): Promise<string> {
  const [row] = await ask<{ id: string }>(database, 'select id from accounts where role = $1 limit 1', [
    role,
  ]);
  if (!row) throw new Error(`There is no account of the role ${role}.`);
  const { db, close } = openDatabase(database, createLog('bench', { logLevel: 'silent' }), 1);
  try {
    const token = await openSession({ db, clock: () => new Date() }, row.id, limitsOf('administrator'));
    return `${SESSION_COOKIE}=${token}`;
  } finally {
    await close();
  }
}
