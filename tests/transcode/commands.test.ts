/** The commands that are put together, and the pictures that are chosen, by tables. */
import { describe, expect, test } from 'vitest';
import type { Probe } from '../../server/database/schema/recordings.ts';
import { audioCommand } from '../../transcode/audio-command.ts';
import { Failure, failureCode } from '../../transcode/failures.ts';
import { argumentsOf, readProgress } from '../../transcode/ffmpeg.ts';
import { ladder } from '../../transcode/ladder.ts';
import { latenessOf } from '../../transcode/rounding.ts';
import { missingParts, readSandbox } from '../../transcode/sandbox.ts';
import type { Fraction } from '../../transcode/source.ts';
import {
  choosePosters,
  layoutOf,
  posterCommand,
  readLooks,
  writeVtt,
} from '../../transcode/storyboard-command.ts';
import { type VideoWork, videoCommand, videoFilter } from '../../transcode/video-command.ts';

describe('commands', () => {
  const probe: Probe = {
    ...{
      videoStream: 0,
      audioStream: 1,
      audioTracks: 1,
      startTime: 1.4,
      container: 'mp4',
      width: 1920,
      height: 1080,
    },
    ...{
      frameRate: [60, 1],
      copied: false,
      pictureSeconds: 60,
      interlaced: true,
      hdr: null,
      assumedMatrix: null,
      gainDb: 3,
    },
  };
  const rungs = ladder(probe, probe.frameRate).map(({ name, rung, width, height, frameRate }) => ({
    ...{ name, rung: rung ?? 0, width: width ?? 0, height: height ?? 0, frameRate: frameRate ?? 0 },
  }));
  const work: VideoWork = {
    ...{
      source: '/data/a b;c',
      probe,
      rungs,
      chunk: { start: 12, segments: [240, 240, 480, 480] },
      entry: 11.9,
      threads: 1,
    },
    folderOf: (rung) => `/scratch/${rung}`,
  };

  test('a path with spaces stays one argument, behind file: and the allowlists', () => {
    const args = argumentsOf(videoCommand(work));
    const input = args.indexOf('file:/data/a b;c');
    expect(args[input - 1]).toBe('-i');
    for (const option of ['-protocol_whitelist', '-format_whitelist', '-codec_whitelist']) {
      expect(args.indexOf(option)).toBeGreaterThan(0);
      expect(args.indexOf(option)).toBeLessThan(input);
    }
    expect(args[args.indexOf('-protocol_whitelist') + 1]).toBe('file');
    expect(args.filter((arg) => arg === '-i')).toHaveLength(1);
  });

  test('one decode; each rung from one that is large enough; 60 frames at the top only', () => {
    const filter = videoFilter(work);
    expect(filter.match(/\[0:0\]/g)).toHaveLength(1);
    expect(filter).toContain('bwdif');
    expect(filter).toContain('start_time=12.000000');
    expect(filter).toContain('trim=end_frame=1440');
    expect(filter).toMatch(/\[to720p\]framestep=2,scale=1280:720/);
    expect(filter).toMatch(/\[to480p\]scale=854:480/);
    expect(filter).toMatch(/split=3\[720p\]\[to480p\]\[to360p\]/);
    expect(filter).toMatch(/tpad=stop_mode=clone:stop=-1,fps=/);
  });

  test('decoding begins where it is told to, or from the very beginning', () => {
    const seek = (start: number) => {
      const args = argumentsOf(videoCommand({ ...work, entry: start }));
      return args.includes('-ss') ? args[args.indexOf('-ss') + 1] : null;
    };
    expect(seek(11)).toBe('11.000000');
    expect(seek(0)).toBeNull();
    expect(seek(-1)).toBeNull();
  });

  test('sound is put on the lecture’s own time', () => {
    const { filter } = audioCommand({
      ...{ source: { path: 'x', stream: 1, entry: 0 }, startTime: 1.4, gainDb: -2.5, last: true },
      chunk: { start: 0, segments: [188, 100] },
      folderOf: (name) => name,
    });
    expect(filter).toContain('[0:1]asetpts=round(PTS-(1.4)/TB)');
    expect(filter).toContain('volume=-2.5dB');
    expect(filter).toContain('first_pts=1024,');
    expect(filter).toContain(`atrim=end_sample=${287 * 1024}`);
  });

  test('a later chunk of sound is made with a segment before it and two frames after it', () => {
    const { filter, inputs } = audioCommand({
      ...{ source: { path: 'x', stream: 1, entry: 3.032 }, startTime: 0, gainDb: 0, last: false },
      ...{ chunk: { start: (376 * 1024) / 48_000, segments: [188, 188] }, folderOf: (name) => name },
    });
    expect(filter).toContain(`first_pts=${189 * 1024},`);
    expect(filter).toContain(`atrim=end_sample=${(188 * 3 - 1 + 2) * 1024}`);
    expect(inputs[0]?.options).toContain('3.032000');
  });

  test('segments of all rungs begin with the same frames; a top rung that is copied is not decoded for itself', () => {
    const args = argumentsOf(videoCommand(work));
    expect(args.filter((arg) => arg === '0.000000,4.000000,8.000000,16.000000')).toHaveLength(4);
    const copied = { ...work, probe: { ...probe, copied: true } };
    const command = videoCommand(copied);
    expect(command.inputs.map(({ path }) => path)).toEqual([work.source, work.source]);
    expect(command.inputs[1]?.options.join(' ')).toContain('-seek_timestamp 1 -ss 13.408333');
    expect(command.filter).not.toContain('[1080p]');
    expect(command.outputs.at(-1)?.options.join(' ')).toContain('-map 1:0 -c:v copy -frames:v 1440');
    const alone = videoCommand({ ...copied, rungs: rungs.slice(0, 1) });
    expect(argumentsOf(alone)).not.toContain('-filter_complex');
    expect(alone.inputs).toHaveLength(1);
  });

  test('progress is read from the latest whole block', () => {
    expect(
      readProgress('frame=1\nout_time_us=40000\nprogress=continue\nframe=25\nout_time_us=1000000\nprog'),
    ).toEqual({
      frame: 25,
      seconds: 1,
    });
    expect(readProgress('frame=1\nout_ti')).toBeNull();
    expect(readProgress('out_time_us=N/A\n')).toBeNull();
  });
});

