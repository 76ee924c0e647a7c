import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { parseCpuSeconds, parsePss, parseTimes } from '../../scripts/bench/measure.ts';
import { parseSsim, ssimFilter } from '../../scripts/bench/quality.ts';
import { type Figure, goalTable, isMet, jsonLine, ratio, shown, table } from '../../scripts/bench/report.ts';
import { encoded } from '../../scripts/bench/rivals.ts';
import { stepsOn } from '../../scripts/bench/steps.ts';
import { bytesByRendition } from '../../scripts/bench/stored.ts';
import { isAsGood, transcodeFigures, transcodeText } from '../../scripts/bench/transcode-figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the kernel tells', () => {
  test('CPU of a process whose name is out to confuse', () => {
    const stat = '42 (a) R (b)) S 1 42 42 0 -1 4194304 900 800 0 0 150 50 1000 25 20 0 11 0 5000 0 0';
    expect(parseCpuSeconds(stat)).toBeCloseTo(12.25);
  });

  test('CPU of a shell’s children', () => {
    expect(parseTimes('0m0.010s 0m0.020s\n1m12.500s 0m3.250s\n')).toBeCloseTo(75.75);
  });

  test('memory that is a process’s own share', () => {
    expect(
      parsePss('55d0-7ffd ---p 00000000 00:00 0 [rollup]\nRss: 1844 kB\nPss:     329 kB\nPss_Dirty: 4 kB'),
    ).toBe(329 * 1024);
    expect(parsePss('')).toBe(0);
  });
});

describe('goals', () => {
  const figure = (value: number | null, goal?: Figure['goal'], provided?: boolean): Figure => ({
    ...{ name: 'speed', value, unit: 's' },
    ...(goal ? { goal } : {}),
    ...(provided === undefined ? {} : { provided }),
  });
  test.each([
    [figure(0.65, { most: 0.65 }), true],
    [figure(0.66, { most: 0.65 }), false],
    [figure(1.8, { least: 1.8 }), true],
    [figure(1.79, { least: 1.8 }), false],
    [figure(0.5, { most: 0.7 }, false), false],
    [figure(null, { most: 1 }), null],
    [figure(1), null],
  ])('%j is met: %s', (one, met) => expect(isMet(one)).toBe(met));

  test('a ratio of what was not measured is none', () => {
    expect(ratio(3, 2)).toBe(1.5);
    expect(ratio(undefined, 2)).toBeNull();
    expect(ratio(3, 0)).toBeNull();
  });

  test('are told to programs on one line', () => {
    const line = jsonLine('transcode', [figure(1.23456789, { most: 2 }), figure(null)]);
    expect(JSON.parse(line)).toEqual({
      name: 'transcode',
      figures: [
        { name: 'speed', value: 1.23457, unit: 's', goal: '≤ 2', met: true },
        { name: 'speed', value: null, unit: 's', goal: null, met: null },
      ],
    });
    expect(line).not.toContain('\n');
  });

  test('are told to people, without the figures that have none', () => {
    const rows = goalTable([figure(3, { most: 2 }), figure(7), figure(null, { least: 1 })]).split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[2]).toMatch(/speed +3\.00 s +≤ 2 +NOT MET/);
    expect(rows[3]).toMatch(/speed +– s +≥ 1 +–/);
  });
});

test('tables line up', () => {
  expect(
    table([
      ['a', 'b'],
      ['long', '1'],
      ['x', '1234'],
    ]),
  ).toBe(['a         b', '-----------', 'long      1', 'x      1234'].join('\n'));
  expect([0.123, 12.34, 1234.5, null, Number.NaN].map(shown)).toEqual(['0.12', '12.3', '1235', '–', '–']);
});

test('steps move on a terminal, and are lines elsewhere', async () => {
  const run = async (isTTY: boolean) => {
    let written = '';
    const write = (part: string) => {
      written += part;
      return true;
    };
    const step = stepsOn({ isTTY, write } as never, new AbortController().signal);
    expect(await step('work', async () => 5)).toBe(5);
    return written;
  };
  expect(await run(true)).toBe('\r\x1b[Kwork: 0 s\n');
  expect(await run(false)).toBe('work …\nwork: 0 s\n');
});

const rung = (name: string, height: number, frameRate = 30) => ({
  ...{ name, rung: height, kind: 'video' as const, frameRate },
  ...{ width: (height * 16) / 9, height },
});

describe('the rivals’ ffmpeg', () => {
  test('caps a rung by its class, with a key frame every two seconds', () => {
    const args = encoded(rung('720p', 720), [30, 1]).join(' ');
    expect(args).toContain('-vf fps=30/1,scale=1280:720');
    expect(args).toContain('-preset veryfast');
    expect(args).toContain('-maxrate 3040k -bufsize 6080k -b_strategy 1 -bf 16 -g 60');
  });

  test('shows half the frames where the engine does', () => {
    expect(encoded(rung('720p', 720, 30), [60, 1]).join(' ')).toContain('framestep=2,scale=');
  });
});

