/** Whether a recording's own picture can be the top rung: the rules by tables, and files that break each. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areFit, cutAt, cutsOf, entryOf, mayBeCopied, type Wanted } from '../../transcode/copy.ts';
import { type Packets, parsePackets, type Read } from '../../transcode/packets.ts';
import type { Source } from '../../transcode/source.ts';
import { fitting, makeFitting, remake } from '../support/fitting.ts';
import { ffmpeg } from '../support/media.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const wanted: Wanted = {
  ...{ rung: 720, width: 1280, height: 720, frameRate: [30, 1], frames: 6, startTime: 0 },
};

describe('what a file says of itself', () => {
  const video: Source['video'] = {
    ...{ index: 0, start: 0, duration: 60, width: 1280, height: 720, codedWidth: 1280, codedHeight: 720 },
    ...{ frameRate: [30, 1], averageRate: [30, 1], fields: 'progressive', transfer: null, matrix: null },
    ...{ codec: 'h264', profile: 'High', pixelFormat: 'yuv420p', upright: true },
  };
  const source: Source = {
    ...{ format: 'mov,mp4,m4a,3gp,3g2,mj2', start: 0, duration: 60, bitRate: 800_000 },
    ...{ video, audio: null, audioTracks: 0, unheard: false },
  };
  const plain = { interlaced: false, hdr: null };
  const may = (file: Partial<Source>, picture: Partial<Source['video']> = {}, rung: Partial<Wanted> = {}) =>
    mayBeCopied({ ...source, ...file, video: { ...video, ...picture } }, { ...wanted, ...rung }, plain);

  test('fits', () => {
    expect(may({}) && may({ bitRate: 1_300_000 }) && may({}, { profile: 'Constrained Baseline' })).toBe(true);
    expect(may({}, { profile: 'Main', matrix: 'bt709' })).toBe(true);
    expect(may({}, { matrix: 'smpte170m', height: 480, codedHeight: 480 }, { height: 480 })).toBe(true);
  });

  test.each<[string, Partial<Source>, Partial<Source['video']>, Partial<Wanted>]>([
    ['another container', { format: 'matroska,webm' }, {}, {}],
    ['another codec', {}, { codec: 'hevc' }, {}],
    ['a profile that browsers may lack', {}, { profile: 'High 10' }, {}],
    ['full range', {}, { pixelFormat: 'yuvj420p' }, {}],
    ['another matrix than players take for granted', {}, { matrix: 'smpte170m' }, {}],
    ['no matrix, and taken for SD', {}, { height: 480, codedHeight: 480 }, { height: 480 }],
    ['turned', {}, { upright: false }, {}],
    ['wider than shown', {}, { codedWidth: 1440 }, {}],
    ['larger than the top rung', {}, { codedWidth: 2560, codedHeight: 1440 }, {}],
    ['60 frames a second', {}, {}, { frameRate: [60, 1] }],
    ['more bits than we would spend', { bitRate: 1_300_001 }, {}, {}],
    ['unknown bits', { bitRate: null }, {}, {}],
  ])('%s', (_name, file, picture, rung) => {
    expect(may(file, picture, rung)).toBe(false);
  });

  test('interlaced', () => expect(mayBeCopied(source, wanted, { ...plain, interlaced: true })).toBe(false));
  test('tone-mapped', () => expect(mayBeCopied(source, wanted, { ...plain, hdr: 'smpte2084' })).toBe(false));
});

describe('packets', () => {
  /** `nth of the pictures shown`, in the order of decoding; `I` begins a group. */
  const packets = (order: string, change: Partial<Packets> = {}): Packets => {
    const words = order.split(' ').filter(Boolean);
    const pts = words.map((word) => Number.parseInt(word, 10) * 512);
    return {
      ...{ tick: [1, 15_360], streams: 1, pts, dts: words.map((_, nth) => (nth - 1) * 512) },
      ...{ durations: words.map(() => 512), bytes: words.map(() => 1000), sums: new Set(['0x1']) },
      ...{ keys: words.map((word) => word.endsWith('I')), special: false },
      ...change,
    };
  };
  const only = (all: Packets, which: (nth: number) => boolean): Packets => {
    const of = <T>(list: T[]) => list.filter((_, nth) => which(nth));
    return { ...all, pts: of(all.pts), dts: of(all.dts), keys: of(all.keys) };
  };
  const read = (order: string, change: Partial<Packets> = {}): Read => {
    const all = packets(order, change);
    const isIdr = (nth: number) => /I/.test(order.split(' ')[nth] ?? '');
    return {
      ...{ all, idr: only(all, isIdr), rest: only(all, (nth) => !isIdr(nth)), sets: only(all, () => false) },
    };
  };
  const GOOD = '0I 2 1 3I 5 4';

  test('are read from what ffmpeg writes', async () => {
    const parse = (text: string, most = 9) => parsePackets(text.split('\n'), most);
    const head = '#software: Lavf\n#tb 0: 1/12800\n#media_type 0: video\n';
    const lines = '0,  -1024,  0,  512,  2812, 0xe36d\n0, -512, 2048, 500, 916, 0x7d39, F=0x0\n';
    expect(await parse(head + lines)).toEqual({
      ...{ tick: [1, 12_800], streams: 1, dts: [-1024, -512], pts: [0, 2048], durations: [512, 500] },
      ...{ bytes: [2812, 916], sums: new Set(['0xe36d', '0x7d39']), keys: [true, false], special: false },
    });
    expect(await parse(head + lines, 1)).toMatchObject({ pts: [0], bytes: [2812] });
    for (const more of ['F=0x5', 'F=0x2', 'S=1, 40, 0x2'])
      expect(await parse(`0, 0, 0, 512, 9, 0x1, ${more}`)).toMatchObject({ special: true });
    expect(await parse('#tb 0: 1/600\n#tb 1: 1/600\n')).toMatchObject({ streams: 2 });
  });

  test('may be cut before IDR pictures', () => {
    expect(cutsOf(good, wanted)).toEqual([0, 3]);
    expect(cutsOf({ ...good, sets: good.idr }, wanted)).toEqual([0, 3]);
  });

  const good = read(GOOD);
  test.each<[string, Read, Partial<Wanted>?]>([
    ['none', read('')],
    ['fewer than frames', good, { frames: 7 }],
    ['begins elsewhere', good, { startTime: 0.2 }],
    ['begins with no IDR picture', read('0 2I 1 3I 5 4')],
    ['a group that is not closed', read('0I 2 1 4I 3 5')],
    ['a gap', read('0I 2 1 4I 6 5')],
    ['one twice', read('0I 2 1 3I 3 4')],
    ['decoded at odd times', read(GOOD, { dts: [-512, 0, 512, 1024, 1600, 2048] })],
    ['ticks that are no part of a frame', read(GOOD, { tick: [1, 1000] })],
    ['another length than the step', read(GOOD, { durations: [512, 512, 512, 512, 512, 1] })],
    ['a key that is no IDR picture', { ...good, all: packets('0I 2I 1 3I 5 4') }],
    ['an IDR picture that is no key', { ...good, all: packets('0I 2 1 3 5 4') }],
    ['hidden, broken or of another description', read(GOOD, { special: true })],
    ['two pictures in the file', read(GOOD, { streams: 2 })],
    ['one that cannot be taken apart', { ...good, rest: only(good.rest, (nth) => nth > 0) }],
    ['other parameters midway', { ...good, sets: { ...good.idr, sums: new Set(['0x1', '0x2']) } }],
    ['parameters at the start alone', { ...good, sets: only(good.idr, (nth) => nth === 0) }],
  ])('not: %s', (_name, broken, other = {}) => {
    expect(cutsOf(broken, { ...wanted, ...other })).toBeNull();
  });

  test.each<[string, Wanted['frameRate'], number[], number, number[]]>([
    ['each second', [30, 1], [0, 30, 60, 90, 120, 150, 180, 210, 240], 0, [120, 240, 600]],
    ['from the chunk on', [30, 1], [0, 100, 200, 300, 400, 500], 100, [300, 400, 500]],
    ['n × 4 s of the chunk, not 4 s from the last', [30, 1], [0, 213, 246, 417], 0, [213, 246, 417]],
    ['just before 4 s', [30_000, 1001], [0, 119, 120, 239, 240], 0, [120, 240, 600]],
    ['exactly at 12 s', [50, 3], [0, 100, 150, 200, 250], 0, [100, 150, 200]],
  ])('are cut as ffmpeg does: %s', (_name, frameRate, cuts, from, ends) => {
    const cut = cutAt(cuts, { ...wanted, frameRate, frames: 600 });
    let at = from;
    for (const [nth, end] of ends.entries()) {
      expect(cut(from, nth + 1, at)).toBe(end);
      at = end;
    }
  });

  test('segments are neither long nor heavy', () => {
    const light = (segments: number[], kbit: number, heavy = 0) => {
      const frames = segments.reduce((sum, length) => sum + length, 0);
      const bytes = Array.from({ length: frames }, (_, nth) =>
        Math.floor((((nth < 120 && heavy) || kbit) * 1000) / 8 / 30),
      );
      return areFit(segments, { ...packets(''), bytes }, { ...wanted, frames });
    };
    expect(light([240, 120], 900)).toBe(true);
    expect(light([241, 120], 900)).toBe(false);
    expect(light([240, 120], 902)).toBe(false);
    expect(light([120, 240, 240], 100, 2400)).toBe(true);
    expect(light([120, 240, 240], 100, 2402)).toBe(false);
  });

  test('are sought half a frame after they begin', () => {
    expect(entryOf(12, { startTime: 1.5, frameRate: [25, 1] })).toBe('13.520000');
  });
});

