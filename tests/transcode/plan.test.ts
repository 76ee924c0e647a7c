/** The ladder, the chunks and their order, by tables. */
import { describe, expect, test } from 'vitest';
import { LANES, priorityOf, type TranscodeJob } from '../../server/queue/jobs.ts';
import { ladder, topRate } from '../../transcode/ladder.ts';
import {
  evenCut,
  framesIn,
  framesOf,
  planPicture,
  planSound,
  secondsOf,
  segmentFramesOf,
} from '../../transcode/plan.ts';
import type { Fraction } from '../../transcode/source.ts';

describe('ladder', () => {
  test.each([
    ['1920x1080', '1080p 1920x1080, 720p 1280x720, 480p 854x480, 360p 640x360'],
    ['3840x2160', '1080p 1920x1080, 720p 1280x720, 480p 854x480, 360p 640x360'],
    ['1280x720', '720p 1280x720, 480p 854x480, 360p 640x360'],
    ['768x432', '432p 768x432, 360p 640x360'],
    ['640x480', '480p 640x480, 360p 480x360'],
    ['1080x1920', '1080p 1080x1920, 720p 720x1280, 480p 480x854, 360p 360x640'],
    ['2560x1080', '1080p 1920x810, 720p 1280x540, 480p 854x360, 360p 640x270'],
    ['900x500', '500p 900x500, 360p 640x356'],
    ['320x241', '242p 320x242'],
    ['33x17', '18p 34x18'],
  ])('%s', (size, rungs) => {
    const [width = 0, height = 0] = size.split('x').map(Number);
    const made = ladder({ width, height }, [30, 1]);
    expect(made.map((rung) => `${rung.name} ${rung.width}x${rung.height}`).join(', ')).toBe(rungs);
  });

  test('above 30 frames a second only at the top', () => {
    const rates = (rate: Fraction) =>
      ladder({ width: 1280, height: 720 }, rate).map((rung) => rung.frameRate);
    expect(rates([60, 1])).toEqual([60, 30, 30]);
    expect(rates([50, 1])).toEqual([50, 25, 25]);
    expect(rates([30, 1])).toEqual([30, 30, 30]);
    expect(ladder({ width: 320, height: 180 }, [60, 1])[0]?.frameRate).toBe(60);
  });

  test.each<[string, Fraction, Fraction, Fraction]>([
    ['constant', [30, 1], [30, 1], [30, 1]],
    ['constant, rounded by the container', [2997, 100], [2997, 100], [30000, 1001]],
    ['an unusual constant rate', [14, 1], [14, 1], [14, 1]],
    ['a time base instead of a rate', [90000, 1], [2963, 100], [30, 1]],
    ['variable below a nominal rate', [30, 1], [121, 10], [30, 1]],
    ['fields instead of frames', [50, 1], [25, 1], [25, 1]],
    ['an average that counts fields', [30, 1], [60, 1], [30, 1]],
    ['120', [120, 1], [120, 1], [120, 2]],
    ['nothing known', [0, 1], [0, 1], [30, 1]],
  ])('frame rate: %s', (_name, nominal, average, rate) => {
    expect(topRate(nominal, average)).toEqual(rate);
  });
});

