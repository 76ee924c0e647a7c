/** Debian's packages without installing them: unpacked into the clone, so that nothing of the system changes. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outcome } from './work.mjs';

/** Whether this is the Debian whose packages we name. */
export function isDebian12() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  try {
    const release = readFileSync('/etc/os-release', 'utf8');
    return /^ID=debian$/m.test(release) && /^VERSION_ID="?12"?$/m.test(release);
  } catch {
    return false;
  }
}

/**
 * Fetches packages, and unpacks them into a folder.
 * @param {string} folder
 * @param {string[]} names
 * @returns {Promise<boolean>} whether they could be had
 */
export async function unpack(folder, names) {
  const packages = join(folder, 'packages');
  mkdirSync(packages, { recursive: true });
  const { code } = await outcome([
    ...['sh', '-c', 'cd "$0" && exec apt-get download -qq "$@"', packages],
    ...names,
  ]);
  if (code === 0) {
    for (const name of readdirSync(packages)) await outcome(['dpkg-deb', '-x', join(packages, name), folder]);
  }
  rmSync(packages, { recursive: true });
  return code === 0;
}
