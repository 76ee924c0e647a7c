/** Packages: whether node_modules is what package-lock.json says, and `npm ci` when it is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, outcome, ROOT, SetupError, showing } from './work.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[] }} Entry one package as npm's lock files describe it
 * @typedef {Record<string, Entry>} Entries by its folder, such as `node_modules/fastify`
 */

/**
 * Folders of packages that the lock file names and that are not installed as it says. Optional ones
 * count when they are made for exactly this system, so that a node_modules brought along from
 * another kind of machine is noticed.
 * @param {Entries} locked `packages` of package-lock.json
 * @param {Entries} installed `packages` of node_modules/.package-lock.json, which npm writes last
 * @param {{ platform: string, arch: string }} system
 */
export function differingPackages(locked, installed, { platform, arch }) {
  return Object.entries(locked).flatMap(([folder, entry]) => {
    if (folder === '') return [];
    const found = installed[folder];
    if (found) return found.version === entry.version && found.integrity === entry.integrity ? [] : [folder];
    if (!entry.optional) return [folder];
    const made = entry.os?.includes(platform) && entry.cpu?.includes(arch) && !entry.libc;
    return made ? [folder] : [];
  });
}

export function packagesAreMissing() {
  if (!existsSync(join(ROOT, 'node_modules', '.bin', 'node'))) return true;
  const locked = entriesOf('package-lock.json');
  if (!locked) throw new SetupError('package-lock.json이 없거나 깨졌습니다 · It is missing or broken.');
  const installed = entriesOf('node_modules/.package-lock.json');
  return !installed || differingPackages(locked, installed, process).length > 0;
}

/**
 * @param {string} path of a lock file, from the clone's folder
 * @returns {Entries | null} null when there is none, or it is broken
 */
function entriesOf(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Whatever a person's own npm settings leave out: the front end is built here, on the packaged Node. */
const EVERYTHING = ['--include=dev', '--include=optional', '--ignore-scripts=false'];

export async function installPackages() {
  const { code, output } = await showing('패키지를 설치합니다 · Installing packages', () =>
    outcome(['npm', 'ci', '--no-audit', '--no-fund', ...EVERYTHING], { outsidePackages: true }),
  );
  if (code === 0 && !packagesAreMissing()) return;
  const why = /ENOSPC/.test(output) ? '디스크가 가득 찼습니다 · The disk is full' : lastLines(output);
  throw new SetupError(`${why}\n\n패키지를 설치하지 못했습니다 · \`npm ci\` did not succeed (see above).`);
}
