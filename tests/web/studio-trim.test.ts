/** Parts that are marked to be taken out: how they meet, what is wrong with them, and how a preview passes over them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutFaults, goesOnAt, secondsLeft, withCut } from '../../web/studio/trim/cuts.ts';
import { mayTrim } from '../../web/studio/trim/may-trim.ts';

const cut = (id: number, from: number, to: number) => ({ id, from, to });

test.each([
  ['apart: in order', [cut(1, 10, 20)], [2, 4], [cut(2, 2, 4), cut(1, 10, 20)]],
  ['meeting one: they are one, and it keeps its id', [cut(1, 10, 20)], [15, 30], [cut(1, 10, 30)]],
  ['between two that it meets', [cut(1, 0, 5), cut(2, 8, 9)], [5, 8], [cut(1, 0, 9)]],
  ['within one: nothing changes', [cut(1, 0, 5)], [1, 2], [cut(1, 0, 5)]],
])('one part more, %s', (_name, before, [from = 0, to = 0], after) => {
  expect(withCut(before, from, to)).toEqual(after);
});

test('what is marked never overlaps, whatever is marked', () => {
  const marks = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })), { maxLength: 12 });
  fc.assert(
    fc.property(marks, (all) => {
      const cuts = all.reduce((made, [from, more]) => withCut(made, from, from + more), [cut(1, 50, 51)]);
      expect(cutFaults(cuts, 200).size).toBe(0);
      expect(new Set(cuts.map(({ id }) => id)).size).toBe(cuts.length);
      const taken = Array.from({ length: 200 }, (_, second) => goesOnAt(cuts, second) !== null);
      expect(secondsLeft(cuts, 200)).toBe(taken.filter((isTaken) => !isTaken).length);
    }),
  );
});

test.each([
  ['backwards', cut(2, 5, 5)],
  ['beyond', cut(2, 50, 60.2)],
  ['overlap', cut(2, 3, 8)],
])('%s is said of the part that is wrong', (fault, wrong) => {
  expect([...cutFaults([cut(1, 0, 4), wrong], 60)]).toEqual([[2, fault]]);
});

test('an end that is rounded up is no fault, and takes no more than there is', () => {
  expect(cutFaults([cut(1, 50, 60.05)], 60).size).toBe(0);
  expect(secondsLeft([cut(1, 50, 60.05)], 60)).toBe(50);
});

test('a preview goes on behind a part, and behind the next where that follows at once', () => {
  const cuts = [cut(1, 2, 4), cut(2, 4, 6), cut(3, 8, 9)];
  expect([1.9, 2, 3, 4, 6, 8.5].map((time) => goesOnAt(cuts, time))).toEqual([null, 6, 6, 6, null, 9]);
});

test.each([
  [null, false],
  [{ state: 'ready', playable: true, waiting: false }, true],
  [{ state: 'transcoding', playable: true, waiting: false }, true],
  [{ state: 'transcoding', playable: false, waiting: false }, false],
  [{ state: 'trimming', playable: true, waiting: true }, false],
  [{ state: 'failed', playable: true, waiting: false }, false],
] as const)('%j can be trimmed: %s', (recording, may) => {
  expect(mayTrim(recording as Parameters<typeof mayTrim>[0])).toBe(may);
});
