/** CPU time and memory of processes, as Linux tells them under /proc. */
import { existsSync, readFileSync } from 'node:fs';
import { StartError } from '../platform/start-error.ts';

/** What a stretch of work took. */
export type Usage = {
  /** of all its processes, in user and kernel mode */
  cpuSeconds: number;
  wallSeconds: number;
  /** of all its processes together, at the moment when they had most; shared pages count once (PSS) */
  peakBytes: number;
};

/** ms between looks at the memory */
const LOOK_MS = 500;
/** USER_HZ: the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** @throws {StartError} where processes cannot be measured */
export function requireProc(): void {
  if (existsSync('/proc/self/smaps_rollup')) return;
  throw new StartError(
    '리눅스에서만 측정할 수 있습니다 · Only on Linux can this be measured (/proc/PID/smaps_rollup).',
  );
}

/** CPU seconds of a process and of all its children that have ended. */
export const cpuSecondsOf = (pid: number): number =>
  parseCpuSeconds(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/** CPU seconds of a process and of all it started, whether they still run or have ended. */
export const cpuSecondsOfTree = (pid: number): number =>
  treeOf(pid).reduce((sum, one) => sum + parseCpuSeconds(contents(`/proc/${one}/stat`)), 0);

/** utime, stime, cutime and cstime of /proc/PID/stat (proc(5)), after a name that may hold anything. Pure. */
export function parseCpuSeconds(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** CPU seconds of a shell's children, which the second line of its `times` tells (POSIX). Pure. */
export function parseTimes(times: string): number {
  const [, children = ''] = times.trim().split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** Bytes behind `Pss:` of /proc/PID/smaps_rollup. Pure. */
export const parsePss = (rollup: string): number =>
  Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024;

/** Watches the memory of processes and of all they start. @returns how to end it: with the peak, in bytes */
export function watchMemory(pids: readonly number[]): () => number {
  let peak = 0;
  const look = () => {
    peak = Math.max(
      peak,
      pids.flatMap(treeOf).reduce((sum, pid) => sum + memoryOf(pid), 0),
    );
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** A process and its descendants. Those we start start others from their main threads alone. */
function treeOf(pid: number): number[] {
  const children = contents(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(treeOf)];
}

/** Bytes of memory of one process; shared pages count in part (PSS). */
export const memoryOf = (pid: number): number => parsePss(contents(`/proc/${pid}/smaps_rollup`));

/** Nothing of a process that has just ended. */
function contents(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
