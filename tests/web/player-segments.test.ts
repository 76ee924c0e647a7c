import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlayedSegment } from '../../server/contract/progress.ts';
import { union } from '../../web/pages/lecture/watched.ts';
import { advance, FRESH, type Happening } from '../../web/player/reporter/segments.ts';

type Step = readonly [happening: Happening, at: number, time: number, rate?: number];

function played(steps: readonly Step[]): PlayedSegment[] {
  let tracker = FRESH;
  const segments: PlayedSegment[] = [];
  for (const [happening, at, time, rate = 1] of steps) {
    const next = advance(tracker, happening, { at, time, rate });
    tracker = next.tracker;
    if (next.segment) segments.push(next.segment);
  }
  return segments;
}

const spans = (steps: readonly Step[]) => played(steps).map(({ from, to, rate }) => [from, to, rate]);

describe('played segments', () => {
  const cases: readonly [name: string, steps: readonly Step[], expected: number[][]][] = [
    [
      'play and pause',
      [
        ['playing', 0, 0],
        ['sample', 1000, 1],
        ['stop', 2000, 2],
      ],
      [[0, 2, 1]],
    ],
    [
      'nothing without play',
      [
        ['sample', 0, 5],
        ['cut', 100, 6],
        ['stop', 200, 7],
      ],
      [],
    ],
    [
      'a skip forward does not count',
      [
        ['playing', 0, 0],
        ['sample', 1000, 1],
        ['seeking', 1100, 60],
        ['playing', 1200, 60],
        ['stop', 2200, 61],
      ],
      [
        [0, 1, 1],
        [60, 61, 1],
      ],
    ],
    [
      'a skip of a fraction of a second does not count either',
      [
        ['playing', 0, 0],
        ['sample', 1000, 1],
        ['seeking', 1100, 1.3],
        ['playing', 1100, 1.3],
        ['stop', 2100, 2.3],
      ],
      [
        [0, 1, 1],
        [1.3, 2.3, 1],
      ],
    ],
    [
      'a step back is played again',
      [
        ['playing', 0, 10],
        ['sample', 2000, 12],
        ['seeking', 2000, 10],
        ['playing', 2000, 10],
        ['stop', 4000, 12],
      ],
      [
        [10, 12, 1],
        [10, 12, 1],
      ],
    ],
    [
      'a seek while paused',
      [
        ['playing', 0, 0],
        ['stop', 1000, 1],
        ['seeking', 5000, 50],
        ['playing', 6000, 50],
        ['stop', 7000, 51],
      ],
      [
        [0, 1, 1],
        [50, 51, 1],
      ],
    ],
    [
      'a new speed begins a new segment',
      [
        ['playing', 0, 0],
        ['sample', 1000, 1],
        ['cut', 2000, 2, 2],
        ['stop', 3000, 4, 2],
      ],
      [
        [0, 2, 1],
        [2, 4, 2],
      ],
    ],
    [
      'the beat reports what was played and goes on',
      [
        ['playing', 0, 0],
        ['cut', 15_000, 15],
        ['stop', 20_000, 20],
      ],
      [
        [0, 15, 1],
        [15, 20, 1],
      ],
    ],
    [
      'waiting for data is not watching',
      [
        ['playing', 0, 0],
        ['stop', 3000, 3],
        ['playing', 63_000, 3],
        ['stop', 64_000, 4],
      ],
      [
        [0, 3, 1],
        [3, 4, 1],
      ],
    ],
    [
      'what moved before `playing` was heard counts',
      [
        ['playing', 0, 0],
        ['stop', 3000, 3],
        ['playing', 9150, 3.15],
        ['stop', 10_000, 4],
      ],
      [
        [0, 3, 1],
        [3, 4, 1],
      ],
    ],
    [
      'the first play counts from where the player rested, in a busy page too',
      [
        ['seeking', 0, 0],
        ['playing', 9000, 1.4],
        ['stop', 10_600, 3],
      ],
      [[0, 3, 1]],
    ],
    [
      'a jump that no seek announced',
      [
        ['playing', 0, 0],
        ['sample', 1000, 1],
        ['sample', 1250, 300],
        ['stop', 2250, 301],
      ],
      [
        [0, 1, 1],
        [300, 301, 1],
      ],
    ],
    [
      'less than a frame',
      [
        ['playing', 0, 5],
        ['stop', 10, 5.01],
      ],
      [],
    ],
  ];

  it.each(cases)('%s', (_, steps, expected) => expect(spans(steps)).toEqual(expected));

  it('take no longer than they can have played, whatever the clock did while the machine slept', () => {
    const segments = played([
      ['playing', 0, 0],
      ['sample', 1000, 1],
      ['sample', 3_600_000, 1.2],
      ['stop', 3_604_000, 5.2],
    ]);
    expect(segments).toMatchObject([{ from: 0, to: 5.2, elapsedMs: 5700 }]);
  });

  it('are numbered without a gap, and say how long they took', () => {
    const segments = played([
      ['playing', 100, 0, 2],
      ['stop', 1100, 2, 2],
      ['playing', 5000, 2, 2],
      ['stop', 5010, 2, 2],
      ['playing', 6000, 2, 2],
      ['stop', 7000, 4, 2],
    ]);
    expect(segments.map(({ seq, elapsedMs }) => [seq, elapsedMs])).toEqual([
      [0, 1000],
      [1, 1000],
    ]);
  });
});

