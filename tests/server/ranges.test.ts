/** Arithmetic of stretches against sets of milliseconds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRanges, printRanges, type Span, united, without } from '../../server/progress/ranges.ts';

const LENGTH = 60;
/** Short, with ends that are no whole milliseconds: overlaps and neighbours are the rule. */
const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: LENGTH * 4 }), fc.integer({ min: 0, max: 40 }))
    .map(([begin, length]): Span => ({ from: begin / 4000, to: (begin + length) / 4000 })),
  { maxLength: 12 },
);

/** The milliseconds that spans hold. */
const held = (list: readonly Span[]): Set<number> =>
  new Set(
    list.flatMap(({ from, to }) => {
      const [first = 0, end = 0] = [Math.round(from * 1000), Math.round(to * 1000)];
      return Array.from({ length: end - first }, (_, nth) => first + nth);
    }),
  );
const inOrder = (set: Set<number>) => [...set].sort((a, b) => a - b);

test('what spans cover together: without overlap, in order, none touching another', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const union = united(list);
      expect(inOrder(held(union))).toEqual(inOrder(held(list)));
      for (const [nth, { from, to }] of union.entries()) {
        expect(to).toBeGreaterThan(from);
        expect(from).toBeGreaterThan(union[nth - 1]?.to ?? -1);
      }
      expect(parseRanges(printRanges(union))).toEqual(union);
    }),
  );
});

test('what is new of them', () => {
  fc.assert(
    fc.property(spans, spans, (list, others) => {
      const [ours, theirs] = [united(list), united(others)];
      const known = held(theirs);
      expect(inOrder(held(without(ours, theirs)))).toEqual(
        inOrder(held(ours)).filter((one) => !known.has(one)),
      );
    }),
  );
});
