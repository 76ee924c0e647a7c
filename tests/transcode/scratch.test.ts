/** A worker's own space on disk at its start: empty, without what the dead left, and with what the living have. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { workers } from '../../server/database/schema/schema.ts';
import { announceWorker } from '../../server/queue/worker-queries.ts';
import { openScratch } from '../../transcode/scratch.ts';
import { openTranscoder } from '../support/transcoder.ts';
import { startWorker } from '../support/workers.ts';

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

test('what dead workers of other hosts left is gone when a worker starts; what is new, or somebody’s, stays', async () => {
  const transcoder = await openTranscoder();
  onTestFinished(() => transcoder.close());
  const { db, data } = transcoder;
  const size = { slots: 1, threads: 1, sandboxMissing: [] };
  const announce = (host: string) => announceWorker(db, { id: crypto.randomUUID(), host, pid: 7, ...size });
  for (const host of ['killed', 'idle_at-work']) await announce(host);
  await db
    .update(workers)
    .set({ seenAt: sql`now() - interval '25 hours'` })
    .where(eq(workers.host, 'killed'));
  const longAgo = Date.now() / 1000 - 25 * 3600;
  for (const name of ['killed-7', 'unknown-7', 'idleatwork-7', 'starting-7']) {
    const folder = join(data, 'scratch', name);
    mkdirSync(join(folder, 'sources'), { recursive: true });
    if (name !== 'starting-7') utimesSync(folder, longAgo, longAgo);
  }
  const worker = await startWorker(transcoder);
  onTestFinished(() => void worker.kill('SIGKILL'));
  const own = `${hostname().replaceAll(/[^A-Za-z0-9.]/g, '')}-${worker.pid}`;
  const left = ['idleatwork-7', 'starting-7', 'test', own];
  expect(readdirSync(join(data, 'scratch')).sort()).toEqual(left.sort());
});
