/** The real platform as `npm start` runs it, in a temporary folder, for tests from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START = new URL('../../scripts/start.ts', import.meta.url).pathname;

export type RunningPlatform = {
  pid: number;
  /** what it has printed so far, on both outputs */
  output: () => string;
  /** address and first accounts, once it runs; rejects with its output when it ends before that */
  up: Promise<{ url: string; accounts: { email: string; password: string }[] }>;
  /** its exit code, or the name of the signal that ended it */
  ended: Promise<number | string>;
  kill: (signal: NodeJS.Signals) => void;
};

/** A temporary data folder. Remove it with `removeFolder`. */
export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'madang-platform-'));
export const removeFolder = (folder: string) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/**
 * Starts the platform on that data folder and a free port, without demo lectures.
 * @param settings override these
 * @param command what runs it, such as `npm start`
 */
export function runPlatform(
  folder: string,
  settings: Record<string, string> = {},
  [program = '', ...args]: string[] = [process.execPath, START],
): RunningPlatform {
  const { DATABASE_URL: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const child = spawn(program, args, {
    env: { ...inherited, MADANG_DATA: folder, MADANG_PORT: '0', MADANG_DEMO: 'off', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  const ended = new Promise<number | string>((settle) => {
    child.once('close', (code, signal) => settle(code ?? signal ?? 'unknown'));
  });
  const kill = (signal: NodeJS.Signals) => void child.kill(signal);
  const up = whenUp(child, () => output, ended);
  up.catch(() => {});
  return { pid: child.pid ?? 0, output: () => output, up, ended, kill };
}

async function whenUp(child: ChildProcess, output: () => string, ended: Promise<unknown>) {
  const over = ended.then(() => {
    throw new Error(`The platform ended:\n${output()}`);
  });
  over.catch(() => {});
  const printed = (async () => {
    for (;;) {
      const url = /Address +(http\S+)/.exec(output())?.[1];
      if (url && output().includes('Ctrl-C')) return url;
      await sleep(20);
      if (child.exitCode !== null) await over;
    }
  })();
  const url = await Promise.race([printed, over]);
  const accounts = [...output().matchAll(/^ +\S+ (?:administrator|staff) +(\S+@\S+) +(\S+)$/gm)];
  return { url, accounts: accounts.map(([, email = '', password = '']) => ({ email, password })) };
}

/**
 * Numbers of all running processes that belong to the platform on that folder, found by their
 * arguments, settings or working directory. Only Linux can tell.
 */
export function processesOf(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  const contents = (path: string) => {
    try {
      return path.endsWith('cwd') ? `${readlinkSync(path)}/` : readFileSync(path, 'utf8');
    } catch {
      return ''; // it has ended, or is not ours
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      ['cmdline', 'environ', 'cwd'].some((file) => contents(`/proc/${pid}/${file}`).includes(folder)),
    )
    .map(Number);
}

/** Waits until none of them runs any more. @returns those that still do after `patience` (ms) */
export async function remainingProcesses(folder: string, patience: number): Promise<number[]> {
  const end = Date.now() + patience;
  while (processesOf(folder).length > 0 && Date.now() < end) await sleep(50);
  return processesOf(folder);
}
