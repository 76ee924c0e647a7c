/** The embedded PostgreSQL: a real one, from a package, on a free port of this machine only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier } from 'pg';
import { isUnavailable } from '../../server/database/unavailable.ts';
import { openLog } from '../platform/log-file.ts';
import { freePort } from '../platform/port.ts';
import { StartError } from '../platform/start-error.ts';
import { ask } from './ask.ts';
import { type Cluster, clearLeftover, endProcess, NAME, openCluster } from './cluster.ts';
import { asUser, chooseRunAs, type RunAs } from './run-as.ts';

export type Postgres = {
  pid: number;
  /** as whom it runs */
  kind: RunAs['kind'];
  /** address of a database in it */
  url: (database: string) => string;
  /** settles when it ends, by itself or by `stop` */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

export type PostgresOptions = {
  /** folder for cluster and password; nobody else may be using it */
  home: string;
  logFile: string;
  /** database to make when it is not there yet */
  database: string;
  /** settings beyond the usual, such as `fsync: 'off'` */
  settings?: Record<string, string>;
  /** insist on one way of running, for tests */
  runAs?: RunAs['kind'];
};

const SETTINGS = {
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
  max_connections: '100',
  shared_buffers: `${sharedMegabytes()}MB`,
  log_line_prefix: '%m [%p] ',
};

/** What was read lately stays at hand in so much memory: an eighth of this machine's, or of what we may use of it. */
function sharedMegabytes(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.round(Math.min(2048, Math.max(128, memory / 2 ** 20 / 8)));
}

/**
 * Reasons not to start that go away: someone took the port between our asking for a free one and using
 * it; a killed server's last queries have not noticed yet; a killed server is not buried yet.
 */
const PASSING = /Address already in use|pre-existing shared memory|"postmaster\.pid" already exists/;
/** What a connection meets while the server starts (57P03), repairs after a crash, or ends. */

/**
 * Starts it, and makes the cluster on the first start.
 * @throws {StartError} when it cannot run here
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const runAs = chooseRunAs(options.home, options.runAs);
  const cluster = openCluster(options.home, runAs);
  await clearLeftover(cluster.folder);
  for (let tries = 1; ; tries++) {
    const started = await tryToStart(cluster, runAs, options, await freePort('127.0.0.1'));
    if (typeof started !== 'string') return started;
    if (tries === 5 || !PASSING.test(started)) throw new StartError(refusal(started, options));
    await sleep(300);
  }
}

/** The running server, or what it said before it ended. */
async function tryToStart(cluster: Cluster, runAs: RunAs, options: PostgresOptions, port: number) {
  const settings = Object.entries({ ...SETTINGS, port: String(port), ...options.settings });
  const [program = '', ...args] = [
    ...runAs.prefix,
    join(runAs.bin, 'postgres'),
    '-D',
    runAs.here(cluster.folder),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openLog(options.logFile);
  const logStart = statSync(options.logFile).size;
  // In a process group of its own: Ctrl-C must not reach it before those who use it have ended.
  const child = spawn(program, args, {
    ...asUser(runAs, cluster.folder),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  });
  const url = (database: string) => `postgres://${NAME}:${cluster.password}@127.0.0.1:${port}/${database}`;
  try {
    if (!(await isUp(url('postgres'), options.database, child)))
      return readFileSync(options.logFile).subarray(logStart).toString();
  } catch (error) {
    await end(child);
    throw error;
  }
  return { pid: child.pid ?? 0, kind: runAs.kind, url, ended, stop: () => end(child) } satisfies Postgres;
}

/** Waits until it takes connections, and makes the database: true; or until it has ended: false. */
async function isUp(url: string, database: string, child: ChildProcess): Promise<boolean> {
  while (runs(child)) {
    try {
      const [existing] = await ask(url, 'select 1 from pg_database where datname = $1', [database]);
      if (!existing) await ask(url, `create database ${escapeIdentifier(database)}`);
      return true;
    } catch (error) {
      const notYet = isUnavailable(error);
      await sleep(notYet ? 30 : 300);
      // Anything else is an answer, unless it came from a stranger on a port that was not to be had.
      if (!notYet && runs(child)) throw error;
    }
  }
  return false;
}

const runs = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

const end = async (child: ChildProcess) => endProcess(child.pid ?? 0, () => runs(child));

function refusal(said: string, { logFile }: PostgresOptions): string {
  if (/No space left/.test(said))
    return '디스크가 가득 찼습니다 · The disk is full: the database could not start.';
  const fatal = /(?:FATAL|PANIC|error): +(.*)/.exec(said)?.[1] ?? 'it ended without a word';
  return `데이터베이스를 시작하지 못했습니다 · The database could not start: ${fatal} (${logFile})`;
}
