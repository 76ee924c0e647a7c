/** A worker's own space on disk at its start: empty, without what the dead left, and with what the living have. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openScratch } from '../../transcode/scratch.ts';

test('what dead workers of this host left is gone; what others work in stays', async () => {
  const data = mkdtempSync(join(tmpdir(), 'madang-scratch-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const own = await openScratch(data);
  const nameOf = (pid: number | undefined) => basename(own).replace(/\d+$/, String(pid));
  const dead = nameOf(spawnSync('true').pid);
  const living = nameOf(process.ppid);
  const elsewhere = `${hostname().replaceAll(/[^A-Za-z0-9.]/g, '')}x-${spawnSync('true').pid}`;
  for (const name of [basename(own), dead, living, elsewhere]) {
    mkdirSync(join(data, 'scratch', name, 'attempt'), { recursive: true });
    writeFileSync(join(data, 'scratch', name, 'attempt', '00000.m4s'), 'left over');
  }
  expect(await openScratch(data)).toBe(own);
  expect(readdirSync(join(data, 'scratch')).sort()).toEqual([basename(own), living, elsewhere].sort());
  expect(readdirSync(own)).toEqual([]);
  for (const name of [living, elsewhere])
    expect(existsSync(join(data, 'scratch', name, 'attempt', '00000.m4s'))).toBe(true);
});
