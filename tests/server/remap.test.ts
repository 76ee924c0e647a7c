/** Arithmetic of recordings that take the place of others, against the plain way with a flag a millisecond. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { united } from '../../server/progress/ranges.ts';
import { parted, remapped, remappedCurve, remappedPlace } from '../../server/progress/remap.ts';
import { cutFlags, cutOf, flagsOf, spansOf } from '../support/ledger-model.ts';

const LENGTH = 40;
const spans = fc
  .array(fc.tuple(fc.nat(LENGTH * 1000), fc.nat(9000)), { maxLength: 8 })
  .map((all) => united(all.map(([from, more]) => ({ from: from / 1000, to: (from + more) / 1000 }))));
const cuts = fc
  .array(fc.record({ skip: fc.nat(6000), keep: fc.integer({ min: 1, max: 15_000 }), pad: fc.nat(2000) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => cutOf(parts, LENGTH)?.kept ?? []);

test('what was watched moves with the parts that are kept, millisecond by millisecond', () => {
  fc.assert(
    fc.property(spans, cuts, (watched, kept) => {
      expect(remapped(watched, kept)).toEqual(spansOf(cutFlags(flagsOf(watched), kept)));
      expect(remapped(watched, null)).toEqual(watched);
    }),
    { numRuns: 50 },
  );
});

test('what is past the end is kept apart, and nothing is lost', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: LENGTH * 1000 }), (watched, end) => {
      const { ranges, beyond } = parted(watched, end / 1000);
      expect(united([...ranges, ...beyond])).toEqual(watched);
      expect(spansOf(flagsOf(watched).fill(false, end))).toEqual(ranges);
    }),
    { numRuns: 50 },
  );
});

const kept = [
  { from: 10, to: 20, at: 0 },
  { from: 30, to: 40, at: 12 },
];

test.each([
  ['before what is kept', 3, 0],
  ['within it', 15, 5],
  ['in what was cut out', 25, 12],
  ['within a later part', 31, 13],
  ['after all of it', 50, 22],
])('one resumes %s', (_, before, after) => {
  expect(remappedPlace(before, kept)).toBe(after);
  expect(remappedPlace(before, null)).toBe(before);
});

test('a curve keeps the seconds that are kept, and is flat where nothing was', () => {
  const curve = Array.from({ length: 40 }, (_, second) => 100 + second);
  const after = remappedCurve(curve, kept, 24);
  expect(after.slice(0, 10)).toEqual(curve.slice(10, 20));
  expect(after.slice(10, 12)).toEqual([0, 0]);
  expect(after.slice(12, 22)).toEqual(curve.slice(30, 40));
  expect(after.slice(22)).toEqual([0, 0]);
});
