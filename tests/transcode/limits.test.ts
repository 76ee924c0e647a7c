/** What bounds an ffmpeg and an ffprobe: the size of a file, time without progress, time in all. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { timeFor } from '../../transcode/chunk-command.ts';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import type { Sandbox } from '../../transcode/sandbox.ts';
import { makeRecording } from '../support/media.ts';
import { quiet } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-limits-'));
const at = (name: string) => join(folder, name);
const limits = { signal: new AbortController().signal, wallMs: 60_000 };
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await checkSandbox(quiet);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Processes that have a path among their arguments. */
const processesWith = (path: string) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path);
    } catch {
      return false; // it has ended
    }
  });

test('a file that ffmpeg writes may not grow past its limit, and the failure says so', async () => {
  const source = makeRecording(at('picture.mp4'), { seconds: 0.1, audio: null });
  // room for an index of 1 GiB is left out before the first picture: nothing of it is written
  const options = ['-map', '0:v', '-c', 'copy', '-moov_size', String(1024 ** 3), '-f', 'mp4'];
  const run = createFfmpeg(sandbox, quiet).run(
    { inputs: [{ path: source, options: [] }], filter: '', outputs: [{ path: at('large.mp4'), options }] },
    limits,
  );
  await expect(run).rejects.toMatchObject({
    code: 'ffmpeg',
    message: expect.stringContaining('a file grew past the size that one may have'),
  });
});

test('an ffmpeg that gets further and further is killed when its time is up', async () => {
  const path = at('ffmpeg');
  const further = 'while true; do n=$((n + 1)); echo "frame=$n"; echo "out_time_us=$n"; sleep 0.05; done';
  writeFileSync(path, `#!/bin/sh\n${further}\n`, { mode: 0o755 });
  let frames = 0;
  const run = createFfmpeg({ ...sandbox, ffmpeg: path }, quiet, 600).run(
    { inputs: [], filter: '', outputs: [] },
    { ...limits, wallMs: 2000, onProgress: ({ frame }) => (frames = frame) },
  );
  await expect(run).rejects.toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('not done in 2 s'),
  });
  expect(frames).toBeGreaterThan(1);
  expect(processesWith(path)).toEqual([]);
});

test.each([
  [
    'is silent from its start: asked how long it may take after all',
    'sleep 60',
    400,
    1,
    'no progress for 0.1 s',
  ],
  [
    'got further before it fell silent',
    'echo frame=1; echo out_time_us=1; sleep 60',
    3000,
    0,
    'no progress for 3 s',
  ],
])('an ffmpeg that %s', async (_name, script, stallMs, times, message) => {
  const path = at('silent');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  let asked = 0;
  const inAll = async () => {
    asked++;
    return { wallMs: 60_000, runUpMs: 100 };
  };
  const run = createFfmpeg({ ...sandbox, ffmpeg: path }, quiet, stallMs).run(
    { inputs: [], filter: '', outputs: [] },
    { ...limits, inAll },
  );
  await expect(run).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining(message) });
  expect(asked).toBe(times);
  expect(processesWith(path)).toEqual([]);
});

describe('ffprobe', () => {
  test('that gets nothing to read is taken for hanging, and is gone', async () => {
    const path = at('nobody-writes.mp4');
    execFileSync('mkfifo', [path]);
    const asked = createFfmpeg(sandbox, quiet, 400).probe(path, ['-show_format'], limits);
    await expect(asked).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('no progress for 0.4 s'),
    });
    expect(processesWith(path)).toEqual([]);
  });
});

describe('time for a chunk', () => {
  test.each<[string, number, number, { wallMs: number; runUpMs: number }]>([
    ['a minute for each second, and five', 60, 0, { wallMs: 65 * 60_000, runUpMs: 0 }],
    ['a key frame 10 s before it', 8, 10, { wallMs: 13 * 60_000 + 40_000, runUpMs: 40_000 }],
    ['no key frame for two hours', 8, 7200, { wallMs: 13 * 60_000 + 8 * 3600_000, runUpMs: 8 * 3600_000 }],
  ])('%s', (_name, seconds, runUp, expected) => {
    expect(timeFor(seconds, runUp)).toEqual(expected);
  });
});
