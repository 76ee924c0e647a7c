import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  processesOf,
  type RunningPlatform,
  remainingProcesses,
  removeFolder,
  runPlatform,
  temporaryFolder,
} from '../support/platform.ts';

let folder: string;
let started: RunningPlatform[];
beforeEach(() => {
  folder = temporaryFolder();
  started = [];
});
afterEach(async () => {
  for (const { pid, kill, ended } of started) {
    if (processesOf(folder).includes(pid)) kill('SIGTERM');
    await ended;
  }
  await remainingProcesses(folder, 10_000);
  removeFolder(folder);
});

function start(settings: Record<string, string> = {}, command?: string[]) {
  const platform = runPlatform(folder, settings, command);
  started.push(platform);
  return platform;
}

test('starts, prints the first accounts once, stops, and leaves no process', async () => {
  const first = start();
  const { url, accounts } = await first.up;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(accounts.map(({ email }) => email)).toEqual(['admin@madang.local', 'staff@madang.local']);
  first.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(processesOf(folder)).toEqual([]);

  const second = start();
  expect((await second.up).accounts).toEqual([]);
  // Ctrl-C, and again by someone in a hurry.
  second.kill('SIGINT');
  second.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(processesOf(folder)).toEqual([]);
});

test('stops with npm', async () => {
  const platform = start({}, ['npm', 'start']);
  await platform.up;
  platform.kill('SIGTERM');
  expect(await platform.ended).toBe(0);
  expect(await remainingProcesses(folder, 0)).toEqual([]);
});

test('stops when npm was killed without a word', async () => {
  const platform = start({}, ['npm', 'start']);
  await platform.up;
  platform.kill('SIGKILL');
  expect(await remainingProcesses(folder, 15_000)).toEqual([]);
});

test('is stopped while it starts', async () => {
  const platform = start();
  await expect.poll(() => existsSync(join(folder, 'postgres', '18')), { timeout: 20_000 }).toBe(true);
  platform.kill('SIGTERM');
  expect(await platform.ended).toBe(0);
  expect(processesOf(folder)).toEqual([]);
});

test('leaves no process when it is killed, and starts again on the same data', async () => {
  const killed = start();
  await killed.up;
  killed.kill('SIGKILL');
  expect(await remainingProcesses(folder, 15_000)).toEqual([]);
  const next = start();
  expect((await next.up).accounts).toEqual([]);
});

test('refuses a second start on the same data in one sentence', async () => {
  const first = start();
  const { url } = await first.up;
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output().trim().split('\n')).toHaveLength(1);
  expect(second.output()).toContain(folder);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('refuses a port that is taken before it makes anything', async () => {
  const other = createServer();
  const port = await new Promise<number>((settle) => {
    other.listen(0, '127.0.0.1', () => settle((other.address() as { port: number }).port));
  });
  const platform = start({ MADANG_PORT: String(port) });
  expect(await platform.ended).toBe(1);
  other.close();
  expect(platform.output()).toMatch(/^MADANG_PORT: .*\n$/);
  expect(platform.output()).toContain(String(port));
  expect(existsSync(join(folder, 'postgres'))).toBe(false);
});

test('names the setting when the data folder cannot be one', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const platform = start({ MADANG_DATA: join(file, 'data') });
  expect(await platform.ended).toBe(1);
  expect(platform.output()).toMatch(/^MADANG_DATA: .*\n$/);
});

test('names the setting when the address is not of this machine', async () => {
  const platform = start({ MADANG_HOST: '192.0.2.1' });
  expect(await platform.ended).toBe(1);
  expect(platform.output()).toMatch(/^MADANG_HOST: .*\n$/);
});

test('names the setting that is wrong', async () => {
  const platform = start({ UPLOAD_MAX_BYTES: 'much' });
  expect(await platform.ended).toBe(1);
  expect(platform.output()).toMatch(/^UPLOAD_MAX_BYTES: .*\n$/);
});

test('names DATABASE_URL when that database does not answer', async () => {
  const platform = start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(await platform.ended).toBe(1);
  expect(platform.output()).toMatch(/^DATABASE_URL: .*\n$/);
  expect(existsSync(join(folder, 'postgres'))).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'starts the API again when it dies, at the same address',
  async () => {
    const platform = start();
    const { url } = await platform.up;
    const api = processesOf(folder).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/main.ts'),
    );
    process.kill(api ?? Number.NaN, 'SIGKILL');
    await expect.poll(() => platform.output(), { timeout: 10_000 }).toContain('starts again');
    await expect
      .poll(
        () =>
          fetch(`${url}/healthz`).then(
            ({ status }) => status,
            () => null,
          ),
        { timeout: 15_000 },
      )
      .toBe(200);
  },
);
