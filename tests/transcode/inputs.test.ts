/** What people upload by mistake, by bad luck or on purpose: taken for what it is, or rejected with the code that says why. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSandbox, createFfmpeg, type Ffmpeg } from '../../transcode/ffmpeg.ts';
import { inspect } from '../../transcode/probe.ts';
import { cutOff, makeRecording, ffmpeg as run } from '../support/media.ts';
import { quiet } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-inputs-'));
const at = (name: string) => join(folder, name);
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  ffmpeg = createFfmpeg(await checkSandbox(quiet), quiet);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const look = (path: string) => inspect(ffmpeg, path, folder, new AbortController().signal);
/** The code with which a file is rejected. */
const codeOf = (path: string) =>
  look(path).then(
    () => 'accepted',
    (error: { name: string; code: string }) => (error.name === 'Rejection' ? error.code : `${error}`),
  );
const text = (name: string, body: string | Buffer) => {
  writeFileSync(at(name), body);
  return at(name);
};

describe('files that are no video', () => {
  test('random bytes', async () => {
    expect(await codeOf(text('random.mp4', randomBytes(200_000)))).toBe('format');
  });
  test('a ZIP file', async () => {
    const zip = Buffer.concat([
      Buffer.from('PK\x03\x04\x14\x00\x00\x00\x08\x00', 'latin1'),
      randomBytes(5000),
    ]);
    expect(await codeOf(text('zip.mp4', zip))).toBe('format');
  });
  test.each([
    ['ffconcat', 'ffconcat version 1.0\nfile /etc/passwd\n'],
    [
      'SDP',
      'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n',
    ],
    ['HLS of a file', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['DASH', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>'],
    ['plain text', 'Nothing to see here.\n'.repeat(500)],
  ])('%s', async (_name, body) => {
    expect(await codeOf(text('list.mp4', body))).toBe('format');
  });

  test.each([
    ['ffconcat', (name: string) => `ffconcat version 1.0\nfile ${name}\n`],
    ['HLS', (name: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${name}\n#EXT-X-ENDLIST\n`],
  ])('%s of a recording that may be read, and would play', async (_name, body) => {
    makeRecording(at('own.ts'), {});
    expect(await codeOf(at('own.ts'))).toBe('accepted');
    expect(await codeOf(text('of-own.mp4', body('own.ts')))).toBe('format');
  });

  test('HLS of an address: no connection is made', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const list = `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:${port}/a.ts\n#EXT-X-ENDLIST\n`;
    expect(await codeOf(text('address.mp4', list))).toBe('format');
    server.close();
    expect(connections).toBe(0);
  });

  test('pictures, and formats nobody needs', async () => {
    run('-f', 'lavfi', '-i', 'color=size=64x64:duration=1', '-frames:v', '1', at('picture.png'));
    run('-f', 'lavfi', '-i', 'testsrc=size=64x64:duration=1', at('picture.gif'));
    expect(await codeOf(at('picture.png'))).toBe('format');
    expect(await codeOf(at('picture.gif'))).toBe('format');
  });

  test.each(['heic', 'mif1', 'avif'])('a photo whose boxes are those of an MP4: %s', async (brand) => {
    const box = (type: string, body: Buffer) => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(8 + body.length);
      return Buffer.concat([size, Buffer.from(type, 'latin1'), body]);
    };
    const begin = box('ftyp', Buffer.from(`${brand}\0\0\0\0mif1`, 'latin1'));
    const photo = [begin, box('meta', Buffer.alloc(60)), box('mdat', randomBytes(5000))];
    expect(await codeOf(text('photo.mp4', Buffer.concat(photo)))).toBe('format');
  });

  test('sound alone, subtitles alone, sound with a cover', async () => {
    run('-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', at('sound.mp4'));
    text('words.srt', '1\n00:00:00,000 --> 00:00:02,000\n안녕하세요\n');
    run('-i', at('words.srt'), '-c:s', 'mov_text', at('words.mp4'));
    run('-i', at('words.srt'), '-c:s', 'srt', at('words.mkv'));
    run('-f', 'lavfi', '-i', 'color=size=64x64', '-frames:v', '1', at('cover.jpg'));
    run(
      '-i',
      at('sound.mp4'),
      '-i',
      at('cover.jpg'),
      '-map',
      '0',
      '-map',
      '1',
      '-c',
      'copy',
      '-disposition:v:0',
      'attached_pic',
      at('cover.mp4'),
    );
    for (const name of ['sound.mp4', 'words.mp4', 'words.mkv', 'cover.mp4']) {
      expect([name, await codeOf(at(name))]).toEqual([name, 'no_video']);
    }
  });

  test('a codec that is not on the list', async () => {
    run('-f', 'lavfi', '-i', 'testsrc=size=64x64:duration=1', '-c:v', 'ffv1', at('codec.mkv'));
    expect(await codeOf(at('codec.mkv'))).toBe('codec');
  });
});

describe('files that claim or lack too much', () => {
  test('16384 × 16384, said by container and picture alike', async () => {
    run('-f', 'lavfi', '-i', 'color=size=64x64:rate=1:duration=1', '-c:v', 'mjpeg', at('huge.mov'));
    const bytes = readFileSync(at('huge.mov'));
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    for (const place of [frame + 5, frame + 7]) bytes.writeUInt16BE(16_384, place);
    for (const place of [28, 30]) bytes.writeUInt16BE(16_384, bytes.indexOf('jpeg') + place);
    expect(await codeOf(text('huge.mov', bytes))).toBe('pixels');
  });

  test('more than 8K, for real', async () => {
    run('-f', 'lavfi', '-i', 'color=size=8320x4320:rate=1:duration=1', '-c:v', 'mjpeg', at('large.mov'));
    expect(await codeOf(at('large.mov'))).toBe('pixels');
  });

  test('a header that claims 4,294,967 s', async () => {
    makeRecording(at('long.mp4'), { audio: null, options: ['-video_track_timescale', '1000'] });
    const bytes = readFileSync(at('long.mp4'));
    for (const [box, offset] of [
      ['mvhd', 20],
      ['tkhd', 24],
      ['mdhd', 20],
    ] as const) {
      bytes.writeUInt32BE(4_294_967_000, bytes.indexOf(box) + offset);
    }
    expect(await codeOf(text('long.mp4', bytes))).toBe('duration');
  });

  test('an MP4 without its index, and one cut at two thirds', async () => {
    makeRecording(at('no-index.mp4'), { seconds: 6 });
    makeRecording(at('cut.mp4'), { seconds: 20, options: ['-movflags', '+faststart'] });
    expect(await codeOf(cutOff(at('no-index.mp4'), 0.66))).toBe('truncated');
    expect(await codeOf(cutOff(at('cut.mp4'), 0.66))).toBe('truncated');
  });

  test('Matroska cut at two thirds', async () => {
    expect(await codeOf(cutOff(makeRecording(at('cut.mkv'), { seconds: 20 }), 0.66))).toBe('truncated');
  });

  test('a short one that lacks less than two seconds', async () => {
    makeRecording(at('short.mp4'), { seconds: 4, options: ['-movflags', '+faststart'] });
    makeRecording(at('short.mkv'), { seconds: 4 });
    for (const name of ['short.mp4', 'short.mkv']) {
      expect([name, await codeOf(at(name))]).toEqual([name, 'accepted']);
      expect([name, await codeOf(cutOff(at(name), 0.66))]).toEqual([name, 'truncated']);
    }
  });

  test('a copy that was given its length first and then broken off: zeros where the second half should be', async () => {
    const sources = {
      'half.mp4': ['-movflags', '+faststart'],
      'half.mkv': [],
      'half.avi': [],
      'half.wmv': [],
    };
    for (const [name, options] of Object.entries(sources)) {
      const bytes = readFileSync(
        makeRecording(at(name), { seconds: 12, size: '128x72', rate: '10', options }),
      );
      expect([name, await codeOf(at(name))]).toEqual([name, 'accepted']);
      bytes.fill(0, bytes.length >> 1);
      expect([name, await codeOf(text(name, bytes))]).toEqual([name, 'truncated']);
    }
  });

  test('black that stands still, and silence that is zeros, are a recording', async () => {
    const black = ['-f', 'lavfi', '-i', 'color=black:size=128x72:rate=10:duration=12'];
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:duration=12', '-c:a', 'pcm_s16le'];
    run(...black, ...silence, '-c:v', 'libx264', '-shortest', at('black.mov'));
    expect(await codeOf(at('black.mov'))).toBe('accepted');
  });

  test('too many streams', async () => {
    const many = Array.from({ length: 40 }, () => ['-map', '1:a']).flat();
    run(
      '-f',
      'lavfi',
      '-i',
      'color=size=64x64:duration=1',
      '-f',
      'lavfi',
      '-i',
      'sine=duration=1',
      '-map',
      '0:v',
      ...many,
      '-c:a',
      'pcm_s16le',
      at('many.mkv'),
    );
    expect(await codeOf(at('many.mkv'))).toBe('streams');
  });
});

describe('sound of a seldom kind alone is heard', () => {
  test.each([
    ['mkv', 'dca'],
    ['mkv', 'truehd'],
    ['mov', 'pcm_alaw'],
    ['mov', 'pcm_mulaw'],
    ['mov', 'pcm_s8'],
  ])('%s with %s', async (container, codec) => {
    const options = ['-c:a', codec, '-ac', '2', '-strict', '-2'];
    makeRecording(at(`${codec}.${container}`), { options });
    const { probe } = await look(at(`${codec}.${container}`));
    expect(probe).toMatchObject({ audioStream: 1, audioTracks: 1 });
    expect(probe.gainDb).not.toBe(0);
  });
});

describe('what else may be in a file', () => {
  beforeAll(() => {
    makeRecording(at('plain.mp4'), { audio: null });
  });

  test.each(['mp4', 'mkv'])('%s with a cover that is a PNG', async (container) => {
    run('-f', 'lavfi', '-i', 'color=size=64x64', '-frames:v', '1', at(`${container}.png`));
    const cover = [
      '-i',
      at(`${container}.png`),
      '-map',
      '0',
      '-map',
      '1',
      '-disposition:v:1',
      'attached_pic',
    ];
    const attached = ['-attach', at(`${container}.png`), '-metadata:s:t', 'mimetype=image/png'];
    run(
      '-i',
      at('plain.mp4'),
      ...(container === 'mp4' ? cover : attached),
      '-c',
      'copy',
      at(`cover.${container}`),
    );
    expect(await look(at(`cover.${container}`))).toMatchObject({ probe: { width: 320, videoStream: 0 } });
  });

  test('a description longer than all that ffprobe is listened to', async () => {
    const path = text('description.txt', `;FFMETADATA1\ncomment=${'가'.repeat(300_000)}\n`);
    run('-i', at('plain.mp4'), '-i', path, '-map_metadata', '1', '-c', 'copy', at('described.mp4'));
    expect(await look(at('described.mp4'))).toMatchObject({ probe: { width: 320 } });
  });

  test('no word of how long it is, and sound that goes on for long after the last picture', async () => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=10:duration=3'];
    const sound = ['-f', 'lavfi', '-i', 'sine=duration=60:sample_rate=48000'];
    const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus', '-frame_duration', '2.5'];
    run(...picture, ...sound, ...codecs, '-live', '1', at('live.webm'));
    const { probe, duration } = await look(at('live.webm'));
    expect(duration).toBeCloseTo(60, 0);
    expect(probe.pictureSeconds).toBeCloseTo(3, 0);
  });
});

test('MPEG-TS with a picture every 7 s: it is looked for further than usual', async () => {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=1/7:duration=28'];
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=28:sample_rate=48000'];
  run(...source, ...sound, '-c:v', 'libx264', '-bf', '0', '-c:a', 'aac', at('seldom.ts'));
  expect(await look(at('seldom.ts'))).toMatchObject({ probe: { width: 128, height: 72 } });
});
