/** The front end: built when what it is made of has changed since. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, outcome, ROOT, SetupError, showing } from './work.mjs';

/** What the build reads. Contents count, not times: a checkout gives every file a new time. */
const SOURCES = ['web', 'shared', 'server/contract', 'index.html', 'vite.config.ts', 'package-lock.json'];
const BUILT = 'dist/web';
const STAMP = 'dist/web.stamp';

/**
 * One hash over names and contents of everything under the given paths.
 * @param {string} root
 * @param {string[]} paths relative to root; those that do not exist are left out
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    const entry = readdirOrFile(join(root, path));
    if (entry === null) return;
    if (Array.isArray(entry)) {
      for (const name of entry.sort()) add(`${path}/${name}`);
      return;
    }
    hash.update(`${path}\0${entry.length}\0`).update(entry);
  };
  paths.forEach(add);
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[] | Buffer | null} names in a folder, contents of a file, null for neither
 */
function readdirOrFile(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EISDIR' ? readdirSync(path) : null;
  }
}

export function frontEndIsStale(root = ROOT) {
  if (!existsSync(join(root, BUILT, 'index.html'))) return true;
  const stamp = join(root, STAMP);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(root, SOURCES);
}

export async function buildFrontEnd() {
  const now = fingerprint(ROOT, SOURCES);
  // Built aside and moved into place: a running platform never serves half of it, and keeps the old
  // one when the build fails.
  const fresh = join(ROOT, 'dist', 'web.new');
  const old = join(ROOT, 'dist', 'web.old');
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const { code, output } = await showing('화면을 만듭니다 · Building the front end', () =>
    outcome([
      join(ROOT, 'node_modules/.bin/node'),
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      '--logLevel=warn',
      '--emptyOutDir',
      `--outDir=${fresh}`,
    ]),
  );
  if (code !== 0) {
    throw new SetupError(
      `${lastLines(output, 30)}\n\n화면을 만들지 못했습니다 · The front end could not be built.`,
    );
  }
  rmSync(old, { recursive: true, force: true });
  if (existsSync(join(ROOT, BUILT))) renameSync(join(ROOT, BUILT), old);
  renameSync(fresh, join(ROOT, BUILT));
  rmSync(old, { recursive: true, force: true });
  writeFileSync(join(ROOT, STAMP), now);
}
