/** A PostgreSQL of a test's own, at one address for good, that can be stopped and started again in the middle of work. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { portProblem } from '../../scripts/platform/port.ts';
import { ask } from '../../scripts/postgres/ask.ts';
import { NAME, openCluster } from '../../scripts/postgres/cluster.ts';
import { asUser, chooseRunAs } from '../../scripts/postgres/run-as.ts';
import { migrate } from '../../server/database/migrate.ts';
import { isUnavailable } from '../../server/database/unavailable.ts';
import type { TestDatabase } from './database.ts';

export type OwnPostgres = Awaited<ReturnType<typeof openPostgres>>;

export async function openPostgres() {
  const home = mkdtempSync(join(tmpdir(), 'madang-outage-'));
  const runAs = chooseRunAs(home);
  const { folder, password } = openCluster(home, runAs);
  const port = await lowPort();
  const urlOf = (name: string) => `postgres://${NAME}:${password}@127.0.0.1:${port}/${name}`;
  const settings = [
    ...[`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='],
    ...['fsync=off', 'shared_buffers=32MB'],
  ];
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const [program = '', ...args] = [
      ...[...runAs.prefix, join(runAs.bin, 'postgres'), '-D', runAs.here(folder)],
      ...settings.flatMap((setting) => ['-c', setting]),
    ];
    const log = openSync(join(home, 'log'), 'a');
    server = spawn(program, args, { ...asUser(runAs, folder), stdio: ['ignore', log, log] });
    closeSync(log);
    for (const end = Date.now() + 30_000; ; await pause(30)) {
      try {
        await ask(urlOf('postgres'), 'select 1');
        return;
      } catch (error) {
        if (!isUnavailable(error) || Date.now() > end || server.exitCode !== null) throw error;
      }
    }
  }

  /** Immediately: every connection is cut, and the next start repairs as after a crash. */
  async function stop(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server.kill('SIGQUIT');
    await ended;
  }

  await start();
  return {
    start,
    stop,
    /** As `testDatabase` of database.ts, on this server. */
    async database(): Promise<TestDatabase> {
      const name = `test_${randomBytes(8).toString('hex')}`;
      await ask(urlOf('postgres'), `create database ${name}`);
      await migrate(urlOf(name));
      const drop = async () => {
        await ask(urlOf('postgres'), `drop database if exists ${name} with (force)`);
      };
      return { url: urlOf(name), drop };
    },
    async close(): Promise<void> {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A free port that is never given to outgoing connections, which would take it while the server is away. */
async function lowPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await portProblem('127.0.0.1', port)) === null) return port;
  }
}
