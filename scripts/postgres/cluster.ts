/** The files of the embedded PostgreSQL: made once, with a password; freed of a leftover server. */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../platform/start-error.ts';
import { asUser, type RunAs } from './run-as.ts';

/** Name of the superuser, and of the platform's database. */
export const NAME = 'madang';
/** The data format's version: a later PostgreSQL must not open this folder as its own. */
export const MAJOR = '18';

export type Cluster = { folder: string; password: string };

/**
 * The cluster under `home`, made when there is none yet.
 * @throws {StartError} when initdb refuses
 */
export function openCluster(home: string, runAs: RunAs): Cluster {
  const folder = join(home, MAJOR);
  const passwordFile = join(home, 'password');
  if (existsSync(folder)) {
    if (existsSync(passwordFile)) return { folder, password: readFileSync(passwordFile, 'utf8') };
    throw new StartError(
      `데이터베이스 비밀번호 파일이 없습니다 · The database's password file is gone: ${passwordFile}`,
    );
  }
  const other = readdirSync(home).find((name) => /^\d+$/.test(name));
  if (other) {
    throw new StartError(
      `PostgreSQL ${other}의 데이터입니다 · ${home} holds data of PostgreSQL ${other}, this is ${MAJOR}: restore a backup into an empty MADANG_DATA.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chownSync(passwordFile, runAs.owner.uid, runAs.owner.gid);
  // Made aside and moved into place: a cluster that a crash left half-made is never taken for one.
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  chownSync(fresh, runAs.owner.uid, runAs.owner.gid);
  initdb(fresh, runAs);
  renameSync(fresh, folder);
  return { folder, password };
}

function initdb(folder: string, runAs: RunAs) {
  const here = runAs.here(folder);
  // macOS has no C.UTF-8. Character classes come from here, and trigrams of Hangul need them.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const [program = '', ...args] = [
    ...runAs.prefix,
    join(runAs.bin, 'initdb'),
    `--pgdata=${here}`,
    `--username=${NAME}`,
    `--pwfile=${here}/../password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', ...asUser(runAs, folder) });
  if (status === 0) return;
  const full = /No space left/.test(stdout + stderr);
  throw new StartError(
    full
      ? '디스크가 가득 찼습니다 · The disk is full: the database could not be made.'
      : `데이터베이스를 만들지 못했습니다 · The database could not be made:\n${stderr.trim()}`,
  );
}

/**
 * Ends the server that a killed supervisor left on this cluster. The caller must be the only one who
 * starts servers on it: then whatever runs here is left over.
 */
export async function clearLeftover(folder: string): Promise<void> {
  const mark = join(folder, 'postmaster.pid');
  if (!existsSync(mark)) return;
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0]);
  if (!isAlive(pid)) return; // PostgreSQL sees that itself, and waits for what is left of that server
  // Another process got the number: PostgreSQL would take it for a server and refuse.
  if (!servesCluster(pid, folder)) return rmSync(mark, { force: true });
  await endProcess(pid, () => servesCluster(pid, folder));
}

/**
 * Asks a PostgreSQL to end: fast, and when it does not, at once.
 * @param runs whether it still does
 */
export async function endProcess(pid: number, runs: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!runs()) return;
    process.kill(pid, signal);
    for (const end = Date.now() + patience; runs() && Date.now() < end; ) await sleep(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether that process is a PostgreSQL on this cluster, and not another that got its number. */
function servesCluster(pid: number, folder: string): boolean {
  try {
    // A server's working directory is its cluster.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(folder);
}
