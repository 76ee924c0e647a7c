/** Recordings whose picture must be turned, squared, calmed or mapped into what every player shows. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRenditions } from '../../server/recordings/landing.ts';
import { playlistKey } from '../../server/storage/keys.ts';
import { fitting } from '../support/fitting.ts';
import { brightness, ffmpeg, ffprobe, loudness, makeRecording, type Recording } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-pictures-'));
const at = (name: string) => join(folder, name);
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
let transcoder: Transcoder;

beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work(2);
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends a recording through, and describes its top rung. */
async function transcode(path: string) {
  const id = await transcoder.upload(path);
  const { state, code, probe, duration } = await transcoder.until(id, settled, 90);
  if (state !== 'ready' || !probe) throw new Error(`${state}: ${code}`);
  const renditions = await listRenditions(transcoder.db, id);
  const [top] = renditions;
  const playlist = transcoder.path(playlistKey(id, top?.name ?? ''));
  const entries =
    'stream=width,height,pix_fmt,sample_aspect_ratio,field_order,color_transfer,color_space,nb_read_frames';
  const [stream] = JSON.parse(
    ffprobe('-select_streams', 'v:0', '-count_frames', '-show_entries', entries, '-of', 'json', playlist),
  ).streams;
  return { id, probe, duration, renditions, playlist, stream, frames: Number(stream.nb_read_frames) };
}
const made = (name: string, recording: Recording) => makeRecording(at(name), recording);

