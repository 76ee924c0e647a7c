/** Recordings that are not throughout what they are at first, or not when one would expect it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storyboards } from '../../server/database/schema/schema.ts';
import { playlistKey } from '../../server/storage/keys.ts';
import { keysIn } from '../../transcode/entry.ts';
import { ffmpeg, ffprobe } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-uneven-'));
const at = (name: string) => join(folder, name);
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-sc_threshold', '0'];
const AAC = ['-c:a', 'aac', '-b:a', '96k'];
let transcoder: Transcoder;

beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work(2);
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

const picture = (seconds: number, size = '128x72') => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=10:duration=${seconds}`],
];
const tone = (seconds: number, rate = 48_000) => [
  ...['-f', 'lavfi', '-i', `sine=sample_rate=${rate}:duration=${seconds}`],
];
/** One file after the other, as a receiver writes what is sent. */
function joined(name: string, parts: string[]): string {
  writeFileSync(at(name), Buffer.concat(parts.map((part) => readFileSync(at(part)))));
  return at(name);
}

/** Sends a recording through. @returns path of the playlist of a rendition, and the seconds it lasts */
async function transcode(path: string, rendition = '72p') {
  const id = await transcoder.upload(path);
  const recording = await transcoder.until(id, settled, 100);
  expect(recording).toMatchObject({ state: 'ready', code: null });
  return { id, playlist: transcoder.path(playlistKey(id, rendition)), seconds: recording.duration ?? 0 };
}

/** How alike each frame is to the one of the source: SSIM, the worst of all and how many there are. */
function likeness(made: string, source: string) {
  const file = at('ssim.txt');
  const graph = `[0:v]settb=1/10,setpts=N[a];[1:v]scale=128:72,settb=1/10,setpts=N[b];[a][b]ssim=stats_file=${file}`;
  ffmpeg('-i', made, '-reinit_filter', '0', '-i', source, '-lavfi', graph, '-f', 'null', '-');
  const frames = [...readFileSync(file, 'utf8').matchAll(/All:([\d.]+)/g)].map(([, value]) => Number(value));
  return { frames: frames.length, worst: Math.min(...frames) };
}

/** dB of each second of a sound. */
function loudness(path: string): number[] {
  const filter =
    'aresample=48000,asetnsamples=48000,astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-';
  const printed = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-af', filter, '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  return [...printed.matchAll(/RMS_level=(\S+)/g)].map(([, value]) => Number(value));
}

const frameCount = (path: string) => {
  const entries = ['-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0'];
  return Number.parseInt(ffprobe('-select_streams', 'v:0', ...entries, path), 10);
};

describe('MPEG-TS whose picture stands alone seldom', () => {
  test.each([
    ['key frames 25 s apart', ['-g', '250', '-keyint_min', '250']],
    ['a single key frame', ['-g', '9999', '-keyint_min', '9999']],
    ['no key frame but the first: renewed line by line', ['-x264-params', 'intra-refresh=1:keyint=120']],
    ['open groups', ['-x264-params', 'open-gop=1:keyint=50:bframes=3']],
  ])('%s: every picture is whole', async (name, options) => {
    const path = at(`${name}.ts`);
    ffmpeg(...picture(40), ...tone(40), ...H264, ...options, ...AAC, path);
    const { playlist } = await transcode(path);
    const { frames, worst } = likeness(playlist, path);
    expect(frames).toBe(400);
    expect(worst).toBeGreaterThan(0.9);
  });

  test('key frames are read from what ffprobe lists, in the order in which they are shown', () => {
    expect(keysIn('5.5,K_\n3.25,__\n1.5,K_,\nN/A,K_\n9,K_\n', 6)).toEqual([1.5, 5.5]);
  });
});

test('a picture that changes its size is stretched to its first one, and nothing is lost', async () => {
  ffmpeg(...picture(15), ...tone(15), ...H264, ...AAC, at('small.ts'));
  ffmpeg(...picture(15, '256x144'), ...tone(15), ...H264, ...AAC, '-output_ts_offset', '15', at('large.ts'));
  const path = joined('sizes.ts', ['small.ts', 'large.ts']);
  const { playlist } = await transcode(path);
  const { frames, worst } = likeness(playlist, path);
  expect(frames).toBe(300);
  expect(worst).toBeGreaterThan(0.9);
});