describe('quality', () => {
  const said =
    '[Parsed_ssim_8 @ 0x5] SSIM Y:0.993787 (22.06) U:0.99 (22.2) V:0.99 (23.9) All:0.994195 (22.3)';
  test('is what ffmpeg says of all planes', () => expect(parseSsim(said)).toBe(0.994195));
  test('of nothing is an error', () => expect(() => parseSsim('')).toThrow(/no frames/));

  test('compares every second frame where a rung shows half of them', () => {
    const probe = { startTime: 0.5, videoStream: 1, frameRate: [50, 1] } as never;
    const filter = ssimFilter({ probe }, rung('480p', 480, 25), ':out_color_matrix=bt709');
    expect(filter).toContain(
      '[1:1]setpts=round(PTS-(0.5)/TB),fps=fps=50/1:start_time=0:round=near,framestep=2,',
    );
    expect(filter).toContain('flags=bicubic:out_color_matrix=bt709,');
  });

  test('is as good when no rung is farther from the source', () => {
    const quality = (ours: number) => [{ rung: '720p', rivals: 0.99, ours }];
    expect(isAsGood(quality(0.99))).toBe(true);
    expect(isAsGood(quality(0.98999))).toBe(false);
    expect(isAsGood(null)).toBe(false);
  });
});

test('bytes are counted by rendition', async () => {
  for (const name of ['attempt-1/720p', 'attempt-2/720p'])
    mkdirSync(join(folder, 'made', name), { recursive: true });
  writeFileSync(join(folder, 'made/attempt-1/720p/init.mp4'), 'x'.repeat(3));
  writeFileSync(join(folder, 'made/attempt-2/720p/00001.m4s'), 'x'.repeat(40));
  writeFileSync(join(folder, 'made/attempt-2/sprite-001.jpg'), 'x'.repeat(500));
  writeFileSync(join(folder, 'made/master.m3u8'), 'x'.repeat(6000));
  expect(Object.fromEntries(await bytesByRendition(join(folder, 'made')))).toEqual({
    '720p': 43,
    other: 6500,
  });
});

describe('the transcode’s figures', () => {
  const usage = (cpuSeconds: number, wallSeconds: number) => ({ cpuSeconds, wallSeconds, peakBytes: 500e6 });
  const run = (cpu: number, wall: number, bytes: number) => ({
    ...usage(cpu, wall),
    playableSeconds: 4,
    bytes: new Map([['720p', bytes]]),
  });
  const measured = {
    plan: { renditions: [rung('720p', 720)] },
    bare: usage(10, 5),
    rivals: run(20, 10, 1e6),
    ours: run(10.5, 6, 6e5),
    quality: [{ rung: '720p', rivals: 0.99, ours: 0.991 }],
    one: run(11, 20, 6e5),
    two: run(11, 10, 6e5),
    long: { playableSeconds: 5 },
  };
  const valuesOf = (figures: Figure[]) => figures.filter(({ goal }) => goal).map(({ value }) => value);

  test('are the ratios of the runs', () => {
    const figures = transcodeFigures(measured);
    expect(valuesOf(figures)).toEqual([0.525, 1.05, 0.6, 4, 1.25, 2, 500]);
    expect(figures.filter(({ goal }) => goal).every((one) => isMet(one))).toBe(true);
    expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  });

  test('do not count fewer bytes that look worse', () => {
    const worse = { ...measured, quality: [{ rung: '720p', rivals: 0.99, ours: 0.98 }] };
    expect(isMet(transcodeFigures(worse)[2] as Figure)).toBe(false);
  });

  test('are told without what was left out', () => {
    const text = transcodeText({ ...measured, long: null, quality: null });
    expect(text).toMatch(/720p +1000 +600 +– +–/);
    expect(text).toMatch(/60 minutes ÷ this recording +– +≤ 1.5 +–/);
  });
});

describe.runIf(process.platform === 'linux')('a file that is none', () => {
  writeFileSync(join(folder, 'notes.mp4'), 'no video at all');
  test.each([
    ['is named', [], /Name one file/],
    ['is there', [join(folder, 'nothing.mp4')], /no such file: .*nothing\.mp4/],
    ['is taken by the engine', [join(folder, 'notes.mp4')], /rejects this file \(format\)/],
    ['is of an option we know', ['--fast'], /--fast/],
  ])('unless it %s: a sentence and exit code 2, and nothing is left', async (_, args, sentence) => {
    const own = mkdtempSync(join(folder, 'tmp-'));
    const child = spawn(process.execPath, ['scripts/bench/transcode.ts', ...args], {
      env: { ...process.env, TMPDIR: own },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const code = new Promise((settle) => child.once('close', settle));
    expect(await text(child.stderr)).toMatch(sentence);
    expect(await code).toBe(2);
    expect(readdirSync(own)).toEqual([]);
  });
});
