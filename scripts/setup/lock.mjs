/** One set-up at a time in a clone: two at once would pull node_modules away under each other. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './work.mjs';

const PATH = join(ROOT, '.cache', 'setup.lock');
/** Longer than any set-up takes: guards against a dead owner whose number another process now has. */
const OLDEST_MS = 30 * 60_000;

/**
 * Runs `work` while holding the lock, after waiting for whoever holds it.
 * @param {() => Promise<void>} work
 */
export async function withLock(work, path = PATH) {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; !take(path); tries++) {
    if (tries === 1) {
      process.stdout.write('다른 설치가 끝나기를 기다립니다 · Waiting for another set-up to finish…\n');
    }
    await sleep(300);
  }
  try {
    await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function take(path) {
  // Written aside and linked into place, so that the lock is never seen without its owner.
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    removeAbandoned(path);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} path */
function removeAbandoned(path) {
  try {
    const owner = readFileSync(path, 'utf8');
    if (isAlive(Number(owner)) && Date.now() - statSync(path).mtimeMs < OLDEST_MS) return;
    // Moved, not deleted: of two that find it abandoned only one may clear it away.
    const aside = `${path}.abandoned.${process.pid}`;
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== owner) linkSync(aside, path);
    rmSync(aside);
  } catch {
    // It went away while we looked: the next try will see.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