test('sound that changes its channels and its rate goes on', async () => {
  ffmpeg(...picture(15), ...tone(15), ...H264, '-c:a', 'ac3', '-ac', '2', at('stereo.ts'));
  const surround = ['-c:a', 'ac3', '-ac', '6', '-output_ts_offset', '15'];
  ffmpeg(...picture(15), ...tone(15, 44_100), ...H264, ...surround, at('surround.ts'));
  const { playlist, seconds } = await transcode(joined('layouts.ts', ['stereo.ts', 'surround.ts']), 'audio');
  expect(seconds).toBeCloseTo(30, 1);
  const loud = loudness(playlist);
  expect(loud.length).toBeGreaterThanOrEqual(30);
  expect(loud.slice(0, 29).filter((dB) => !(dB > -40))).toEqual([]);
});

test('MP4 whose sound goes from one channel to two goes on', async () => {
  for (const channels of ['1', '2'])
    ffmpeg(...tone(3), '-c:a', 'aac', '-ac', channels, at(`${channels}.aac`));
  const sound = joined('channels.aac', ['1.aac', '2.aac']);
  ffmpeg(...picture(6), '-i', sound, ...H264, '-c:a', 'copy', at('channels.mp4'));
  const { playlist, seconds } = await transcode(at('channels.mp4'), 'audio');
  expect(seconds).toBeCloseTo(6, 0);
  const loud = loudness(playlist);
  expect(loud.length).toBeGreaterThanOrEqual(6);
  expect(loud.slice(0, 6).filter((dB) => !(dB > -40))).toEqual([]);
});

test('MP4 damaged for most of a chunk: what is whole is in its place, and all of it is as long as it was', async () => {
  ffmpeg(...picture(40), ...tone(40), ...H264, '-g', '20', ...AAC, at('whole.mp4'));
  const bytes = readFileSync(at('whole.mp4'));
  const from = bytes.indexOf('mdat') + 4;
  const length = bytes.indexOf('moov') - from;
  for (let nth = Math.floor(length * 0.2); nth < length * 0.8; nth++)
    bytes[from + nth] = Math.imul(nth, 2_654_435_761) >>> 24;
  writeFileSync(at('damaged.mp4'), bytes);
  const { playlist, seconds } = await transcode(at('damaged.mp4'), 'audio');
  expect(seconds).toBe(40);
  expect(frameCount(playlist.replace('audio', '72p'))).toBe(400);
  const loud = loudness(playlist);
  expect([...loud.slice(0, 6), ...loud.slice(34, 40)].filter((dB) => !(dB > -50))).toEqual([]);
});

describe('a chunk without any sound', () => {
  test.each([
    ['mkv', 'sound of its first 3 s', [...tone(3)], (second: number) => second < 3],
    ['ts', 'sound that comes after 22 s', ['-itsoffset', '22', ...tone(4)], (second: number) => second >= 22],
  ])('%s with %s: silence', async (container, _name, sound, heard) => {
    const path = at(`silence.${container}`);
    ffmpeg(...picture(26), ...sound, ...H264, ...AAC, path);
    const { playlist } = await transcode(path, 'audio');
    const loud = loudness(playlist).slice(0, 26);
    const expected = loud.map((_, second) => heard(second));
    expect(loud.map((dB) => dB > -60)).toEqual(expected);
    expect(expected.filter(Boolean).length).toBeGreaterThanOrEqual(3);
  });
});

test.each([
  ['mp4', [...H264, ...AAC]],
  ['mkv', [...H264, ...AAC]],
  ['ts', [...H264, ...AAC]],
  ['avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
  ['wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
])('%s with 10 s of picture and 40 s of sound: the last picture stands', async (container, options) => {
  const path = at(`short.${container}`);
  ffmpeg(...picture(10), ...tone(40), ...options, path);
  const { playlist } = await transcode(path);
  expect(Math.abs(frameCount(playlist) - 400)).toBeLessThanOrEqual(1);
});

test.each([
  ['mkv', [...H264, ...AAC]],
  ['wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
])('%s that begins 7 s late is as long as what is in it', async (container, options) => {
  const path = at(`late.${container}`);
  ffmpeg(...picture(12), ...tone(12), ...options, '-output_ts_offset', '7', path);
  const { playlist, seconds } = await transcode(path);
  expect(seconds).toBeCloseTo(12, 1);
  expect(likeness(playlist, path).worst).toBeGreaterThan(0.85);
});

test('a picture every 20 s: previews all the same at most 10 s apart', async () => {
  const path = at('slow.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=1/20:duration=40'];
  ffmpeg(...source, ...tone(40), ...H264, ...AAC, path);
  const { id, playlist, seconds } = await transcode(path);
  expect(seconds).toBeCloseTo(40, 0);
  expect(frameCount(playlist)).toBe(Math.round(seconds));
  const [row] = await transcoder.db.select().from(storyboards).where(eq(storyboards.recordingId, id));
  const vtt = String(await transcoder.bytes(row?.vttKey ?? ''));
  expect(vtt.match(/ --> /g)?.length).toBeGreaterThanOrEqual(4);
});
