/** What is left when parts of a recording are taken out, and where captions and chapters are then. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutCues } from '../../server/captions/cut.ts';
import { cutChapters } from '../../server/recordings/cut-chapters.ts';
import { keptBetween } from '../../server/recordings/cuts.ts';

const recording = { duration: 60, frameRate: [30, 1] } as const;
const cut = (from: number, to: number) => ({ from, to });

describe('what is left', () => {
  test.each([
    ['the start', [cut(0, 5)], [{ from: 5, to: 60, at: 0 }]],
    [
      'the end, also where what was typed goes a little past it',
      [cut(50, 60.09)],
      [{ from: 0, to: 50, at: 0 }],
    ],
    [
      'inner parts',
      [cut(10, 20), cut(30, 31)],
      [
        { from: 0, to: 10, at: 0 },
        { from: 20, to: 30, at: 10 },
        { from: 31, to: 60, at: 20 },
      ],
    ],
    ['parts that lie end to end', [cut(0, 5), cut(5, 7)], [{ from: 7, to: 60, at: 0 }]],
    [
      'whole frames: the nearest',
      [cut(10.01, 20.02)],
      [
        { from: 0, to: 10, at: 0 },
        { from: 20.033, to: 60, at: 10 },
      ],
    ],
    [
      'a part shorter than a frame beside another: nothing',
      [cut(5, 5.01), cut(50, 60)],
      [{ from: 0, to: 50, at: 0 }],
    ],
  ])('without %s', (_name, cuts, kept) => expect(keptBetween(cuts, recording)).toEqual(kept));

  test.each([
    ['order', [cut(5, 4)]],
    ['order', [cut(5, 5)]],
    ['order', [cut(10, 20), cut(15, 30)]],
    ['order', [cut(20, 30), cut(10, 15)]],
    ['beyond', [cut(50, 60.2)]],
    ['nothing_cut', [cut(5, 5.01)]],
    ['nothing_left', [cut(0, 59.5)]],
    ['nothing_left', [cut(0, 60)]],
  ])('refused: %s %j', (fault, cuts) => expect(keptBetween(cuts, recording)).toBe(fault));

  test('stretches are in order, follow one another without a gap, and with the cuts they are all there was', () => {
    const cuts = fc
      .array(fc.tuple(fc.nat(9000), fc.integer({ min: 1, max: 9000 })), { minLength: 1, maxLength: 6 })
      .map((parts) => {
        let at = 0;
        return parts.map(([keep, take]) => {
          const from = at + keep;
          at = from + take;
          return cut(from / 1000, at / 1000);
        });
      });
    const rates = fc.constantFrom<[number, number]>([30, 1], [30000, 1001], [25, 1], [60, 1]);
    fc.assert(
      fc.property(cuts, rates, (parts, frameRate) => {
        const kept = keptBetween(parts, { duration: 120, frameRate });
        if (typeof kept === 'string') return fc.pre(false);
        const frame = frameRate[1] / frameRate[0];
        let at = 0;
        for (const one of kept) {
          expect(one.to).toBeGreaterThan(one.from);
          expect(one.at).toBeCloseTo(at, 6);
          at += one.to - one.from;
        }
        const taken = parts.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(Math.abs(120 - taken - at)).toBeLessThan(frame * (parts.length + 1));
      }),
    );
  });
});

const KEPT = [
  { from: 10, to: 20, at: 0 },
  { from: 30, to: 40, at: 10 },
];

test.each([
  ['before the cut', [2, 4], null],
  ['into the beginning', [8, 12], [0, 2]],
  ['within', [12, 14.5], [2, 4.5]],
  ['into a cut', [19, 22], [9, 10]],
  ['within a cut', [22, 25], null],
  ['over a cut', [18, 33], [8, 13]],
  ['out of a cut', [29, 31], [10, 11]],
  ['past the end', [38, 45], [18, 20]],
  ['behind the end', [41, 45], null],
  ['of which a blink is left', [18, 20], [8, 10]],
  ['of which less than a blink is left', [19.95, 25], null],
  ['that is as short as a blink itself', [19.95, 20], [9.95, 10]],
  ['that makes no sense yet', [35, 34], [15, 14]],
])('a cue %s', (_name, [start = 0, end = 0], moved) => {
  const cues = cutCues([{ id: 'a', start, end, text: '말' }], KEPT);
  expect(cues).toEqual(moved ? [{ id: 'a', start: moved[0], end: moved[1], text: '말' }] : []);
});

test.each([
  ['shifted', [10, 12, 35], [0, 2, 15]],
  ['one within a cut begins at its end', [15, 25], [5, 10]],
  ['of several within a cut the last', [2, 5, 15, 22, 28], [0, 5, 10], [5, 15, 28]],
  ['not where another begins, or right behind it', [25, 30.5], [10.5], [30.5]],
  ['nor behind the end', [35, 42], [15], [35]],
])('chapters: %s', (_name, starts, moved, titles = starts) => {
  const chapters = starts.map((start) => ({ start, title: String(start) }));
  expect(cutChapters(chapters, KEPT)).toEqual(
    moved.map((start, nth) => ({ start, title: String(titles[nth]) })),
  );
});
