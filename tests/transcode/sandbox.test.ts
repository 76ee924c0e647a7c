/** What a command of ours finds itself in: asked by a command in the sandbox, not read off its arguments. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { checkSandbox } from '../../transcode/ffmpeg.ts';
import { missingParts, type Sandbox, sandboxed } from '../../transcode/sandbox.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await checkSandbox(createLog('test', { logLevel: 'silent' }));
});

/** What a shell says in the sandbox, in a session of its own as every ffmpeg is. */
async function ask(script: string, calm = false): Promise<string> {
  const child = spawn('sh', sandboxed(sandbox, ['sh', '-c', script], { calm }), {
    ...{ detached: true, env: { SECRET: 'x' }, stdio: ['ignore', 'pipe', 'inherit'] as const },
  });
  return text(child.stdout as NodeJS.ReadableStream);
}

test('of the environment nothing but where programs are, and how to speak and to take memory', async () => {
  const names = (await ask('env'))
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  expect(names.filter((name) => name !== 'PWD' && name !== '_').sort()).toEqual([
    'GLIBC_TUNABLES',
    'LC_ALL',
    'PATH',
  ]);
});

test('lower priority', async () => {
  if (!sandbox.parts.includes('nice'))
    return expect(missingParts(sandbox)).toContain('lower priority (nice)');
  expect((await ask('nice')).trim()).toBe('10');
  expect((await ask('nice', true)).trim()).toBe('15');
});

test('where priority counts within a session alone, it is said', () => {
  const setting = '/proc/sys/kernel/sched_autogroup_enabled';
  const grouped = existsSync(setting) && readFileSync(setting, 'utf8').trim() === '1';
  expect(missingParts(sandbox).join().includes('sched_autogroup_enabled')).toBe(grouped);
});

test('limits on memory and file size, and no core', async () => {
  if (!sandbox.parts.includes('limits')) return expect(missingParts(sandbox).join()).toContain('prlimit');
  const limits = await ask('cat /proc/self/limits');
  expect(limits).toMatch(/^Max address space +8589934592 +8589934592 /m);
  expect(limits).toMatch(/^Max file size +1073741824 +1073741824 /m);
  expect(limits).toMatch(/^Max core file size +0 +0 /m);
});

test('no network but a loopback that leads nowhere', async () => {
  const { parts } = sandbox;
  if (!parts.includes('network') && !parts.includes('user-network')) {
    return expect(missingParts(sandbox).join()).toContain('unshare');
  }
  const devices = (await ask('tail -n +3 /proc/net/dev'))
    .trim()
    .split('\n')
    .map((line) => line.trim().split(':')[0]);
  expect(devices).toEqual(['lo']);
});

test('no new privileges', async () => {
  if (!sandbox.parts.includes('parent')) return expect(missingParts(sandbox).join()).toContain('setpriv');
  expect(await ask('cat /proc/self/status')).toMatch(/^NoNewPrivs:\s+1$/m);
});
