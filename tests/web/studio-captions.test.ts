import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cue } from '../../server/contract/captions.ts';
import {
  added,
  changed,
  found,
  merged,
  replaced,
  saidAt,
  shifted,
  split,
} from '../../web/studio/captions/cues.ts';
import { ariaKeys, editorCommandOf, SHORTCUTS } from '../../web/studio/captions/keys.ts';
import { peaksOf, soundSegments } from '../../web/studio/captions/peaks.ts';
import {
  lengthOf,
  nextProblem,
  type Problem,
  problemsOf,
  speedOf,
} from '../../web/studio/captions/problems.ts';
import { parseTime, timeText } from '../../web/studio/captions/time-text.ts';
import { unmarked } from '../../web/studio/captions/unmarked.ts';
import { edgeAt } from '../../web/studio/captions/waveform-drawing.ts';

const cue = (id: string, start: number, end: number, text = id): Cue => ({ id, start, end, text });
const A = cue('a', 1, 3, '협치란 무엇인가');
const B = cue('b', 3, 5, '함께 정합니다');
const C = cue('c', 6, 8, '끝');

describe('editing', () => {
  test('a cue is split where the text is, and its time as the text is divided', () => {
    expect(split([A, B], 'a', 4, 'n')).toEqual([cue('a', 1, 2, '협치란'), cue('n', 2, 3, '무엇인가'), B]);
    // neither part is without time
    expect(split([A], 'a', 0, 'n').map(({ start, end }) => [start, end])).toEqual([
      [1, 1.1],
      [1.1, 3],
    ]);
  });

  test('a cue and the next become one; the last stays', () => {
    expect(merged([A, B, C], 'a')).toEqual([cue('a', 1, 5, '협치란 무엇인가\n함께 정합니다'), C]);
    expect(merged([A, B], 'b')).toEqual([A, B]);
  });

  test('what was split and merged again has its times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (at) => {
        const [whole] = merged(split([A], 'a', at, 'n'), 'a');
        expect([whole?.start, whole?.end]).toEqual([1, 3]);
      }),
    );
  });

  test('all are moved, or one and those after it, and none before the beginning', () => {
    expect(shifted([A, B, C], 0.5).map((one) => one.start)).toEqual([1.5, 3.5, 6.5]);
    expect(shifted([A, B, C], 0.25, 'b').map((one) => [one.start, one.end])).toEqual([
      [1, 3],
      [3.25, 5.25],
      [6.25, 8.25],
    ]);
    expect(shifted([A, B], -2).map((one) => [one.start, one.end])).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  test('a new cue ends where the next begins, and changes keep the order of time', () => {
    expect(added([A, C], 5, 'n')).toEqual([A, cue('n', 5, 6, ''), C]);
    expect(added([A], 9.0004, 'n')[1]).toEqual(cue('n', 9, 11, ''));
    expect(changed([A, B], 'a', { start: 4.00049, end: 4.5 }).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('text is found in any case and replaced as it is written', () => {
    const cues = [cue('a', 0, 1, 'Budget (x) budget'), cue('b', 1, 2, '예산')];
    expect(found(cues, 'BUDGET')).toEqual(['a']);
    expect(found(cues, '')).toEqual([]);
    expect(replaced(cues, 'budget', '$&예산')).toMatchObject({
      places: 2,
      cues: [{ text: '$&예산 (x) $&예산' }, {}],
    });
    expect(replaced(cues, '(x)', '').cues[0]?.text).toBe('Budget  budget');
    expect(replaced(cues, '.', '!').places).toBe(0);
  });

  test('what is said at a time', () => {
    expect([0, 1, 2.9, 3, 5.5, 9].map((time) => saidAt([A, B, C], time))).toEqual([-1, 0, 0, 1, -1, -1]);
  });
});

describe('problems', () => {
  const problems = (cues: Cue[], duration = 0) => Object.fromEntries(problemsOf(cues, 'ko', duration));

  test.each<[string, Cue[], Record<string, Problem[]>]>([
    ['nothing', [A, B, C], {}],
    ['too fast: 13 syllables in a second', [cue('a', 1, 2, '가'.repeat(13))], { a: ['fast'] }],
    ['as fast as may be', [cue('a', 1, 2, '가'.repeat(12))], {}],
    ['an overlap', [A, cue('b', 2.9, 5)], { b: ['overlap'] }],
    ['an overlap over one between', [cue('a', 1, 9), B, cue('c', 6, 8)], { b: ['overlap'], c: ['overlap'] }],
    ['three lines', [cue('a', 1, 5, '가\n나\n다')], { a: ['lines'] }],
    ['gone at once', [cue('a', 1, 1.5, '네')], { a: ['short'] }],
    ['backwards', [cue('a', 3, 3)], { a: ['backwards'] }],
    ['no words', [cue('a', 1, 3, ' \n')], { a: ['empty'] }],
    ['silence for long', [cue('a', 31, 33), cue('b', 64, 66)], { a: ['gap'], b: ['gap'] }],
  ])('%s', (_, cues, expected) => {
    expect(problems(cues)).toEqual(expected);
  });

  test('what is known of a cue is known of its words and its language alone', () => {
    const one = cue('a', 1, 3, '가'.repeat(25));
    expect(problems([one])).toEqual({ a: ['fast'] });
    expect(Object.fromEntries(problemsOf([one], 'en', 0))).toEqual({});
    expect(problems([{ ...one, text: '가' }])).toEqual({});
    expect(problems([one])).toEqual({ a: ['fast'] });
  });

  test('the length of the lecture counts: what is after it, and nothing for long before its end', () => {
    expect(problems([A, cue('b', 100, 102)], 90)).toEqual({ b: ['beyond', 'gap'] });
    expect(problems([A], 120)).toEqual({ a: ['gap'] });
  });

  test('Korean is counted in syllables, spaces and Latin letters as half ones, marks not at all', () => {
    expect(lengthOf('협치 학교', 'ko')).toBe(4.5);
    expect(lengthOf('<i>협치</i> PDF', 'ko')).toBe(4);
    expect(lengthOf('co-governance', 'en')).toBe(13);
    expect(speedOf(cue('a', 1, 3, '협치학교'), 'ko')).toBe(2);
    expect(speedOf(cue('a', 3, 3), 'ko')).toBe(0);
  });

  test('the next problem comes round', () => {
    const found = new Map([
      ['a', 1],
      ['c', 1],
    ]);
    expect(nextProblem([A, B, C], found, null)).toBe('a');
    expect(nextProblem([A, B, C], found, 'a')).toBe('c');
    expect(nextProblem([A, B, C], found, 'c')).toBe('a');
    expect(nextProblem([A, B, C], new Map(), 'a')).toBeNull();
  });
});

describe('keys', () => {
  const press = (code: string, alt = false, control = false, shift = false) =>
    editorCommandOf({ code, alt, control, shift });

  test('no letter alone is a command, so that all work while one types', () => {
    for (const code of ['KeyS', 'KeyM', 'Enter', 'Space', 'Delete', 'ArrowUp', 'KeyZ']) {
      expect(press(code)).toBeNull();
    }
    expect(press('KeyS', true)).toBe('split');
    expect(press('Enter', false, true)).toBe('playLine');
    expect(press('KeyZ', false, true)).toBe('undo');
    expect(press('KeyZ', false, true, true)).toBe('redo');
    // AltGr is Ctrl and Alt: letters of other keyboards
    expect(press('KeyS', true, true)).toBeNull();
  });

  test('each command is said and can be pressed', () => {
    expect(new Set(Object.values(SHORTCUTS)).size).toBe(Object.keys(SHORTCUTS).length);
    expect(ariaKeys('playLine')).toBe('Control+Enter');
    expect(ariaKeys('next')).toBe('Alt+ArrowDown');
  });
});

describe('times', () => {
  test.each([
    [0, '0:00.000'],
    [61.5, '1:01.500'],
    [3723.0456, '1:02:03.046'],
  ])('%d is %s', (seconds, text) => {
    expect(timeText(seconds)).toBe(text);
  });

  test.each([
    ['1:02:03.4', 3723.4],
    ['2:03,05', 123.05],
    ['90', 90],
    [' 7.5 ', 7.5],
    ['', null],
    ['1:2:3:4', null],
    ['둘', null],
    ['-1', null],
  ])('%j is %s s', (text, seconds) => {
    expect(parseTime(text)).toBe(seconds);
  });

  test('what is shown is read as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 43_200_000 }), (ms) => {
        expect(parseTime(timeText(ms / 1000))).toBeCloseTo(ms / 1000, 6);
      }),
    );
  });
});

