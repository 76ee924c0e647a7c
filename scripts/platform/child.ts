/** One process of the platform: started until it says that it is up, and stopped with all it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Env } from '../../server/config.ts';
import { openLog } from './log-file.ts';

/** A process ended before it was up. */
export class ChildEnded extends Error {
  override name = 'ChildEnded';
  /** exit code to pass on, never 0 */
  readonly code: number;
  constructor(message: string, code: number | null) {
    super(message);
    this.code = code || 1;
  }
}

/** Path of a script of this clone, for spawning. */
export const script = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export type Program = {
  script: string;
  args?: string[];
  /** Node's own options */
  flags?: readonly string[];
  env: Env;
  logFile: string;
};

/**
 * The worker, whose real work is ffmpeg's: with Node's usual young generation, what loading our
 * modules leaves behind would stay as 200 MB of memory that is never needed again.
 */
export const WORKER = { script: script('transcode/main.ts'), flags: ['--max-semi-space-size=2'] };

export type Child = {
  pid: number;
  /** the first message it sends; @throws {ChildEnded} with its last words when it ends before that */
  ready: Promise<unknown>;
  /** settles with its exit code; null when a signal ended it */
  ended: Promise<number | null>;
  /** what it last printed on standard error, without Node's own warnings */
  lastWords: () => string;
  /** ends it: asked first, and after `patience` (ms) without asking, with whatever it left running */
  stop: (patience?: number) => Promise<void>;
};

const WORDS_KEPT = 4000;
const NODE_WARNING = /^\((?:node:\d+\) |Use `node ).*\n?/gm;

/** Starts a script on this Node. Standard output and error go to its log. */
export function startChild({ script, args = [], flags = [], env, logFile }: Program): Child {
  const log = openLog(logFile);
  // In a process group of its own: Ctrl-C reaches us alone, and we end the processes in order. When we
  // are killed the channel closes, which tells the process to end.
  const child = spawn(process.execPath, [...flags, script, ...args], {
    env: { ...env },
    detached: true,
    stdio: ['ignore', log, 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (part: Buffer) => {
    words = (words + part.toString()).slice(-WORDS_KEPT);
    try {
      writeSync(log, part);
    } catch {
      // A full disk must not end what keeps the platform running.
    }
  });
  const ended = new Promise<number | null>((settle) => {
    // `close` comes after its last words were read; `exit` when something it started keeps them open.
    child.once('close', (code) => settle(code));
    child.once('exit', (code) => setTimeout(() => settle(code), 300));
    child.once('error', () => settle(1));
  });
  void ended.then(() => {
    child.stderr?.destroy();
    closeSync(log);
  });
  const lastWords = () => words.replace(NODE_WARNING, '').trim();
  const ready = new Promise<unknown>((settle, fail) => {
    child.once('message', settle);
    void ended.then((code) => fail(new ChildEnded(lastWords() || `${script} ended (code ${code}).`, code)));
  });
  ready.catch(() => {}); // whoever waits for it is told; nobody may be waiting
  return { pid: child.pid ?? 0, ready, ended, lastWords, stop: (patience) => stop(child, ended, patience) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>, patience = 10_000): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(patience, undefined, { ref: false })]);
  }
  killGroup(child.pid);
  await ended;
}

/** Ends what is left of a process group. */
function killGroup(leader: number | undefined) {
  if (!leader) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
