import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { withLock } from '../../scripts/setup/lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'madang-setup-lock-'));
const path = join(folder, 'setup.lock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('lets one work at a time', async () => {
  let working = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++working);
    await sleep(50);
    working--;
  };
  await Promise.all([withLock(work, path), withLock(work, path), withLock(work, path)]);
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('is given back when the work fails', async () => {
  await expect(withLock(() => Promise.reject(new Error('no')), path)).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});

test('is taken over from one that was killed', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path, String(dead));
  let worked = false;
  await withLock(async () => {
    worked = true;
  }, path);
  expect(worked).toBe(true);
});
