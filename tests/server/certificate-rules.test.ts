/** What certificates are counted, masked, typed and laid out by. */
import { expect, test } from 'vitest';
import { linesOf } from '../../server/certificates/lines.ts';
import { isCode, maskedName, newCode, numberAfter } from '../../server/certificates/wording.ts';

test.each([
  ['홍길동', '홍*동'],
  ['김별', '김*'],
  ['남궁길동', '남**동'],
  ['별', '*'],
  ['洪吉童', '洪*童'],
  ['John Smith', 'J**n S***h'],
  [' 김  한별 ', '* 한*'],
  ['선우👩‍👩‍👧용', '선**용'],
])('%s is shown as %s', (name, masked) => expect(maskedName(name)).toBe(masked));

test.each([
  [null, '2026-12-31T14:59:59Z', '2026-000001'],
  ['2026-000122', '2026-12-31T14:59:59Z', '2026-000123'],
  ['2026-999999', '2026-11-24T00:00:00Z', '2026-1000000'],
  [null, '2026-12-31T15:00:00Z', '2027-000001'],
])('after %s at %s comes %s', (last, now, number) => expect(numberAfter(last, new Date(now))).toBe(number));

test('a code is typed as people read it', () => {
  expect(newCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(newCode()).not.toBe(newCode());
  for (const typed of ['K7M2Q-9X0R1', 'k7m2q9x0r1', ' K7M2Q – 9XORL ', 'ｋ７m2q-9xori'])
    expect(isCode(typed, 'K7M2Q-9X0R1'), typed).toBe(true);
  for (const typed of ['', 'K7M2Q', 'K7M2Q-9X0R2', 'K7M2Q-9X0R11'])
    expect(isCode(typed, 'K7M2Q-9X0R1'), typed).toBe(false);
});

test.each([
  ['가나 다라 마', 5, ['가나 다라', '마']],
  ['가나다라마바 사', 4, ['가나다라', '마바 사']],
  ['가  나', 10, ['가 나']],
  ['', 5, []],
])('%s breaks in %i', (text, width, lines) => {
  expect(linesOf(text, width, (some) => [...some].length)).toEqual(lines);
});
