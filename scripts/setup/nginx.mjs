/**
 * The nginx that tests and benchmarks run: the system's own, or Debian's, unpacked into the clone. Elsewhere there may be
 * none, and what needs it says so.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDebian12, unpack } from './debian.mjs';
import { ROOT, showing } from './work.mjs';

/** Where it is unpacked. */
export const NGINX = join(ROOT, '.cache', 'nginx');
/** Debian has it where only root looks for programs. */
const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const PACKAGES = ['nginx', 'libpcre2-8-0', 'libssl3', 'openssl'];

/** Path of the program; undefined where there is none. */
export const nginxPath = () =>
  [...FOLDERS, join(NGINX, 'usr', 'sbin')]
    .map((folder) => join(folder, 'nginx'))
    .find((path) => existsSync(path));

/** Whether it is missing where it can be had. */
export const nginxIsMissing = () => !nginxPath() && isDebian12();

/** Fetches it. Where that does not work the tests of it are skipped: no reason to run no test at all. */
export async function fetchNginx() {
  if (await showing('nginx를 받습니다 · Fetching nginx', () => unpack(NGINX, PACKAGES))) return;
  process.stdout.write(
    '받지 못해 nginx 시험은 건너뜁니다 · Not to be had: the tests of nginx are skipped.\n',
  );
}
