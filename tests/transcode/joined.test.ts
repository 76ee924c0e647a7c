/** Clips joined byte by byte: MPEG-TS whose clock begins anew, MP4 that begins a second time. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { goesBack, joinAt } from '../../transcode/joined.ts';
import { secondMovieAt } from '../../transcode/joined-mp4.ts';
import { inspect } from '../../transcode/probe.ts';
import { ffmpeg, makeRecording } from '../support/media.ts';
import { quiet } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-joined-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function clip(name: string, ...options: string[]): string {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=25:duration=15'];
  const coded = ['-c:v', 'mpeg2video', '-b:v', '300k', '-f', 'mpegts'];
  ffmpeg(...picture, ...coded, ...options, at(name));
  return at(name);
}
function joined(name: string, ...parts: string[]): string {
  writeFileSync(at(name), Buffer.concat(parts.map((part) => readFileSync(part))));
  return at(name);
}

describe('packets of 188 bytes, and of 192', () => {
  test.each([
    ['ts', []],
    ['m2ts', ['-mpegts_m2ts_mode', '1']],
  ])('%s: two parts and three are seen, one is not', async (kind, options) => {
    const one = clip(`one.${kind}`, ...options);
    const size = readFileSync(one).length;
    expect(await joinAt(one)).toBeNull();
    for (const parts of [
      [one, one],
      [one, one, one],
    ]) {
      const found = await joinAt(joined(`joined.${kind}`, ...parts));
      expect(found).toBeGreaterThanOrEqual(size);
      expect(found).toBeLessThan(size + 10_000);
    }
  });
});

test.each([
  ['25 a second', 'testsrc2=size=128x72:rate=25:duration=5'],
  ['one a second', 'testsrc2=size=128x72:rate=1:duration=40'],
])('parts of H.264 with up to sixteen pictures out of order, %s', async (_name, picture) => {
  const reordered = ['-c:v', 'libx264', '-bf', '16', '-b_strategy', '0', '-x264opts', 'b-pyramid=normal'];
  ffmpeg('-f', 'lavfi', '-i', picture, ...reordered, '-f', 'mpegts', at('h264.ts'));
  expect(await joinAt(at('h264.ts'))).toBeNull();
  const both = await joinAt(joined('h264-joined.ts', at('h264.ts'), at('h264.ts')));
  expect(both).toBeGreaterThanOrEqual(readFileSync(at('h264.ts')).length);
});

test('a first part that ends within a packet', async () => {
  const one = clip('whole.ts');
  writeFileSync(at('cut.ts'), readFileSync(one).subarray(0, -100));
  expect(await joinAt(joined('cut-joined.ts', at('cut.ts'), one))).not.toBeNull();
});

test('a clock that goes round is no join', async () => {
  expect(await joinAt(clip('round.ts', '-output_ts_offset', '95435'))).toBeNull();
});

describe('times of pictures, in the order in which they lie in a file', () => {
  const ticks = (...seconds: number[]) =>
    seconds.map((second, index) => ({ at: index, pts: (second * 90_000 + 2 ** 33) % 2 ** 33 }));

  test.each<[string, number[], number | null]>([
    ['a second part begins anew', [30, 31, 0, 1], 2],
    ['it begins 10 s back: pictures are written out of order', [30, 31, 21, 22], null],
    ['it begins more than 10 s back', [30, 31, 19.9, 19.8], 2],
    ['it begins 3 s back, where 25 a second came', [2.88, 2.92, 2.96, 3, 0, 0.04], 4],
    ['it begins 2 s back, where 25 a second came', [1.88, 1.92, 1.96, 2, 0, 0.04], null],
    ['it begins 3 s back, where 4 a second came', [2.25, 2.5, 2.75, 3, 0, 0.25], null],
    ['one damaged time, far ahead', [30, 31, 5000, 32, 33], null],
    ['one damaged time, far behind', [30, 31, 0, 32, 33], null],
    ['a damaged time at the very end', [30, 31, 32, 0], null],
    ['a damaged time before the second part', [30, 31, 5000, 0, 1], 3],
    ['the clock goes round, and on', [-60, -1, 30, 43_000, 43_001], null],
    ['the clock goes round, and then back', [-60, 30, 31, -40, -39], 3],
  ])('%s', (_name, seconds, found) => {
    expect(goesBack(ticks(...seconds))).toBe(found);
  });

  test('what is read twice is no news', () => {
    const times = ticks(0, 20, 40, 60);
    expect(goesBack([...times, ...times])).toBeNull();
  });
});

describe('the probe', () => {
  let sandbox: Awaited<ReturnType<typeof checkSandbox>>;
  beforeAll(async () => {
    sandbox = await checkSandbox(quiet);
  });
  const look = (path: string) =>
    inspect(createFfmpeg(sandbox, quiet), path, folder, new AbortController().signal);

  test('rejects what was joined with a code of its own, and takes a clip by itself', async () => {
    const one = clip('probed.ts');
    expect((await look(one)).duration).toBeCloseTo(15, 0);
    await expect(look(joined('probed-joined.ts', one, one))).rejects.toMatchObject({
      name: 'Rejection',
      code: 'joined',
    });
  });

  test('rejects MP4 that begins a second time, and takes fragments and what is no box at its end', async () => {
    const one = makeRecording(at('one.mp4'));
    const fragments = ['-movflags', '+frag_keyframe+empty_moov'];
    const fragmented = makeRecording(at('fragmented.mp4'), { options: ['-g', '10', ...fragments] });
    writeFileSync(at('zeros'), Buffer.alloc(4096));
    for (const whole of [one, fragmented, joined('padded.mp4', one, at('zeros'))]) {
      expect(await secondMovieAt(whole)).toBeNull();
    }
    const twice = joined('twice.mp4', one, one);
    expect(await secondMovieAt(twice)).toBe(readFileSync(one).length);
    await expect(look(twice)).rejects.toMatchObject({ name: 'Rejection', code: 'joined' });
    expect((await look(one)).duration).toBeCloseTo(2, 1);
  });
});
