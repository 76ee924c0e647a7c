/** A recording is cut by a real worker: what is left, to the frame, and what becomes of it when the worker dies. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { withdrawRecording } from '../../server/recordings/place.ts';
import { trimRecording } from '../../server/recordings/trim.ts';
import { playlistKey, sourceKey } from '../../server/storage/keys.ts';
import { brightness, ffmpeg, ffprobe, loudness, makeRecording } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';
import { ffmpegsWith, idle, startWorker, until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-trim-'));
let transcoder: Transcoder;
beforeEach(async () => {
  transcoder = await openTranscoder();
});
afterEach(() => transcoder.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks for a cut of the recording with this id. @returns the id of the one that is made of it */
async function trim(id: string, cuts: { from: number; to: number }[]) {
  const { lectureId } = await transcoder.row(id);
  return (await trimRecording({ ...transcoder, clock: () => new Date() }, lectureId, { cuts })).id;
}

/** A flash of 0.1 s together with a beep, each second and a half. */
const FLASHES = [0.5, 2, 3.5, 5, 6.5, 8, 9.5];

/** @param encoding what the file holds, and as what */
function flashes(file: string, rate: string, encoding: string[]): string {
  const path = join(folder, file);
  const on = FLASHES.map((at) => `between(t,${at},${at + 0.0999})`).join('+');
  ffmpeg(
    ...['-f', 'lavfi', '-i', `color=black:size=320x180:rate=${rate}:duration=10.5`],
    // a hum under it, so that a joint would click
    ...['-f', 'lavfi', '-i', `aevalsrc='0.8*sin(2*PI*1000*t)*(${on})+0.02*sin(2*PI*60*t)':s=48000:d=10.5`],
    ...['-filter_complex', `[0]drawbox=color=white:t=fill:enable='${on}'[v]`, '-map', '[v]', '-map', '1'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', ...encoding, path],
  );
  return path;
}

test.each([
  ['MP4 at 30', 'a.mp4', '30', ['-c:a', 'aac'], 1 / 30],
  ['Matroska at 29.97, whose times are rounded', 'a.mkv', '30000/1001', ['-c:a', 'libmp3lame'], 1001 / 30000],
  [
    'MPEG-TS at 25, whose clock starts elsewhere',
    'a.ts',
    '25',
    ['-c:a', 'aac', '-output_ts_offset', '77'],
    0.04,
  ],
])(
  '%s: the right length, and flash and beep together behind every joint',
  async (_name, file, rate, encoding, frame) => {
    await transcoder.work();
    const id = await transcoder.upload(flashes(file, rate, encoding));
    await transcoder.until(id, settled);
    // start, two inner parts, end: the flashes at 2, 5, 8 are left
    const next = await trim(id, [
      { from: 0, to: 1.2 },
      { from: 2.6, to: 4.1 },
      { from: 5.9, to: 7.3 },
      { from: 9, to: 10.5 },
    ]);
    expect(await transcoder.row(next)).toMatchObject({ state: 'trimming', waiting: true, bytes: 0 });
    const made = await transcoder.until(next, settled);
    expect(made).toMatchObject({ state: 'ready', waiting: false, name: 'recording' });
    expect(made.bytes).toBe((await transcoder.storage.head(sourceKey(next)))?.bytes);
    expect((await transcoder.row(id)).replacedAt).not.toBeNull();

    const length = 1.4 + 1.8 + 1.7;
    expect(Math.abs((made.duration ?? 0) - length)).toBeLessThan(frame * 1.01);
    const light = brightness(folder, transcoder.path(playlistKey(next, '180p')));
    expect(Math.abs(light.length - length / frame)).toBeLessThan(1.5);
    expect(made.probe?.frameRate).toEqual((await transcoder.row(id)).probe?.frameRate);
    const loud = loudness(transcoder.path(playlistKey(next, 'audio')));
    const seen = beginnings(light, 120).map((at) => at * frame);
    const heard = beginnings(loud, 3000).map((at) => at / 1000);
    const wanted = [2 - 1.2, 5 - 4.1 + 1.4, 8 - 7.3 + 1.4 + 1.8];
    expect([seen.length, heard.length]).toEqual([3, 3]);
    for (const [nth, at] of wanted.entries()) {
      expect(Math.abs((seen[nth] ?? 0) - at)).toBeLessThan(frame * 1.5);
      expect(Math.abs((heard[nth] ?? 0) - (seen[nth] ?? 0))).toBeLessThan(0.02);
    }
  },
  90_000,
);

/** Where values rise above a level after they were below it. */
const beginnings = (values: readonly number[], level: number): number[] =>
  values.flatMap((value, at) => {
    const before = values.slice(Math.max(0, at - 3), at);
    return value > level && before.length > 0 && before.every((one) => one <= level) ? [at] : [];
  });

test('no picture is lost or repeated at a joint, and little of any; silent ones are cut too', async () => {
  await transcoder.work();
  const path = makeRecording(join(folder, 'silent.mp4'), { seconds: 6, audio: null });
  const id = await transcoder.upload(path);
  await transcoder.until(id, settled);
  const next = await trim(id, [{ from: 2, to: 3.5 }]);
  expect(await transcoder.until(next, settled)).toMatchObject({ state: 'ready', duration: 4.5 });
  const made = transcoder.path(sourceKey(next));
  const log = join(folder, 'psnr.txt');
  // SD that does not say so is of another matrix than what all rungs are made in
  const matrix = 'scale=in_color_matrix=smpte170m:out_color_matrix=bt709';
  const wanted = `select='not(between(n,60,104))',setpts=N/30/TB,${matrix}`;
  ffmpeg(
    ...['-i', made, '-i', path, '-lavfi', `[1]${wanted}[b];[0][b]psnr=stats_file=${log}`, '-f', 'null', '-'],
  );
  const quality = [...readFileSync(log, 'utf8').matchAll(/psnr_avg:([\d.]+|inf)/g)].map(([, value]) =>
    Number(value?.replace('inf', 'Infinity')),
  );
  expect(quality).toHaveLength(135);
  expect(Math.min(...quality)).toBeGreaterThan(38);
  expect(ffprobe('-show_entries', 'stream=codec_type', '-of', 'csv=p=0', made).trim()).toBe('video');
}, 60_000);

/** Stops the ffmpeg that cuts, as soon as there is one. */
async function frozen(): Promise<void> {
  await until(() => {
    const found = ffmpegsWith('trimmed.mov');
    for (const { pid } of found) process.kill(pid, 'SIGSTOP');
    return found.length > 0;
  }, 60);
}

test('killed while it cuts: it is cut again', async () => {
  const first = await startWorker(transcoder);
  const id = await transcoder.upload(makeRecording(join(folder, 'killed.mp4'), { seconds: 5 }));
  await transcoder.until(id, settled);
  const next = await trim(id, [{ from: 0, to: 1 }]);
  await frozen();
  const { trimAttempt } = await transcoder.row(next);
  first.kill('SIGKILL');
  await until(() => ffmpegsWith('trimmed.mov').length === 0, 5);
  const second = await startWorker(transcoder);
  expect(await transcoder.until(next, settled, 90)).toMatchObject({ state: 'ready', duration: 4 });
  expect((await transcoder.row(next)).trimAttempt).not.toBe(trimAttempt);
  second.kill('SIGKILL');
}, 120_000);

test('called off while it is cut: ffmpeg stops, and the one before plays on', async () => {
  await transcoder.work();
  const id = await transcoder.upload(makeRecording(join(folder, 'called-off.mp4'), { seconds: 5 }));
  await transcoder.until(id, settled);
  const next = await trim(id, [{ from: 0, to: 1 }]);
  await frozen();
  expect(await withdrawRecording(transcoder.db, next, new Date())).toBe(true);
  await until(() => ffmpegsWith('trimmed.mov').length === 0, 10);
  await idle(transcoder.db);
  expect(await transcoder.row(next)).toMatchObject({ state: 'cancelled', bytes: 0 });
  expect(await transcoder.row(id)).toMatchObject({ state: 'ready', waiting: false, replacedAt: null });
  expect(existsSync(transcoder.path(sourceKey(next)))).toBe(false);
}, 90_000);
