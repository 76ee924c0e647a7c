import { describe, expect, test } from 'vitest';
import { piecesOf, playedFrom } from '../../web/search/sentence.tsx';
import { askedWhileTyping } from '../../web/search/suggested.ts';

test('a sentence is cut where it is marked', () => {
  const pieces = piecesOf({
    text: '협치란, 협치',
    marks: [
      { from: 0, to: 2 },
      { from: 5, to: 7 },
    ],
  });
  expect(pieces).toEqual([
    { text: '협치', marked: true },
    { text: '란, ', marked: false },
    { text: '협치', marked: true },
  ]);
  expect(piecesOf({ text: '없음', marks: [] })).toEqual([{ text: '없음', marked: false }]);
});

test.each([
  [754, '754'],
  [754.3, '754.3'],
  [754.301, '754.31'],
  [0.1 + 0.2, '0.3'],
])('a sentence at %d s is played from %s', (start, second) => {
  expect(playedFrom('id', { start })).toBe(`/lectures/id?t=${second}`);
});

describe('while somebody types', () => {
  test.each([
    ['ㅎ', ''],
    ['혀', '혀'],
    ['협ㅊ', '협'],
    ['협치 ', '협치'],
    ['ㅎㅊ', 'ㅎㅊ'],
    ['g', ''],
    ['gu', 'gu'],
    ['1', '1'],
    [' ', ''],
  ])('%j asks for %j', (text, asked) => {
    expect(askedWhileTyping(text)).toBe(asked);
  });
});