/** Frames that look as if their lines were from two moments. */
function fieldsIn(path: string): number {
  const { stderr } = spawnSync('ffmpeg', ['-i', path, '-vf', 'idet', '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  const [, tff = '', bff = ''] = /Multi frame detection: TFF: *(\d+) BFF: *(\d+)/.exec(stderr) ?? [];
  return Number.parseInt(tff, 10) + Number.parseInt(bff, 10);
}

describe('size and shape', () => {
  /** `a b c d` of the matrix in the picture's track header (ISO/IEC 14496-12 §8.3.2), as cameras write them. */
  test.each([
    ['a phone’s portrait', [0, 1, -1, 0], 'x=0:y=0:w=iw/2:h=ih', [180, 320]],
    ['a portrait taken the other way up', [0, -1, 1, 0], 'x=iw/2:y=0:w=iw/2:h=ih', [180, 320]],
    ['a picture upside down', [-1, 0, 0, -1], 'x=0:y=ih/2:w=iw:h=ih/2', [320, 180]],
    ['a picture mirrored from top to bottom', [1, 0, 0, -1], 'x=0:y=ih/2:w=iw:h=ih/2', [320, 180]],
  ])('%s is upright', async (name, [a = 0, b = 0, c = 0, d = 0], white, size) => {
    const video = fitting('-g', '30', '-vf', `drawbox=${white}:color=white:t=fill`);
    const path = made(`${name}.mp4`, { video });
    const bytes = readFileSync(path);
    for (const [nth, value] of [a, b, 0, c, d].entries())
      bytes.writeInt32BE(value * 0x10000, bytes.indexOf('tkhd') + 44 + nth * 4);
    writeFileSync(path, bytes);
    const { stream, probe, playlist } = await transcode(path);
    expect([stream.width, stream.height]).toEqual(size);
    expect([probe.width, probe.height]).toEqual(size);
    const halves = ['-frames:v', '1', '-vf', 'scale=1:2:flags=area,format=gray', '-f', 'rawvideo', '-'];
    const [top = 0, bottom = 0] = execFileSync('ffmpeg', ['-v', 'error', '-i', playlist, ...halves]);
    expect(top).toBeGreaterThan(220);
    expect(bottom).toBeLessThan(200);
  });

  test('odd sizes become even', async () => {
    const video = [...X264, '-vf', 'scale=853:479', '-pix_fmt', 'yuv444p'];
    const { stream, renditions } = await transcode(made('odd.mp4', { size: '853x479', video }));
    expect([stream.width, stream.height]).toEqual([854, 480]);
    expect(renditions.map((one) => one.name)).toEqual(['480p', '360p', 'audio', 'listen']);
  });

  test('pixels that are not square become so', async () => {
    const video = [...X264, '-vf', 'setsar=4/3', '-pix_fmt', 'yuv420p'];
    const { stream } = await transcode(made('sar.mp4', { size: '240x180', video }));
    expect([stream.width, stream.height, stream.sample_aspect_ratio]).toEqual([320, 180, '1:1']);
  });
});

describe('colour', () => {
  test('10-bit 4:2:2 becomes 8-bit 4:2:0', async () => {
    const video = [...X264, '-pix_fmt', 'yuv422p10le'];
    const { stream } = await transcode(made('deep.mp4', { video }));
    expect(stream).toMatchObject({ pix_fmt: 'yuv420p', color_space: 'bt709' });
  });

  test('HDR10 is tone-mapped: a white wall stays white, and nothing goes dark', async () => {
    const colours = ['-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc'];
    const params = 'log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc';
    ffmpeg(
      ...[
        '-f',
        'lavfi',
        '-i',
        'color=white:size=320x180:duration=1:rate=30',
        '-vf',
        'format=yuv420p10le,lutyuv=y=580:u=512:v=512',
      ],
      ...[
        '-c:v',
        'libx265',
        '-preset',
        'ultrafast',
        '-x265-params',
        params,
        '-pix_fmt',
        'yuv420p10le',
        ...colours,
        at('hdr.mp4'),
      ],
    );
    const { stream, probe, playlist } = await transcode(at('hdr.mp4'));
    expect(probe.hdr).toBe('smpte2084');
    expect(stream).toMatchObject({ pix_fmt: 'yuv420p', color_transfer: 'bt709' });
    // 58 % of PQ is about 200 nits: diffuse white
    expect(brightness(folder, playlist)[10]).toBeGreaterThan(150);
  });

  test('HDR that tells its transfer alone, in 8 bits, is tone-mapped too', async () => {
    const told = ['-bsf:v', 'h264_metadata=transfer_characteristics=18'];
    const { stream, probe } = await transcode(made('hlg.mp4', { seconds: 1, options: told }));
    expect(probe).toMatchObject({ hdr: 'arib-std-b67', copied: false });
    expect(stream).toMatchObject({ color_transfer: 'bt709', color_space: 'bt709' });
  });
});

describe('time', () => {
  test('interlaced fields become whole frames', async () => {
    const video = [
      ...X264,
      '-vf',
      // an edge that moves: what is from two moments is a comb there, and nowhere else
      'drawbox=color=black:t=fill,drawbox=w=iw/3:color=white:t=fill,scroll=h=0.02,interlace',
      '-flags',
      '+ilme+ildct',
      '-x264-params',
      'tff=1',
      '-pix_fmt',
      'yuv420p',
    ];
    const path = made('fields.mp4', { rate: '50', video });
    const { probe, frames, duration, playlist } = await transcode(path);
    expect(probe).toMatchObject({ interlaced: true, frameRate: [25, 1] });
    expect([frames, duration]).toEqual([50, 2]);
    expect([fieldsIn(path), fieldsIn(playlist)]).toEqual([50, 0]);
  });

  test('a variable rate becomes constant', async () => {
    const video = [
      ...X264,
      '-vf',
      "select='not(mod(n\\,3))+lt(n\\,20)'",
      '-fps_mode',
      'vfr',
      '-pix_fmt',
      'yuv420p',
    ];
    const { probe, frames, duration } = await transcode(made('variable.mp4', { seconds: 4, video }));
    expect(probe.frameRate).toEqual([30, 1]);
    expect(frames / 30).toBeCloseTo(duration ?? 0, 3);
    expect(duration).toBeCloseTo(4, 0);
  });

  test('a variable rate: picture and sound stay together', async () => {
    // every second a white flash and a beep of 100 ms; beside the flashes, frames come seldom, and ever more seldom
    const flash = "drawbox=color=black:t=fill,drawbox=color=white:t=fill:enable='lt(mod(t,1),0.1)'";
    const seldom = "select='lt(mod(t\\,1)\\,0.15)+not(mod(n\\,2+floor(t)))'";
    const video = [...X264, '-vf', `${flash},${seldom}`, '-fps_mode', 'vfr', '-pix_fmt', 'yuv420p'];
    const audio = "aevalsrc='if(lt(mod(t,1),0.1),sin(880*2*PI*t),0)'";
    const { renditions, playlist, id } = await transcode(made('together.mp4', { seconds: 8, video, audio }));
    expect(renditions.map(({ name }) => name)).toContain('audio');
    const begins = (levels: readonly number[], above: number) =>
      levels.flatMap((level, nth) => (level > above && (levels[nth - 1] ?? 0) <= above ? [nth] : []));
    const flashes = begins(brightness(folder, playlist), 120).map((frame) => frame / 30);
    const quiet = loudness(transcoder.path(playlistKey(id, 'audio'))).map((_, ms, all) =>
      Math.max(...all.slice(ms, ms + 3)),
    );
    const beeps = begins(quiet, 3000).map((ms) => ms / 1000);
    expect([flashes.length, beeps.length]).toEqual([8, 8]);
    for (const [nth, at] of flashes.entries()) expect(Math.abs(at - (beeps[nth] ?? 0))).toBeLessThan(0.1);
  });

  test.each([
    ['ts', X264],
    ['mkv', X264],
    ['avi', ['-c:v', 'mpeg4']],
    ['wmv', ['-c:v', 'wmv2', '-c:a', 'wmav2']],
    ['webm', ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']],
    ['m2ts', X264],
    ['mov', X264],
  ])('%s: as long as it was, whatever its clock starts at', async (container, video) => {
    const options = [...video, ...(container.endsWith('ts') ? ['-output_ts_offset', '100'] : [])];
    makeRecording(at('plain.mov'), { seconds: 3 });
    const audio = options.includes('-c:a') ? [] : ['-c:a', container === 'avi' ? 'mp3' : 'aac'];
    ffmpeg('-i', at('plain.mov'), ...options, ...audio, at(`clock.${container}`));
    const { duration, frames, renditions, probe } = await transcode(at(`clock.${container}`));
    expect(Math.abs(frames - 90)).toBeLessThanOrEqual(1);
    expect(duration).toBeCloseTo(frames / 30, 3);
    expect(renditions.filter((one) => one.kind === 'audio')).toHaveLength(2);
    if (container.endsWith('ts')) expect(probe.startTime).toBeGreaterThan(99);
  });
});

describe('sound', () => {
  test('none: ready, and silent', async () => {
    const { renditions, probe } = await transcode(made('silent.mp4', { audio: null }));
    expect(renditions.map((one) => one.kind)).toEqual(['video']);
    expect(probe).toMatchObject({ audioStream: null, audioTracks: 0, gainDb: null });
  });

  test('two tracks: the default one, and the number is known', async () => {
    made('one.mp4', {});
    ffmpeg(
      ...[
        '-i',
        at('one.mp4'),
        '-f',
        'lavfi',
        '-i',
        'sine=frequency=880:duration=2',
        '-map',
        '0',
        '-map',
        '1',
      ],
      ...[
        '-c:v',
        'copy',
        '-c:a',
        'aac',
        '-disposition:a:0',
        '0',
        '-disposition:a:1',
        'default',
        at('two.mp4'),
      ],
    );
    const { probe } = await transcode(at('two.mp4'));
    expect(probe).toMatchObject({ audioStream: 2, audioTracks: 2 });
  });
});