/** What somebody does with a player; times in ms, places in s. */
const action = fc.oneof(
  fc.record({ do: fc.constant('play' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({ do: fc.constant('pause' as const), ms: fc.integer({ min: 1, max: 60_000 }) }),
  fc.record({ do: fc.constant('seek' as const), to: fc.double({ min: 0, max: 600, noNaN: true }) }),
  fc.record({ do: fc.constant('skip' as const), by: fc.double({ min: -2, max: 2, noNaN: true }) }),
  fc.record({ do: fc.constant('rate' as const), rate: fc.constantFrom(0.5, 1, 1.5, 2) }),
  fc.record({ do: fc.constant('beat' as const) }),
);

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

const SAMPLE_MS = 250;

/** The events of a media element under these actions, and the truth about what it played. */
function simulate(actions: readonly Action[]) {
  const steps: Step[] = [];
  const truth: { from: number; to: number }[] = [];
  let [at, time, rate, playing, seeks] = [0, 0, 1, false, 0];
  const say = (happening: Happening) => steps.push([happening, at, time, rate]);
  for (const what of actions) {
    if (what.do === 'play') {
      if (!playing) say('playing');
      playing = true;
      for (let left = what.ms; left > 0; left -= SAMPLE_MS) {
        const ms = Math.min(left, SAMPLE_MS);
        truth.push({ from: time, to: time + (ms / 1000) * rate });
        at += ms;
        time += (ms / 1000) * rate;
        // The last stretch is not sampled: a seek may come in the middle of it.
        if (left > SAMPLE_MS) say('sample');
      }
    } else if (what.do === 'pause') {
      say('stop');
      playing = false;
      at += what.ms;
    } else if (what.do === 'seek' || what.do === 'skip') {
      time = what.do === 'seek' ? what.to : Math.max(0, time + what.by);
      say('seeking');
      if (playing) say('playing');
      seeks += 1;
    } else {
      if (what.do === 'rate') rate = what.rate;
      say('cut');
    }
  }
  say('stop');
  return { steps, truth: union(truth, 1e6), seeks };
}

const length = (ranges: readonly { from: number; to: number }[]) =>
  ranges.reduce((sum, { from, to }) => sum + to - from, 0);

describe('whatever somebody does', () => {
  it('what is reported was played, and nearly all that was played is reported', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const { steps, truth, seeks } = simulate(actions);
        const segments = played(steps);
        const near = 0.002;
        for (const { from, to } of segments) {
          expect(truth.some((range) => range.from - near <= from && to <= range.to + near)).toBe(true);
        }
        const lost = length(truth) - length(union(segments, 1e6));
        // A seek hides what was played since the last sample; stretches under a frame are left out.
        expect(lost).toBeLessThanOrEqual(seeks * (SAMPLE_MS / 1000) * 2 + actions.length * 0.045);
      }),
    );
  });

  it('numbers count up by one, and nothing is played faster than its speed', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const { steps } = simulate(actions);
        const segments = played(steps);
        expect(segments.map((segment) => segment.seq)).toEqual(segments.map((_, at) => at));
        for (const { from, to, rate, elapsedMs } of segments) {
          expect(to).toBeGreaterThan(from);
          expect(((to - from) / rate) * 1000).toBeLessThanOrEqual(elapsedMs + 3);
        }
        const wall = steps.at(-1)?.[1] ?? 0;
        expect(segments.reduce((sum, segment) => sum + segment.elapsedMs, 0)).toBeLessThanOrEqual(
          wall + segments.length,
        );
      }),
    );
  });
});
