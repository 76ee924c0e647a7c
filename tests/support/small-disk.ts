/** A disk with little room for one process, without one being there: a tmpfs in a mount namespace of its own. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const isRoot = process.getuid?.() === 0;
const IN_NAMESPACE = ['unshare', ...(isRoot ? ['-m'] : ['-Urm']), 'sh', '-c'];

/** A command that ends in running the command it is given, for which a folder is such a disk. @param size as of tmpfs */
export const onSmallDisk = (size: string, at: string): string[] => [
  ...IN_NAMESPACE,
  `mount -t tmpfs -o size=${size} tmpfs "$0" && exec "$@"`,
  at,
];

/** Whether this machine permits it. */
export const canMount = (() => {
  const [program = '', ...args] = [...onSmallDisk('64k', tmpdir()), 'true'];
  return spawnSync(program, args).status === 0;
})();

/** Makes such a disk larger. @param pid of the process that has it */
export function giveRoom(pid: number, at: string, size: string): void {
  const user = isRoot ? [] : ['-U', '--preserve-credentials'];
  const { status, stderr } = spawnSync('nsenter', [
    ...['-t', String(pid), '-m', ...user],
    ...['mount', '-o', `remount,size=${size}`, at],
  ]);
  if (status !== 0) throw new Error(`The disk cannot be made larger: ${stderr}`);
}