describe('waveform', () => {
  test('segments of a playlist lie one after the other', () => {
    const playlist =
      '#EXTM3U\n#EXT-X-MAP:URI="x/init.mp4"\n#EXTINF:4.0,\nx/0.m4s\n#EXTINF:2.5,\nhttps://cdn.example/1.m4s\n#EXT-X-ENDLIST\n';
    expect(soundSegments(playlist, 'https://a.example/media/r/listen.m3u8')).toEqual({
      init: 'https://a.example/media/r/x/init.mp4',
      segments: [
        { start: 0, end: 4, url: 'https://a.example/media/r/x/0.m4s' },
        { start: 4, end: 6.5, url: 'https://cdn.example/1.m4s' },
      ],
    });
  });

  test('the loudest of each fiftieth of a second', () => {
    const samples = new Float32Array(330);
    samples[5] = -0.5;
    samples[160] = 0.25;
    expect([...peaksOf(samples)]).toEqual([0.5, 0.25, 0]);
  });

  test('an edge is taken within reach, the nearer of two', () => {
    expect(edgeAt(A, 1.1, 0.2)).toBe('start');
    expect(edgeAt(A, 2.9, 0.2)).toBe('end');
    expect(edgeAt(A, 2, 0.2)).toBeNull();
    expect(edgeAt(cue('a', 1, 1.1), 1.09, 0.2)).toBe('end');
  });
});

test('tags are not read, and signs that are none are', () => {
  expect(unmarked('<v 강사>3 < 5</v> <우리> &lt;i> & <i>a</i>')).toBe('3 < 5 <우리> <i> & a');
  expect(lengthOf('<우리>', 'ko')).toBe(3);
});
