/** ffmpeg as anybody would start it, beside the platform's own: bare, and measured. */
import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { parseTimes, type Usage, watchMemory } from './measure.ts';

/** Starts ffmpeg, then says on its output 3 what that took (the shell's own `times`). */
const SHELL = 'ffmpeg "$@"; code=$?; times >&3; exit $code';
const QUIET = ['-hide_banner', '-nostdin', '-nostats', '-y'];

/** What an ffmpeg took, and what it wrote to stderr. */
export type Ran = Usage & { said: string };

/**
 * Runs ffmpeg to its end.
 * @param args as on a command line
 * @throws with its last words when it fails, and when the signal is aborted
 */
export async function runFfmpeg(args: readonly string[], signal: AbortSignal, level = 'error'): Promise<Ran> {
  signal.throwIfAborted();
  const started = performance.now();
  // In a process group of its own: shell and ffmpeg end together.
  const child = spawn('sh', ['-c', SHELL, 'ffmpeg', ...QUIET, '-v', level, ...args], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const abort = () => kill(child);
  signal.addEventListener('abort', abort, { once: true });
  const peak = watchMemory(child.pid ? [child.pid] : []);
  try {
    const [, stderr, third] = child.stdio.slice(1);
    const [code, said, times] = await Promise.all([
      ended(child),
      text(stderr as never),
      text(third as never),
    ]);
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`ffmpeg ${args.join(' ')}\n${said.trim().slice(-1000)}`);
    const wallSeconds = (performance.now() - started) / 1000;
    return { cpuSeconds: parseTimes(times), wallSeconds, peakBytes: peak(), said };
  } finally {
    peak();
    signal.removeEventListener('abort', abort);
  }
}

/** Of what ran one after the other. */
export const inTurn = (runs: readonly Usage[]): Usage => ({
  cpuSeconds: runs.reduce((sum, run) => sum + run.cpuSeconds, 0),
  wallSeconds: runs.reduce((sum, run) => sum + run.wallSeconds, 0),
  peakBytes: Math.max(...runs.map((run) => run.peakBytes)),
});

const ended = (child: ChildProcess) =>
  new Promise<number | null>((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle(code));
  });

function kill(child: ChildProcess): void {
  if (!child.pid || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it has just ended
  }
}
