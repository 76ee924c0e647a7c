/** Files of whose picture next to nothing is left are refused; those that are damaged here and there are not. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { complaintsIn, isDamaged } from '../../transcode/decodable.ts';
import { makeRecording } from '../support/media.ts';
import { openTranscoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-decodable-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let whole: Buffer;
beforeAll(() => {
  const options = ['-g', '25', '-movflags', '+faststart'];
  whole = readFileSync(makeRecording(at('whole.mp4'), { seconds: 6, options }));
});

/** The file with so much of every 2 kB of its content overwritten. */
function damaged(name: string, share: number): string {
  const bytes = Buffer.from(whole);
  for (let from = bytes.indexOf('mdat') + 4; from < bytes.length; from += 2000) {
    // the same bytes each time: what is overwritten is not left to chance
    for (let i = from; i < Math.min(from + 2000 * share, bytes.length); i++) bytes[i] = (i * 7919) % 251;
  }
  writeFileSync(at(name), bytes);
  return at(name);
}

test('most of it is overwritten: rejected, with words that say what to do; a little is: it becomes a lecture', async () => {
  const transcoder = await openTranscoder();
  onTestFinished(() => transcoder.close());
  await transcoder.work();
  const most = await transcoder.upload(damaged('most.mp4', 0.95));
  expect(await transcoder.until(most, ({ state }) => state === 'rejected')).toMatchObject({
    code: 'damaged',
  });
  const little = await transcoder.upload(damaged('little.mp4', 0.004));
  expect(await transcoder.until(little, ({ state }) => state === 'ready')).toMatchObject({ code: null });
});

test('frames that are missing with nothing said against them are no damage', () => {
  expect(isDamaged(30, 150, 3)).toBe(false);
  expect(isDamaged(0, 150, 0)).toBe(false);
  expect(isDamaged(75, 150, 75)).toBe(false);
  expect(isDamaged(10, 19, 500)).toBe(false);
  expect(isDamaged(30, 150, 120)).toBe(true);
});

test('what ffprobe says several times in a row counts as often', () => {
  expect(complaintsIn('')).toBe(0);
  expect(complaintsIn('[h264] no frame!\n    Last message repeated 12 times\n[h264] no frame!\n')).toBe(14);
});
