/** Recordings whose own picture becomes the top rung: what comes out, picture by picture. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import HLS from 'hls-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRenditions } from '../../server/recordings/landing.ts';
import { contiguousSegments, mediaPlaylist } from '../../server/recordings/playlist.ts';
import { playlistKey, recordingPrefix } from '../../server/storage/keys.ts';
import { type Fragment, readFragment, readInit } from '../../transcode/fmp4.ts';
import { fitting, makeFitting, remake } from '../support/fitting.ts';
import { ffmpeg } from '../support/media.ts';
import { firstSlice } from '../support/slices.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'madang-copied-'));
const at = (name: string) => join(folder, name);
let transcoder: Transcoder;

const SOUND = 'sine=frequency=440';
const pyramid = fitting('-g', '30', '-bf', '3', '-x264-params', 'b-pyramid=normal');
const base = makeFitting(at('base.mp4'), { seconds: 16, audio: SOUND, video: pyramid });
/** Key frames at these seconds, and nowhere else. */
const keysAt = (...seconds: number[]) =>
  fitting('-g', '1000', '-bf', '2', '-force_key_frames', seconds.join(','));

type Case = { name: string; path: string; rate?: number; rungs?: string[]; start?: number };
const CASES: Case[] = [
  { name: 'a pyramid of B-frames, with sound', path: base },
  { name: 'a single segment', path: makeFitting(at('short.mp4')) },
  {
    name: '29.97 fps, two rungs',
    path: makeFitting(at('two-rungs.mp4'), {
      ...{ seconds: 16, audio: SOUND, size: '640x480', rate: '30000/1001', video: pyramid },
    }),
    rate: 30_000 / 1001,
    rungs: ['480p', '360p'],
  },
  {
    name: '29.97 fps, 70 s',
    path: makeFitting(at('long.mp4'), {
      ...{ seconds: 70, audio: SOUND, rate: '30000/1001', video: fitting('-g', '48') },
    }),
    rate: 30_000 / 1001,
  },
  {
    name: 'key frames at odd places, some 4 to 8 s apart, two rungs',
    path: makeFitting(at('odd.mp4'), {
      ...{ seconds: 20, size: '640x480', video: keysAt(1.3, 2.9, 7.1, 8.2, 13.9, 15, 19) },
    }),
    rungs: ['480p', '360p'],
  },
  {
    name: 'segments that are longer in a later chunk',
    path: makeFitting(at('longer.mp4'), { seconds: 20, size: '160x90', video: keysAt(4, 8, 15.5) }),
    rungs: ['90p'],
  },
  {
    name: '23.976 fps, key frames 7.5 s apart',
    path: makeFitting(at('film.mp4'), {
      ...{ seconds: 32, rate: '24000/1001', size: '160x90', video: fitting('-g', '180', '-bf', '3') },
    }),
    rate: 24_000 / 1001,
    rungs: ['90p'],
  },
  {
    name: '16.67 fps: 4 s are no whole number of frames, 12 s are',
    path: makeFitting(at('slow.mp4'), {
      ...{ seconds: 40, rate: '50/3', size: '160x90', video: fitting('-g', '50') },
    }),
    rate: 50 / 3,
    rungs: ['90p'],
  },
  {
    name: 'MOV of 600 ticks, no B-frames',
    path: makeFitting(at('ticks.mov'), {
      seconds: 16,
      video: fitting('-g', '60', '-bf', '0', '-profile:v', 'baseline', '-video_track_timescale', '600'),
    }),
  },
  { name: '90,000 ticks', path: remake(base, at('ticks.mp4'), '-video_track_timescale', '90000') },
  { name: 'its index first', path: remake(base, at('faststart.mp4'), '-movflags', 'faststart') },
  {
    name: 'in fragments',
    path: remake(base, at('fragments.mp4'), '-movflags', 'frag_keyframe+empty_moov'),
    start: 2 / 30,
  },
  { name: 'an edit that begins at 0.5 s', path: remake(base, at('edit.mp4'), '-ss', '1.5'), start: 0.5 },
  {
    name: 'begins after 5 s of nothing',
    path: remake(base, at('late.mp4'), '-output_ts_offset', '5'),
    start: 5,
  },
  {
    name: 'parameter sets with every IDR picture',
    path: remake(base, at('sets.mov'), '-bsf:v', 'h264_mp4toannexb,h264_metadata=aud=insert'),
  },
];
const ids = new Map<string, string>();

