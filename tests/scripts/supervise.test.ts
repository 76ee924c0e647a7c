import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openLog } from '../../scripts/platform/log-file.ts';
import { waitBeforeRestart } from '../../scripts/platform/restarts.ts';
import { StartError, sentenceFor } from '../../scripts/platform/start-error.ts';
import { type Supervised, supervise } from '../../scripts/platform/supervise.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-supervise-'));
const logFile = join(folder, 'part.log');
const said: string[] = [];
let part: Supervised;

/** Supervises a process of this source. */
function run(source: string) {
  const script = join(folder, 'part.mjs');
  writeFileSync(script, source);
  part = supervise('part', { script, env: { FOLDER: folder }, logFile }, { say: (line) => said.push(line) });
  return part;
}
afterEach(async () => {
  await part?.stop();
  said.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('hands over what the process says when it is up, and nothing of our environment', async () => {
  const { ready } = run(
    'process.send({ ready: true, names: Object.keys(process.env) }); setInterval(() => {}, 1e4)',
  );
  expect(await ready).toMatchObject({ ready: true, names: expect.not.arrayContaining(['PATH']) });
});

test('passes on code and sentence of a process that cannot start', async () => {
  const { ready } = run(`
    process.emitWarning('old');
    setTimeout(() => { console.error('DATABASE_URL: no.'); process.exit(3) }, 50)`);
  await expect(ready).rejects.toMatchObject({ code: 3, message: 'DATABASE_URL: no.' });
  expect(readFileSync(logFile, 'utf8')).toContain('DATABASE_URL: no.');
});

test('starts a process again when it dies, and gives up when it keeps dying', async () => {
  const { ready, givenUp } = run(`
    import { appendFileSync } from 'node:fs';
    appendFileSync(process.env.FOLDER + '/starts', '.');
    process.send({ ready: true }, () => { console.error('out of luck'); process.exit(9) })`);
  await ready;
  await expect(givenUp).rejects.toThrow(/out of luck/);
  expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('.....');
  expect(said).toHaveLength(4);
}, 30_000);

test('replaces a process once, however often that is asked at a time', async () => {
  const { ready, restart } = run(`
    import { appendFileSync } from 'node:fs';
    appendFileSync(process.env.FOLDER + '/replaced', '.');
    process.send({ ready: true }); process.on('SIGTERM', () => setTimeout(() => process.exit(), 100)); setInterval(() => {}, 1e4)`);
  await ready;
  await Promise.all([restart(), restart()]);
  await expect.poll(() => readFileSync(join(folder, 'replaced'), 'utf8')).toBe('..');
  expect(said).toEqual([]);
});

test('ends a process that does not listen, with what it started', async () => {
  const { ready, stop } = run(`
    import { spawn } from 'node:child_process';
    process.on('SIGTERM', () => {});
    const { pid } = spawn('sleep', ['600'], { stdio: 'ignore' });
    process.send({ pid, own: process.pid }); setInterval(() => {}, 1e4)`);
  const { pid, own } = (await ready) as { pid: number; own: number };
  await stop(200);
  for (const one of [pid, own]) {
    await expect.poll(() => isRunning(one)).toBe(false);
  }
});

function isRunning(pid: number) {
  try {
    // A zombie that nobody has collected yet has ended, too.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('deaths', () => {
  test.each([
    [[0], 500],
    [[0, 1_000], 1_000],
    [[0, 1_000, 2_000, 3_000], 4_000],
    [[0, 1_000, 2_000, 3_000, 4_000], null],
    [[0, 1_000, 2_000, 3_000, 300_000], 500],
  ])('at %j wait %s ms', (times, wait) => expect(waitBeforeRestart(times)).toBe(wait));
});

describe('sentences', () => {
  const refused = (code: string) => Object.assign(new Error(code), { code, path: '/data/logs' });

  test('name the setting of a folder that the file system refuses', () => {
    expect(sentenceFor(refused('EROFS'), '/data')).toMatch(/^MADANG_DATA: .*read-only: \/data\/logs$/);
    expect(sentenceFor(refused('ENOSPC'), '/data')).toMatch(/disk is full/);
  });

  test('are an error’s own where it was made for people', () => {
    expect(sentenceFor(new StartError('So it is.'), '/data')).toBe('So it is.');
  });

  test('are not made up for faults of the program', () => {
    expect(sentenceFor(new TypeError('undefined is not a function'), '/data')).toBeNull();
  });
});

test('a log that has grown large is started anew, and the old one kept', () => {
  const path = join(folder, 'large.log');
  writeFileSync(path, 'x'.repeat(11));
  writeFileSync(openLog(path, 10), 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('x'.repeat(11));
});
