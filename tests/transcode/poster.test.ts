/** Posters that staff choose: made by a real worker, for a lecture that the real API answers for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uploadedPrefix } from '../../server/storage/keys.ts';
import { segmentAt } from '../../transcode/poster.ts';
import { testApp } from '../support/app.ts';
import { publishRecording } from '../support/lectures.ts';
import { ffmpeg, ffprobe, H264 } from '../support/media.ts';
import { storedUnder } from '../support/stored.ts';
import { workHere } from '../support/work-here.ts';
import { until } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-poster-'));
const platform = await testApp({ WORKER_THREADS: '2' });
const { context } = platform;
const staff = await platform.as('administrator');
const passerBy = await platform.as(null);
let path: string;
let recordingId: string;

beforeAll(async () => {
  const film = join(folder, 'film.mp4');
  const colours = ['red:2.5', 'blue:1.5', 'lime:2'].map((one) => one.split(':'));
  ffmpeg(
    ...colours.flatMap(([colour, seconds]) => [
      ...['-f', 'lavfi', '-i', `color=${colour}:size=640x360:rate=20:duration=${seconds}`],
    ]),
    ...['-filter_complex', 'concat=n=3', ...H264, film],
  );
  await workHere(context);
  const published = await publishRecording(context, film);
  path = `/api${published.path}`;
  recordingId = published.id;
  await until(async () => (await staff('GET', path)).body.recording.state === 'ready', 60);
}, 90_000);
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How the poster stands when nothing is being made any more. */
async function settled() {
  const state = async () => (await staff('GET', `${path}/poster`)).body;
  await until(async () => !(await state()).making, 60);
  return state();
}

/** The poster as a passer-by is given it: its file, and red, green, blue of its upper left corner. */
async function shown() {
  const { posterUrl } = (await passerBy('GET', path)).body;
  const { status, headers, raw } = await passerBy('GET', posterUrl);
  expect([status, headers['content-type']]).toEqual([200, 'image/jpeg']);
  const file = join(folder, 'shown.jpg');
  writeFileSync(file, raw);
  const size = ffprobe('-show_entries', 'stream=width,height', '-of', 'csv=p=0', file).trim();
  const corner = ['-vf', 'crop=32:32:0:0,scale=1:1,format=rgb24', '-f', 'rawvideo', '-'];
  const [red = 0, green = 0, blue = 0] = execFileSync('ffmpeg', ['-v', 'error', '-i', file, ...corner]);
  return { posterUrl, headers, raw, size, red, green, blue };
}

async function upload(name: string) {
  const file = readFileSync(join(folder, name));
  const answer = await staff('POST', `${path}/poster/picture`, file, {
    'content-type': 'application/octet-stream',
  });
  expect(answer).toMatchObject({ status: 200, body: { making: true } });
  return settled();
}

describe('a frame', () => {
  test.each([
    [2.45, { red: true, green: false, blue: false }],
    [2.5, { red: false, green: false, blue: true }],
    [3.98, { red: false, green: false, blue: true }],
    [4.02, { red: false, green: true, blue: false }],
    [6, { red: false, green: true, blue: false }],
  ])('at %d s is what is on the screen then', async (at, wanted) => {
    const asked = await staff('PUT', `${path}/poster`, { recordingId, at });
    expect(asked).toMatchObject({ status: 200, body: { making: true, error: null } });
    expect(await settled()).toMatchObject({ chosen: true, making: false, error: null });
    const { red, green, blue, size, posterUrl } = await shown();
    expect({ red: red > 128, green: green > 128, blue: blue > 128 }).toEqual(wanted);
    expect(size).toBe('640,360');
    expect((await passerBy('GET', `${path}/playback`)).body.poster).toBe(posterUrl);
  });

  test('of another recording, or past the end, is refused', async () => {
    const other = { recordingId: crypto.randomUUID(), at: 1 };
    expect((await staff('PUT', `${path}/poster`, other)).status).toBe(409);
    expect((await staff('PUT', `${path}/poster`, { recordingId, at: 7 })).status).toBe(400);
  });

  test('the segment and the place in it', () => {
    const segments = [4, 4, 2].map((duration, nth) => ({ key: String(nth), duration }));
    expect(segmentAt(segments, 0)).toEqual({ key: '0', into: 0 });
    expect(segmentAt(segments, 4)).toEqual({ key: '1', into: 0 });
    expect(segmentAt(segments, 9.5)).toEqual({ key: '2', into: 1.5 });
    expect(segmentAt(segments, 10)).toEqual({ key: '2', into: 2 });
    expect(segmentAt([], 0)).toBeNull();
  });
});