describe('plan', () => {
  test.each<[Fraction, number]>([
    [[30, 1], 120],
    [[30000, 1001], 120],
    [[10, 1], 40],
    [[60, 1], 240],
    [[60000, 1001], 240],
    [[25, 1], 100],
    [[1, 2], 2],
  ])('segments at %j: %i frames', (rate, frames) => {
    expect(segmentFramesOf(rate)).toBe(frames);
  });

  test.each<[number, number[]]>([
    [3, [3]],
    [8, [8]],
    [10, [10]],
    [20, [8, 12]],
    [120, [8, 12, 24, 36, 20, 12, 8]],
    [139.4, [8, 12, 24, 48, 24, 12, 11.4]],
    [3600, [8, 12, 24, ...Array(57).fill(60), 60, 36, 20, 12, 8]],
  ])('picture of %d s: smaller towards the end, so that all workers end together', (seconds, durations) => {
    const rate: Fraction = [10, 1];
    const planned = planPicture(framesOf(seconds, rate), evenCut(segmentFramesOf(rate)), rate);
    expect(planned.map((chunk) => chunk.duration)).toEqual(durations);
  });

  test('chunks are whole segments without gap or overlap, at any rate', () => {
    for (const rate of [
      [30000, 1001],
      [60000, 1001],
      [24000, 1001],
      [7, 3],
      [60, 1],
    ] as Fraction[]) {
      const segment = segmentFramesOf(rate);
      const frames = framesOf(1234.5, rate);
      let at = 0;
      let segments = 0;
      for (const chunk of planPicture(frames, evenCut(segment), rate)) {
        const { first, count } = framesIn(chunk, rate);
        expect(first).toBe(at);
        expect(chunk.firstSegment).toBe(segments);
        expect(chunk.segments.slice(0, -1).every((length) => length === segment)).toBe(true);
        at += count;
        segments += chunk.segments.length;
      }
      expect(at).toBe(frames);
      expect(secondsOf(frames, rate)).toBeCloseTo(1234.5, 0);
    }
  });

  test.each<[number, number[]]>([
    [3, [141]],
    [20, [938]],
    [61, [5 * 188, 1920]],
    [120, [5 * 188, 4685]],
    [140, [5 * 188, 5623]],
    [141, [5 * 188, 15 * 188, 2850]],
    [36_000, [5 * 188, 15 * 188, ...Array(59).fill(150 * 188), 19_940]],
  ])('sound of %d s: little first, in whole frames of AAC', (seconds, frames) => {
    const planned = planSound(seconds);
    const sums = planned.map(({ segments }) => segments.reduce((sum, length) => sum + length, 0));
    expect(sums).toEqual(frames);
    expect(planned.map(({ start }) => Math.round((start * 48_000) / 1024))).toEqual(
      sums.map((_, index) => sums.slice(0, index).reduce((sum, length) => sum + length, 0)),
    );
  });

  test('a new lecture’s first chunks go before the tails of older ones', () => {
    const chunk = (index: number, of: 'video' | 'audio' = 'video'): TranscodeJob => ({
      ...{ kind: 'chunk', recordingId: '', of, index },
    });
    expect(priorityOf(chunk(0))).toBeGreaterThan(priorityOf(chunk(1)));
    expect(priorityOf(chunk(3))).toBeGreaterThan(priorityOf(chunk(40)));
    expect(priorityOf(chunk(0, 'audio'))).toBeGreaterThan(priorityOf(chunk(1, 'audio')));
  });

  test('every job has a lane, and only one', () => {
    const jobs: [keyof typeof LANES, TranscodeJob][] = [
      ['trim', { kind: 'trim', recordingId: '' }],
      ['quick', { kind: 'probe', recordingId: '' }],
      ['quick', { kind: 'storyboard', recordingId: '' }],
      ['spare', { kind: 'marks', recordingId: '' }],
      ['quick', { kind: 'poster', lectureId: '', request: '', frame: null }],
      ...[0, 1, 5000].flatMap((index): [keyof typeof LANES, TranscodeJob][] => [
        ['picture', { kind: 'chunk', recordingId: '', of: 'video', index }],
        ['sound', { kind: 'chunk', recordingId: '', of: 'audio', index }],
      ]),
    ];
    for (const [wanted, job] of jobs) {
      const priority = priorityOf(job);
      const lanes = Object.entries(LANES).filter(
        ([, { minPriority, maxPriority }]) => priority >= minPriority && priority <= maxPriority,
      );
      expect(lanes.map(([name]) => name)).toEqual([wanted]);
    }
  });
});
