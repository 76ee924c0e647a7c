import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFile } from '../../scripts/bench/upload/file.ts';
import { uploadFigures, uploadText } from '../../scripts/bench/upload/upload-figures.ts';
import { goalsKept } from '../support/goals.ts';

const sent = (seconds: number, risen: number) => ({
  ...{ wallSeconds: seconds + 1, sentSeconds: seconds, cpuSeconds: 1 },
  ...{ peakBytes: 100e6 + risen, risenBytes: risen },
});
const measured = (bytes: number, seconds: number, risen: number) => ({
  ...{ file: { bytes }, plain: sent(9, 0), ours: sent(seconds, risen) },
});

describe('the goals of the upload', () => {
  test.each([
    ['fast and flat', 4e9, 15, 20e6, [true, true]],
    ['too slow', 4e9, 21, 20e6, [false, true]],
    ['grows with the file', 4e9, 15, 51e6, [true, false]],
    ['of a trial say nothing', 1e9, 15, 20e6, [false, false]],
  ])('%s', (_, bytes, seconds, risen, met) => {
    expect(goalsKept(uploadFigures(measured(bytes, seconds, risen)))).toEqual(met);
  });

  test('are said in a table with what was measured', () => {
    const text = uploadText(measured(4e9, 15, 1e6));
    expect(text).toContain('this platform');
    expect(text).toMatch(/throughput ÷ nginx +0\.67 +≥ 0\.5 +met/);
  });
});

test('the file has the length and the hash that are told, and no piece twice', async () => {
  const file = await makeFile(mkdtempSync(join(tmpdir(), 'madang-bench-file-')), 0.02);
  const content = readFileSync(file.path);
  expect(content).toHaveLength(20_000_000);
  expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256);
  const piece = 8 * 1024 ** 2;
  expect(content.subarray(0, 8).equals(content.subarray(piece, piece + 8))).toBe(false);
});