describe('pictures', () => {
  test('a preview at least every 10 s, at any length', () => {
    for (const [count, seconds] of [
      [1, 2],
      [30, 4],
      [301, 4.004],
      [9000, 4],
    ] as const) {
      const segments = Array.from({ length: count }, () => ({ duration: seconds }));
      const { starts } = layoutOf(segments, { width: 640, height: 360 });
      const gaps = starts.map((start, index) => (starts[index + 1] ?? count * seconds) - start);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(10);
    }
  });

  test('WebVTT: sheets of 25, beside the file itself', () => {
    const segments = Array.from({ length: 30 }, () => ({ duration: 4 }));
    const vtt = writeVtt(layoutOf(segments, { width: 640, height: 360 }), 119.5);
    expect(vtt.startsWith('WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nsprite-001.jpg#xywh=0,0,240,136\n')).toBe(
      true,
    );
    expect(vtt).toContain('00:00:24.000 --> 00:00:28.000\nsprite-001.jpg#xywh=240,136,240,136');
    expect(vtt).toContain('00:01:56.000 --> 00:01:59.500\nsprite-002.jpg#xywh=960,0,240,136');
  });

  test.each<[string, number, number, string]>([
    ['larger than the box', 1920, 1080, '1280:720'],
    ['upright', 1080, 1920, '406:720'],
    ['smaller stays as it is', 320, 180, '320:180'],
    ['a ribbon keeps its sides', 1920, 2, '1280:2'],
  ])('a poster: %s', (_name, width, height, expected) => {
    const { filter } = posterCommand(['film.mp4'], { width, height }, '/scratch');
    expect(filter).toBe(`[0:v]scale=${expected}[p0]`);
  });

  test('posters: the one that shows most of each third, none that is black', () => {
    const look = (detail: number, light = 100) => ({ light, detail });
    expect(choosePosters([look(0.1), look(0.5), look(0.9, 20), look(0.2), look(0.6), look(0.3)])).toEqual([
      1, 3, 4,
    ]);
    expect(choosePosters([look(0.5, 16)])).toEqual([0]);
    expect(choosePosters([look(0.5, 16), look(0.4), look(0.4)])).toEqual([1, 2]);
  });

  test('looks are read from what the filters write', () => {
    const light =
      'frame:0 pts:0 pts_time:0\nlavfi.signalstats.YAVG=120.5\nframe:1\nlavfi.signalstats.YAVG=16\n';
    const detail =
      'frame:0\nlavfi.entropy.normalized_entropy.normal.Y=0.5\nframe:1\nlavfi.entropy.normalized_entropy.normal.Y=0.1\n';
    expect(readLooks(light, detail)).toEqual([
      { light: 120.5, detail: 0.5 },
      { light: 16, detail: 0.1 },
    ]);
  });
});

