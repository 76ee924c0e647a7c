import { expect, test } from 'vitest';
import { searchFigures, searchText } from '../../scripts/bench/search/search-figures.ts';
import { descriptionOf, transcriptOf } from '../../scripts/bench/search/transcripts.ts';
import { statesOf } from '../../scripts/bench/search/typing.ts';
import { searchTerms } from '../../server/catalogue/search-text.ts';
import { goalsKept } from '../support/goals.ts';

test('transcripts are as long as a lecture, the same each time, and uneven as a language is', () => {
  const said = transcriptOf(7, 2700);
  expect(transcriptOf(7, 2700)).toEqual(said);
  expect(said.at(-1)?.end).toBeLessThanOrEqual(2700);
  expect(said.at(-1)?.end).toBeGreaterThan(2690);
  const words = Array.from({ length: 40 }, (_, n) => transcriptOf(n + 1, 2700)).map((cues) =>
    cues.map(({ text }) => text).join(' '),
  );
  const holding = (word: string) => words.filter((text) => text.includes(word)).length;
  expect(holding('협치')).toBe(40);
  expect(holding('사회보장협의체')).toBeLessThan(30);
  expect(holding('없는낱말')).toBe(0);
  expect(descriptionOf(3).title).not.toBe(descriptionOf(4).title);
});

test('a query is asked for in every state of the field', () => {
  expect(statesOf(['협치 숙의', '협의'])).toEqual(['협', '협치', '협치 숙', '협치 숙의', '협의']);
  expect(statesOf(['a b']).map((state) => searchTerms(state))).not.toContain(null);
});

const measured = (lectures: number, ...p95: number[]) => ({
  filled: { lectures, hours: 7000, indexBytes: 7e8, keptBytes: 4e8 },
  typed: p95.map((one) => ({ query: '협치', total: 5, times: { p50: 1, p95: one, p99: one } })),
});

test.each([
  ['all quick', measured(10_000, 20, 99), true],
  ['one slow', measured(10_000, 20, 101), false],
  ['few lectures say nothing', measured(500, 20), false],
  ['nothing typed', measured(10_000), false],
])('the goal: %s', (_, run, met) => {
  expect(goalsKept(searchFigures(run))).toEqual([met]);
});

test('is told in tables', () => {
  const text = searchText(measured(10_000, 42));
  expect(text).toMatch(/협치 +5 +1\.00 +42\.0/);
  expect(text).toMatch(/slowest search, p95 +42\.0 ms +≤ 100 +met/);
});
