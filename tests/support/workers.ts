/** Worker processes as they are started in production, and what can be seen of them and of their ffmpegs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../../server/database/client.ts';
import { laneLoads } from '../../server/queue/job-queries.ts';

/**
 * Starts a worker and waits until it takes jobs.
 * @param at its database and its folder
 * @param settings more of its environment
 * @param wrap a command that ends in running the command it is given
 */
export async function startWorker(
  at: { url: string; data: string },
  settings: Record<string, string> = {},
  wrap: readonly string[] = [],
): Promise<ChildProcess> {
  const [program = '', ...args] = [...wrap, process.execPath, 'transcode/main.ts'];
  const own = { DATABASE_URL: at.url, MADANG_DATA: at.data, LOG_LEVEL: 'silent', WORKER_THREADS: '1' };
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...own, ...settings },
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  return child;
}

/** Waits until something is true. @returns seconds it took @throws after `seconds` */
export async function until(what: () => Promise<boolean> | boolean, seconds: number): Promise<number> {
  const start = Date.now();
  while (!(await what())) {
    if (Date.now() - start > seconds * 1000) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(20);
  }
  return (Date.now() - start) / 1000;
}

/** Waits until no job is left, not even one that has nothing to do but to sweep. */
export const idle = (db: Db) =>
  until(async () => (await laneLoads(db)).every(({ queued, active }) => queued + active === 0), 60);

/** The ffmpegs that have a word in their arguments, such as an id. */
export function ffmpegsWith(word: string): { pid: number; args: string[] }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), args: argumentsOf(name) }))
    .filter(({ args }) => args[0]?.endsWith('/ffmpeg') && args.some((arg) => arg.includes(word)));
}

function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it has ended
  }
}

/**
 * Stops the ffmpeg of an attempt when it has made its first segment, where it stays until it is woken.
 * @returns its process id
 */
export async function freeze(attempt: string): Promise<number> {
  let pid = 0;
  await until(() => {
    const [ffmpeg] = ffmpegsWith(attempt);
    const playlist = ffmpeg?.args.find((arg) => arg.endsWith('p/index.m3u8'));
    if (!ffmpeg || !playlist || !existsSync(join(dirname(playlist), '00000.m4s'))) return false;
    pid = ffmpeg.pid;
    process.kill(pid, 'SIGSTOP');
    return true;
  }, 60);
  return pid;
}

/** The processes above one, the nearest first. */
export function ancestorsOf(pid: number): number[] {
  const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return parent > 1 ? [parent, ...ancestorsOf(parent)] : [];
}
