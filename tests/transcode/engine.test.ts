/** Whole recordings through probe, chunks, sound and pictures: what comes out, box by box. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import HLS from 'hls-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRenditions } from '../../server/recordings/landing.ts';
import { contiguousSegments } from '../../server/recordings/playlist.ts';
import { playlistKey } from '../../server/storage/keys.ts';
import { readFragment, readInit } from '../../transcode/fmp4.ts';
import { ffprobe, makeRecording } from '../support/media.ts';
import { firstSlice } from '../support/slices.ts';
import { openTranscoder, settled, type Transcoder } from '../support/transcoder.ts';

let transcoder: Transcoder;
const folder = mkdtempSync(join(tmpdir(), 'madang-media-'));

beforeAll(async () => {
  transcoder = await openTranscoder();
  await transcoder.work(2);
});
afterAll(async () => {
  await transcoder.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two chunks and more, at rates whose frames fall on no round times. */
const CASES = [
  {
    name: '30 fps with sound',
    rate: '30',
    size: '640x480',
    seconds: 18,
    rungs: ['480p', '360p'],
  },
  { name: '29.97 fps', rate: '30000/1001', size: '320x180', seconds: 17, rungs: ['180p'] },
  {
    name: '59.94 fps',
    rate: '60000/1001',
    size: '640x480',
    seconds: 16.5,
    rungs: ['480p', '360p'],
  },
  {
    name: '10 fps, silent',
    rate: '10',
    size: '320x180',
    seconds: 17,
    rungs: ['180p'],
    silent: true,
  },
];

describe.each(CASES)('$name', ({ name, rate, size, seconds, rungs, silent }) => {
  let id: string;
  /** in the recording */
  let frames: number;
  let renditions: Awaited<ReturnType<typeof listRenditions>>;

  beforeAll(async () => {
    const path = join(folder, `${name}.mp4`);
    makeRecording(path, { rate, size, seconds, ...(silent && { audio: null }) });
    frames = countFrames(path);
    id = await transcoder.upload(path);
    await transcoder.until(id, settled, 120);
    renditions = await listRenditions(transcoder.db, id);
  }, 130_000);

  const fragments = async (name: string) => {
    const rendition = renditions.find((one) => one.name === name);
    if (!rendition?.initKey) throw new Error(`${name} has not landed`);
    const init = readInit(await transcoder.bytes(rendition.initKey));
    const segments = contiguousSegments(rendition.runs);
    const read = segments.map(async ({ key, duration }) => {
      const bytes = await transcoder.bytes(key);
      return { ...readFragment(bytes), bytes, seconds: duration };
    });
    return { ...init, list: await Promise.all(read) };
  };

  test('becomes ready, with the ladder it should have', async () => {
    expect(await transcoder.row(id)).toMatchObject({ state: 'ready', code: null, chunkCount: 2 });
    expect(renditions.filter((one) => one.kind === 'video').map((one) => one.name)).toEqual(rungs);
    const sound = renditions.filter((one) => one.kind === 'audio').map((one) => one.name);
    expect(sound).toEqual(silent ? [] : ['audio', 'listen']);
  });

  test('every segment of every rung begins with an IDR picture, shown when it is decoded', async () => {
    for (const rung of rungs) {
      const { list } = await fragments(rung);
      expect(list.every(({ sync }) => sync)).toBe(true);
      expect(list.map(({ bytes }) => firstSlice(bytes))).toEqual(list.map(() => 5));
      expect(list.map(({ shown }) => Math.min(...shown))).toEqual(
        list.map(({ decodeTime }) => Number(decodeTime)),
      );
    }
  });

  test('every chunk came with the init segment that is published', async () => {
    for (const { name, initKey, runs } of renditions) {
      const published = await transcoder.bytes(initKey ?? '');
      const folders = runs.map(({ keys }) => dirname(keys[0] ?? ''));
      if (name.endsWith('p')) expect(new Set(folders).size).toBe(2);
      for (const folder of folders)
        expect((await transcoder.bytes(`${folder}/init.mp4`)).equals(published)).toBe(true);
    }
  });

  test('decode times go on without a gap over chunk boundaries, in sound too', async () => {
    for (const { name } of renditions) {
      const { list } = await fragments(name);
      let at = 0n;
      for (const { decodeTime, duration } of list) {
        expect(decodeTime).toBe(at);
        at += BigInt(duration);
      }
    }
  });

  test('segments start at the same times in every rung', async () => {
    const starts = async (rung: string) => {
      const { list, timescale } = await fragments(rung);
      return list.map(({ decodeTime }) => Number(decodeTime) / timescale);
    };
    const top = await starts(rungs[0] as string);
    for (const rung of rungs) {
      for (const [index, start] of (await starts(rung)).entries())
        expect(start).toBeCloseTo(top[index] ?? -1, 6);
    }
  });

  test('as many frames come out as went in, equally far apart, each shown once', async () => {
    for (const [index, rung] of rungs.entries()) {
      const step = index > 0 && rate.startsWith('60') ? 2 : 1;
      const { list, timescale } = await fragments(rung);
      expect(list.reduce((sum, one) => sum + one.shown.length, 0)).toBe(frames / step);
      const shown = list.flatMap((one) => one.shown).sort((a, b) => a - b);
      const tick = (timescale / fraction(rate)) * step;
      expect(shown.every((time, nth) => Math.abs(time - nth * tick) < 0.5)).toBe(true);
    }
  });

  test('durations of the segments make the duration of the lecture', async () => {
    const { duration } = await transcoder.row(id);
    expect(duration).toBeCloseTo(frames / fraction(rate), 4);
    for (const { name, kind } of renditions) {
      const { list } = await fragments(name);
      const sum = list.reduce((total, one) => total + one.seconds, 0);
      expect(Math.abs(sum - (duration ?? 0))).toBeLessThan(kind === 'video' ? 0.001 : 0.022);
    }
  });

  test('the static package is what a strict HLS parser takes, and ffmpeg decodes it', async () => {
    HLS.setOptions({ strictMode: true });
    const text = async (name: string) => String(await transcoder.bytes(playlistKey(id, name)));
    const master = HLS.parse(await text('master'));
    if (!master.isMasterPlaylist) throw new Error('no master playlist');
    expect(master.variants.map((one) => one.resolution?.height)).toEqual(
      rungs.map((rung) => Number.parseInt(rung, 10)),
    );
    expect(master.independentSegments).toBe(true);
    for (const variant of master.variants) {
      expect(variant.codecs).toMatch(silent ? /^avc1\.[\da-f]{6}$/ : /^avc1\.[\da-f]{6},mp4a\.40\.2$/);
      expect(variant.bandwidth).toBeGreaterThanOrEqual(variant.averageBandwidth ?? Number.POSITIVE_INFINITY);
    }
    for (const { name } of renditions) {
      const media = HLS.parse(await text(name));
      expect(media).toMatchObject({ endlist: true, playlistType: 'VOD' });
      expect(await transcoder.storage.head(playlistKey(id, name))).not.toBeNull();
    }
    expect(countFrames(transcoder.path(playlistKey(id, rungs[0] as string)))).toBe(frames);
  });
});

/** Frames that ffmpeg decodes from the first video stream of a file. */
function countFrames(path: string): number {
  const entries = ['-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0'];
  return Number.parseInt(ffprobe('-select_streams', 'v:0', ...entries, path), 10);
}

function fraction(text: string): number {
  const [top = 0, bottom = 1] = text.split('/').map(Number);
  return top / bottom;
}