describe('a recording that is made anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-copy-'));
  const at = (name: string) => join(folder, name);
  let transcoder: Transcoder;

  const plain = makeFitting(at('plain.mp4'));
  const long = makeFitting(at('long.mp4'), { seconds: 16 });
  const made = (name: string, ...options: string[]) =>
    makeFitting(at(name), { video: fitting('-g', '30', ...options) });
  const patched = (name: string, from: string, patch: (bytes: Buffer) => void) => {
    const bytes = readFileSync(from);
    patch(bytes);
    writeFileSync(at(name), bytes);
    return at(name);
  };
  const joined = (name: string, ...paths: string[]) => {
    writeFileSync(at('list.txt'), paths.map((path) => `file '${path}'\n`).join(''));
    ffmpeg('-f', 'concat', '-safe', '0', '-i', at('list.txt'), '-map', '0:v', '-c', 'copy', at(name));
    return at(name);
  };
  const other = made('other.mp4', '-bf', '0', '-x264-params', 'cabac=0:ref=1');
  const faster = makeFitting(at('faster.mp4'), { rate: '25', seconds: 16 });

  const CASES: Record<string, () => string> = {
    'open groups of pictures': () => made('open.mp4', '-x264-params', 'open-gop=1:bframes=3'),
    'recovery points beside IDR pictures': () =>
      makeFitting(at('refresh.mp4'), {
        seconds: 12,
        video: fitting(
          ...['-x264-params', 'keyint=60:intra-refresh=1:bframes=0'],
          ...['-force_key_frames', 'expr:gte(t,n_forced*5)'],
        ),
      }),
    'a key frame each 10 s': () => makeFitting(at('rare.mp4'), { seconds: 12, video: fitting('-g', '300') }),
    'a variable rate': () =>
      made('variable.mp4', '-vf', "select='not(mod(n\\,3))+lt(n\\,20)'", '-fps_mode', 'vfr'),
    'full range': () => made('full.mp4', '-pix_fmt', 'yuvj420p', '-color_range', 'pc'),
    '10 bits': () => made('deep.mp4', '-pix_fmt', 'yuv420p10le'),
    '4:2:2': () => made('wide.mp4', '-pix_fmt', 'yuv422p'),
    turned: () =>
      patched('turned.mp4', plain, (bytes) => {
        // the matrix of the picture's track header (ISO/IEC 14496-12 §8.3.2)
        for (const [nth, value] of [0, 0x10000, 0, -0x10000, 0, 0].entries())
          bytes.writeInt32BE(value, bytes.indexOf('tkhd') + 44 + nth * 4);
      }),
    mirrored: () =>
      patched('mirrored.mp4', plain, (bytes) => {
        // top to bottom: the angle of such a matrix is 0
        for (const [nth, value] of [0x10000, 0, 0, 0, -0x10000, 0, 0, 180 * 0x10000].entries())
          bytes.writeInt32BE(value, bytes.indexOf('tkhd') + 44 + nth * 4);
      }),
    interlaced: () =>
      made('fields.mp4', '-vf', 'interlace', '-flags', '+ilme+ildct', '-x264-params', 'tff=1'),
    'pixels that are not square': () => made('narrow.mp4', '-vf', 'setsar=4/3'),
    'more bits than the table has': () => made('heavy.mp4', '-crf', '8'),
    '60 frames a second': () => makeFitting(at('sixty.mp4'), { rate: '60' }),
    'no matrix at 180 lines': () => made('untold.mp4', '-colorspace', 'unknown'),
    Matroska: () => remake(plain, at('plain.mkv')),
    'MPEG-TS': () => remake(plain, at('plain.ts')),
    'sound that goes on for 3 s': () => {
      ffmpeg(
        ...['-i', plain, '-f', 'lavfi', '-i', 'sine=duration=6:sample_rate=48000'],
        ...['-c:v', 'copy', '-c:a', 'aac', at('sound.mp4')],
      );
      return at('sound.mp4');
    },
    'an edit that begins within a group': () => {
      ffmpeg('-ss', '1.5', '-i', plain, '-c', 'copy', at('cut.mp4'));
      return at('cut.mp4');
    },
    'another rate in the picture than in the file': () =>
      remake(plain, at('rates.mp4'), '-bsf:v', 'h264_metadata=tick_rate=50'),
    'B-frames by 600 ticks': () => remake(plain, at('ticks.mov'), '-video_track_timescale', '600'),
    'two pictures, of which the second is the default': () => {
      ffmpeg(
        ...['-i', faster, '-i', long, '-map', '0', '-map', '1', '-c', 'copy'],
        ...['-disposition:v:0', '0', '-disposition:v:1', 'default', at('pictures.mp4')],
      );
      return at('pictures.mp4');
    },
    'an index without the key frame of the second chunk': () =>
      patched('index.mp4', long, (bytes) => {
        const list = bytes.indexOf('stss') + 12;
        expect(bytes.readUInt32BE(list + 8 * 4)).toBe(241);
        bytes.writeUInt32BE(230, list + 8 * 4);
      }),
    'a packet that cannot be taken apart': () =>
      patched('broken.mp4', plain, (bytes) => {
        let unit = bytes.indexOf('mdat') + 4;
        while ((bytes.readUInt8(unit + 4) & 0x1f) !== 1) unit += 4 + bytes.readUInt32BE(unit);
        bytes.writeUInt32BE(0x00ffffff, unit);
      }),
    'two encodings, one after the other': () => joined('joined.mp4', made('one.mp4', '-bf', '0'), other),
    'two sample descriptions': () => {
      const sound = makeFitting(at('sounding.mp4'), { audio: 'sine=frequency=440' });
      ffmpeg('-i', sound, '-map', '0:a', '-map', '0:v', '-c', 'copy', at('picture-last.mp4'));
      writeFileSync(at('described.mp4'), describedTwice(readFileSync(at('picture-last.mp4'))));
      return at('described.mp4');
    },
  };
  const ids = new Map<string, string>();

  beforeAll(async () => {
    transcoder = await openTranscoder();
    ids.set('plain', await transcoder.upload(plain)); // the first that is waited for
    for (const [name, make] of Object.entries(CASES)) ids.set(name, await transcoder.upload(make()));
    await transcoder.work(2);
  });
  afterAll(async () => {
    await transcoder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const settle = (name: string) => transcoder.until(ids.get(name) ?? '', settled, 110);

  test('is none of those that fit', async () => {
    expect(await settle('plain')).toMatchObject({ state: 'ready', probe: { copied: true } });
  });

  test.each(Object.keys(CASES))('%s', async (name) => {
    expect(await settle(name)).toMatchObject({ state: 'ready', code: null, probe: { copied: false } });
  });
});

/** A file whose last track says what its samples are twice over; those of its end go by the second. */
function describedTwice(bytes: Buffer): Buffer {
  const description = bytes.lastIndexOf('stsd') + 12;
  const again = bytes.subarray(description, description + bytes.readUInt32BE(description));
  bytes.writeUInt32BE(2, description - 4);
  const chunks = bytes.lastIndexOf('stsc') + 8;
  const runs = bytes.readUInt32BE(chunks);
  expect(runs).toBeGreaterThan(1);
  bytes.writeUInt32BE(2, chunks + runs * 12);
  for (const box of ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']) {
    const size = bytes.lastIndexOf(box) - 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(size) + again.length, size);
  }
  return Buffer.concat([bytes.subarray(0, description), again, bytes.subarray(description)]);
}
