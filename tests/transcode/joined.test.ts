/** MPEG-TS whose clock begins anew: clips of a camcorder's card joined byte by byte. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSandbox, createFfmpeg } from '../../transcode/ffmpeg.ts';
import { goesBack, joinAt } from '../../transcode/joined.ts';
import { inspect } from '../../transcode/probe.ts';
import { ffmpeg } from '../support/media.ts';
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

test('a first part that ends within a packet', async () => {
  const one = clip('whole.ts');
  writeFileSync(at('cut.ts'), readFileSync(one).subarray(0, -100));
  expect(await joinAt(joined('cut-joined.ts', at('cut.ts'), one))).not.toBeNull();
});

test('a clock that goes round is no join', async () => {
  expect(await joinAt(clip('round.ts', '-output_ts_offset', '95435'))).toBeNull();
  const ticks = (...seconds: number[]) =>
    seconds.map((second, index) => ({ at: index, pts: (second * 90_000 + 2 ** 33) % 2 ** 33 }));
  expect(goesBack(ticks(-60, -1, 30, 43_000))).toBeNull();
  expect(goesBack(ticks(-60, 30, -40))).toBe(2);
});

test('pictures written out of order are no join; 10 s back is the most', () => {
  const back = (seconds: number) => [
    { at: 0, pts: 20 * 90_000 },
    { at: 1, pts: (20 - seconds) * 90_000 },
  ];
  expect(goesBack(back(10))).toBeNull();
  expect(goesBack(back(10.1))).toBe(1);
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
});
