/** Sound is made in chunks that nobody can hear: the same samples at the same times as in one piece. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRenditions } from '../../server/recordings/landing.ts';
import { playlistKey } from '../../server/storage/keys.ts';
import { evenCommand } from '../../transcode/audio-command.ts';
import { planSound } from '../../transcode/plan.ts';
import { ffmpeg } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-sound-'));
const RATE = 48_000;
/** Where the second chunk of sound begins: after 5 segments of 188 frames of 1,024 samples. */
const SEAM = (5 * 188 * 1024) / RATE;
let transcoder: Transcoder;

beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work(2);
  ffmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc=size=64x36:rate=5:duration=41'],
    // noise: no moment of it is like another
    ...[
      '-f',
      'lavfi',
      '-i',
      'anoisesrc=color=pink:amplitude=0.5:sample_rate=44100:duration=41:seed=7,lowpass=f=3000',
    ],
    ...['-c:v', 'mpeg4', '-c:a', 'pcm_s16le', join(folder, 'noise.mov')],
  );
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
const MPEG2 = ['-c:v', 'mpeg2video', '-r', '25'];
test.each([
  ['mp4', 'AAC', [...H264, '-c:a', 'aac', '-b:a', '192k'], 1],
  ['ts', 'MP2', [...MPEG2, '-c:a', 'mp2', '-b:a', '256k', '-output_ts_offset', '33'], 1],
  [
    'ts',
    'a clock that goes round',
    [...MPEG2, '-c:a', 'mp2', '-b:a', '256k', '-output_ts_offset', '95430'],
    1,
  ],
  ['avi', 'MP3', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame', '-b:a', '192k'], 1],
  // these tell time in milliseconds: 48 samples
  ['mkv', 'Opus', [...H264, '-c:a', 'libopus', '-b:a', '192k'], 3],
  ['mkv', 'AAC of 44,100 Hz', [...H264, '-c:a', 'aac', '-b:a', '192k'], 3],
  ['mkv', 'AAC of 48,000 Hz', [...H264, '-c:a', 'aac', '-b:a', '192k', '-ar', '48000'], 3],
  ['webm', 'Vorbis', ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis', '-b:a', '192k'], 3],
  ['wmv', 'WMA', ['-c:v', 'wmv2', '-c:a', 'wmav2', '-b:a', '192k'], 3],
])(
  '%s, %s: the seam is where it should be, and not to be heard',
  async (container, kind, options, tolerance) => {
    const path = join(folder, `${kind}.${container}`);
    ffmpeg('-i', join(folder, 'noise.mov'), ...options, path);
    const id = await transcoder.upload(path);
    expect(await transcoder.until(id, settled, 90)).toMatchObject({ state: 'ready' });
    const sound = (await listRenditions(transcoder.db, id)).find(({ name }) => name === 'audio');
    expect(sound?.runs.map(({ keys }) => keys.length)).toEqual([5, 6]);

    const recorded = samplesOf(path);
    const made = samplesOf(transcoder.path(playlistKey(id, 'audio')));
    const within = matchAt(recorded, made, 10);
    const until = matchAt(recorded, made, SEAM - 0.3);
    const from = matchAt(recorded, made, SEAM + 0.01);
    expect(within.likeness).toBeGreaterThan(0.9);
    for (const { lag, likeness } of [until, from]) {
      expect(Math.abs(lag - within.lag)).toBeLessThanOrEqual(tolerance);
      expect(likeness).toBeGreaterThan(within.likeness - 0.005);
    }
    // no crack: nothing steeper than what is in the sound anyway
    expect(steepest(made, SEAM - 0.05, SEAM + 0.05)).toBeLessThan(steepest(made, 2, 15));
  },
  100_000,
);

test('reading that must begin far before a chunk writes no more than the chunk’s own sound', async () => {
  const path = join(folder, 'one-key.mkv');
  ffmpeg('-i', join(folder, 'noise.mov'), ...H264, '-g', '9999', '-c:a', 'libopus', path);
  const [, chunk] = planSound(41);
  if (!chunk) throw new Error('a single chunk');
  const even = join(folder, 'even.nut');
  const source = { path, stream: 1, entry: chunk.start };
  const signal = new AbortController().signal;
  await transcoder.ffmpeg.run(evenCommand({ source, startTime: 0, chunk, last: true }, even, true), {
    ...{ signal, wallMs: 30_000 },
  });
  const seconds = statSync(even).size / (RATE * 8);
  expect(seconds).toBeGreaterThan(chunk.duration);
  expect(seconds).toBeLessThan(chunk.duration + 7);
});

/** The sound of a file: one channel, 48,000 samples a second. */
function samplesOf(path: string): Float32Array {
  const options = ['-vn', '-f', 'f32le', '-ac', '1', '-ar', String(RATE), '-'];
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...options], { maxBuffer: 1024 ** 3 });
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/**
 * How well a quarter of a second matches, at the lag (in samples, up to 0.1 s) at which it does best.
 * @returns likeness: 1 = the same up to loudness
 */
function matchAt(before: Float32Array, after: Float32Array, seconds: number) {
  const at = Math.round(seconds * RATE);
  const length = RATE / 4;
  let best = { lag: 0, likeness: -1 };
  for (let lag = -4800; lag <= 4800; lag++) {
    let both = 0;
    let one = 0;
    let other = 0;
    for (let n = 0; n < length; n += 3) {
      const a = before[at + n] ?? 0;
      const b = after[at + n + lag] ?? 0;
      both += a * b;
      one += a * a;
      other += b * b;
    }
    const likeness = both / Math.sqrt(one * other || 1);
    if (likeness > best.likeness) best = { lag, likeness };
  }
  return best;
}

/** Greatest change from one sample to the next within some seconds. */
function steepest(samples: Float32Array, from: number, to: number): number {
  let most = 0;
  for (let n = Math.round(from * RATE); n < to * RATE; n++) {
    most = Math.max(most, Math.abs((samples[n + 1] ?? 0) - (samples[n] ?? 0)));
  }
  return most;
}