describe('host and failures', () => {
  test('what the host permits', () => {
    const all = readSandbox(
      'ffmpeg=/a/ffmpeg\nffprobe=/a/ffprobe\nnice\nungrouped\nlimits\nuser-network\nparent\n',
    );
    expect(all).toMatchObject({ ffmpeg: '/a/ffmpeg', ffprobe: '/a/ffprobe' });
    expect(missingParts(all)).toEqual([]);
    expect(missingParts({ parts: ['nice', 'ungrouped'] })).toHaveLength(3);
    expect(() => readSandbox('ffmpeg=/a/ffmpeg\n')).toThrow(/ffprobe is not installed/);
  });

  test('the code staff read, whatever was thrown', () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    expect(failureCode(new Failure('timeout', 'x'))).toBe('timeout');
    expect(failureCode(new Failure('storage', 'x', { cause: full }))).toBe('disk_full');
    expect(failureCode(new Error('x', { cause: new Failure('ffmpeg', 'y') }))).toBe('ffmpeg');
    expect(failureCode(new Error('x'))).toBe('internal');
    expect(failureCode('x')).toBe('internal');
  });
});

describe('times that were rounded', () => {
  /** Packets that are due at `first` and then, each after the one before, for so many samples of 48,000 a second. */
  const listed = (first: number, samples: (nth: number) => number, scale = 1000) => {
    const durations = Array.from({ length: 64 }, (_, nth) => samples(nth));
    const due = durations.map(
      (_, nth) => first + durations.slice(0, nth).reduce((sum, one) => sum + one, 0) / 48_000,
    );
    const pts = due.map((seconds) => Math.round(seconds * scale));
    return { due, packets: { tick: [1, scale] as Fraction, pts, durations: [] }, durations };
  };
  /** As ffmpeg decodes them: the first as late as it happens to be, the others where their packets are. */
  const decoded = ({ packets, durations }: ReturnType<typeof listed>, late: number) => {
    const [, scale] = packets.tick;
    const pts = packets.pts.map((one, nth) => Math.round(((one + (nth === 0 ? late : 0)) * 48_000) / scale));
    return { tick: [1, 48_000] as Fraction, pts, durations };
  };

  test.each([
    ['frames of AAC', () => 1024],
    ['of Opus', () => 960],
    ['of Vorbis, long and short', (nth: number) => [1024, 576, 128, 128, 576][nth % 5] ?? 0],
  ])('%s: where the first belongs is known by all', (_name, samples) => {
    const list = listed(19.0134, samples);
    const rounding = Math.round(19_013.4) - 19_013.4;
    for (const late of [0, 0.5, -0.5]) {
      const expected = (samples(0) === 960 ? late : late + rounding) / 1000;
      expect(Math.abs(latenessOf(list.packets, decoded(list, late)) - expected)).toBeLessThan(0.0002);
    }
  });
  test('exact times are right', () => {
    const list = listed(19, () => 1024, 90_000);
    expect(Math.abs(latenessOf(list.packets, decoded(list, 0)))).toBeLessThan(1 / 48_000);
  });
  test('packets that do not agree, with a hole between them, or too few say nothing', () => {
    const list = listed(0, () => 960);
    const frames = decoded(list, 0.4);
    const moved = (by: (nth: number) => number) => {
      const pts = list.packets.pts.map((one, nth) => one + by(nth));
      return latenessOf({ ...list.packets, pts }, { ...frames, pts: pts.map((one) => one * 48) });
    };
    expect(moved((nth) => (nth % 2) * 5)).toBe(0);
    expect(moved((nth) => (nth > 30 ? 400 : 0))).toBe(0);
    expect(latenessOf({ ...list.packets, pts: list.packets.pts.slice(0, 15) }, frames)).toBe(0);
    expect(latenessOf({ ...list.packets, pts: [] }, { ...frames, pts: [] })).toBe(0);
  });
});