describe('an uploaded picture', () => {
  test('is made anew: turned as its camera says, fitted, and without what it says of itself', async () => {
    ffmpeg('-f', 'lavfi', '-i', 'color=red:size=2000x1000', '-frames:v', '1', join(folder, 'lying.jpg'));
    const plain = readFileSync(join(folder, 'lying.jpg'));
    const turned = Buffer.concat([plain.subarray(0, 2), exif(6), plain.subarray(2)]);
    writeFileSync(join(folder, 'turned.jpg'), turned);
    expect(await upload('turned.jpg')).toMatchObject({ chosen: true, error: null });
    const { size, raw, red } = await shown();
    expect(size).toBe('360,720');
    expect(red).toBeGreaterThan(200);
    expect(raw.includes('MadangCam')).toBe(false);
  });

  test('that can be seen through stands on white', async () => {
    const clear = 'color=red:size=640x360,format=rgba,colorchannelmixer=aa=0';
    ffmpeg('-f', 'lavfi', '-i', clear, '-frames:v', '1', join(folder, 'clear.png'));
    await upload('clear.png');
    const { red, green, blue } = await shown();
    expect(Math.min(red, green, blue)).toBeGreaterThan(250);
  });

  test('may be WebP', async () => {
    const webp = ['-frames:v', '1', '-c:v', 'libwebp', join(folder, 'a.webp')];
    ffmpeg('-f', 'lavfi', '-i', 'color=blue:size=640x360', ...webp);
    await upload('a.webp');
    const { red, blue } = await shown();
    expect([red < 60, blue > 200]).toEqual([true, true]);
  });

  test('that cannot be used is said to be so, and the one before stays', async () => {
    const before = (await shown()).posterUrl;
    const webm = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(5000, 7)]);
    writeFileSync(join(folder, 'broken.png'), webm);
    expect((await upload('broken.png')).error.code).toBe('format');
    ffmpeg('-f', 'lavfi', '-i', 'color=blue:size=100x100', '-frames:v', '1', join(folder, 'small.png'));
    expect((await upload('small.png')).error.code).toBe('pixels');
    ffmpeg('-f', 'lavfi', '-i', 'color=blue:size=9000x9000', '-frames:v', '1', join(folder, 'huge.png'));
    const state = await upload('huge.png');
    expect(state).toMatchObject({ url: before, chosen: true, error: { code: 'pixels' } });
    expect(state.error.message.ko).toContain('6,400만');
    expect((await shown()).posterUrl).toBe(before);
    expect((await staff('GET', path)).body.recording.state).toBe('ready');
  });

  test('nothing of what was uploaded is left', async () => {
    const id = path.split('/').at(-1) as string;
    expect(await storedUnder(context.storage, uploadedPrefix(id))).toEqual([]);
  });
});

/** The block in which a camera says how it was held, and who made it (EXIF 2.3 §4.6; TIFF 6.0 §2). */
function exif(orientation: number): Buffer {
  const make = Buffer.from('MadangCam\0');
  const tiff = Buffer.alloc(38);
  tiff.write('MM\0*');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8); // entries
  for (const [at, tag, type, count] of [
    [10, 0x010f, 2, make.length],
    [22, 0x0112, 3, 1],
  ] as const) {
    tiff.writeUInt16BE(tag, at);
    tiff.writeUInt16BE(type, at + 2);
    tiff.writeUInt32BE(count, at + 4);
  }
  tiff.writeUInt32BE(tiff.length, 18);
  tiff.writeUInt16BE(orientation, 30);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff, make]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