beforeAll(async () => {
  transcoder = await openTranscoder();
  for (const { name, path } of CASES) ids.set(name, await transcoder.upload(path));
  await transcoder.work(2);
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

type Rung = { timescale: number; list: (Fragment & { bytes: Buffer; seconds: number })[] };

describe.each(CASES)('$name', ({ name, path, rate = 30, rungs = ['180p'], start = 0 }) => {
  let id: string;
  let source: string[];
  const made = new Map<string, Rung>();
  const rung = (one: string) => made.get(one) as Rung;

  beforeAll(async () => {
    id = ids.get(name) ?? '';
    source = pictures(path);
    const { state, probe } = await transcoder.until(id, settled, 110);
    expect(state).toBe('ready');
    expect(probe).toMatchObject({ copied: true });
    expect(probe?.startTime).toBeCloseTo(start, 5);
    for (const { kind, name, initKey, runs } of await listRenditions(transcoder.db, id)) {
      if (kind === 'audio') continue;
      const { timescale } = readInit(await transcoder.bytes(initKey ?? ''));
      const list = contiguousSegments(runs).map(async ({ key, duration }) => {
        const bytes = await transcoder.bytes(key);
        return { ...readFragment(bytes), bytes, seconds: duration };
      });
      made.set(name, { timescale, list: await Promise.all(list) });
    }
    expect([...made.keys()]).toEqual(rungs);
  });

  test('every segment of every rung begins with an IDR picture, and the same frames are in it', () => {
    const [top] = rungs;
    const lengths = rung(top ?? '').list.map(({ shown }) => shown.length);
    for (const { list } of made.values()) {
      expect(list.map(({ bytes }) => firstSlice(bytes))).toEqual(list.map(() => 5));
      expect(list.every(({ sync }) => sync)).toBe(true);
      expect(list.map(({ shown }) => shown.length)).toEqual(lengths);
      expect(Math.max(...list.map(({ seconds }) => seconds))).toBeLessThanOrEqual(8);
    }
  });

  test('times go on without a gap, the same in every rung, and each frame is shown once', async () => {
    const { duration } = await transcoder.row(id);
    expect(duration).toBeCloseTo(source.length / rate, 4);
    for (const { list, timescale } of made.values()) {
      const tick = timescale / rate;
      let frames = 0;
      for (const { decodeTime, duration, shown, seconds } of list) {
        expect(Math.abs(Number(decodeTime) - frames * tick)).toBeLessThanOrEqual(0.5);
        expect(Math.min(...shown)).toBe(Number(decodeTime));
        frames += shown.length;
        expect(Math.abs(Number(decodeTime) + duration - frames * tick)).toBeLessThanOrEqual(0.5);
        expect(seconds).toBeCloseTo(shown.length / rate, 4);
      }
      expect(frames).toBe(source.length);
      const shown = list.flatMap((one) => one.shown).sort((a, b) => a - b);
      expect(shown.filter((time, nth) => Math.abs(time - nth * tick) > 0.5)).toEqual([]);
      expect(list.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(duration ?? 0, 3);
    }
  });

  test('what a player is told with the first chunk stays', async () => {
    const all = await listRenditions(transcoder.db, id);
    const atFirst = all.map((one) => ({ ...one, runs: one.runs.slice(0, 1) }));
    const growth = { prefix: recordingPrefix(id), complete: false };
    for (const { name } of all) {
      const told = mediaPlaylist(atFirst, name, growth);
      expect(told).toContain('#EXTINF');
      expect(mediaPlaylist(all, name, growth)?.startsWith(told ?? '')).toBe(true);
    }
  });

  test('the pictures are those of the recording, and ffmpeg has nothing to complain of', async () => {
    expect(pictures(transcoder.path(playlistKey(id, rungs[0] ?? '')))).toEqual(source);
    HLS.setOptions({ strictMode: true });
    for (const { name } of await listRenditions(transcoder.db, id)) {
      const playlist = transcoder.path(playlistKey(id, name));
      expect(HLS.parse(String(await transcoder.bytes(playlistKey(id, name))))).toMatchObject({
        endlist: true,
      });
      const { status, stderr } = spawnSync(
        ...(['ffmpeg', ['-v', 'warning', '-xerror', '-i', playlist, '-f', 'null', '-']] as const),
        { encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, '']);
    }
  });
});

/** Hashes of the pictures of a file's only video stream. */
function pictures(path: string): string[] {
  const to = at('pictures.txt');
  ffmpeg('-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', to);
  const lines = readFileSync(to, 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line));
  return lines.map((line) => line.split(',').at(-1)?.trim() ?? '');
}
