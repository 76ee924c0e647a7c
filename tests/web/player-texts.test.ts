import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, foundIn } from '../../web/pages/lecture/marked.tsx';
import { missingPercent, shareOf, union, unseen } from '../../web/pages/lecture/watched.ts';
import { spansOf } from '../../web/player/chapter-spans.ts';
import { currentAt, parseCues } from '../../web/player/vtt.ts';

describe('cues of a caption file', () => {
  it('are times and words without tags, notes and styles', () => {
    const file =
      '\uFEFFWEBVTT\r\n\r\nNOTE 다듬음\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n1\r\n00:01.500 --> 00:03.000 line:80%\r\n<v 강사>안녕하세요 &amp; <i>반갑습니다</i>\r\n두 번째 줄\r\n\r\n01:00:00.000 --> 01:00:02.000\r\n끝\r\n\r\n00:05.000 --> 00:06.000\r\n\r\n';
    expect(parseCues(file)).toEqual([
      { start: 1.5, end: 3, text: '안녕하세요 & 반갑습니다 두 번째 줄' },
      { start: 3600, end: 3602, text: '끝' },
    ]);
  });

  it('know what is being said', () => {
    const items = [{ start: 0 }, { start: 10 }, { start: 20 }];
    expect([-1, 0, 9.9, 10, 99].map((time) => currentAt(items, time))).toEqual([-1, 0, 0, 1, 2]);
  });
});

describe('a search in the transcript', () => {
  it('finds Hangul however it is composed, and Latin in any case', () => {
    const found = (query: string) => foundIn([{ text: '협치란 무엇인가' }, { text: 'About HLS' }], query);
    expect(found('협치'.normalize('NFD'))).toEqual([{ text: '협치란 무엇인가' }]);
    expect(found('hls')).toEqual([{ text: 'About HLS' }]);
    expect(found('자치')).toEqual([]);
  });

  it('of several words finds where all are said, otherwise where most are', () => {
    const [both, one, other] = [{ text: '예산과 주민' }, { text: '주민' }, { text: '예산' }];
    expect(foundIn([one, both, other], '주민 예산')).toEqual([both]);
    expect(foundIn([one, other], '예산  주민')).toEqual([one, other]);
  });

  it('cuts around every place', () => {
    expect(cut('협치와 협치', '협치')).toEqual(['', '협치', '와 ', '협치', '']);
    expect(cut('없음', '협치')).toEqual(['없음']);
    expect(cut('a+b (c) AB', 'ab b (c)')).toEqual(['a+', 'b', ' ', '(c)', ' ', 'AB', '']);
  });
});

describe('the progress strip', () => {
  const range = fc
    .tuple(fc.double({ min: 0, max: 120, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }))
    .map(([from, length]) => ({ from, to: from + length }));
  const length = (parts: readonly { from: number; to: number }[]) =>
    parts.reduce((sum, { from, to }) => sum + to - from, 0);

  it('is made of seen and unseen parts and nothing else', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (ranges) => {
        const seen = union(ranges, 100);
        expect(length(seen) + length(unseen(ranges, 100, 0))).toBeCloseTo(100, 6);
        expect(shareOf(ranges, 100)).toBeCloseTo(length(seen) / 100, 9);
        for (const [at, part] of seen.entries()) expect(part.from).toBeGreaterThan(seen[at - 1]?.to ?? -1);
      }),
    );
  });

  it('leaves out gaps too narrow to press', () => {
    const ranges = [
      { from: 0, to: 49 },
      { from: 50, to: 90 },
    ];
    expect(unseen(ranges, 100, 2)).toEqual([{ from: 90, to: 100 }]);
    expect(unseen([], 100, 1)).toEqual([{ from: 0, to: 100 }]);
    expect(unseen([{ from: 0, to: 100 }], 100, 1)).toEqual([]);
  });

  it('never says that nothing is missing while something is', () => {
    expect(missingPercent(0.72, 0.9)).toBe(18);
    expect(missingPercent(0.899, 0.9)).toBe(1);
    expect(missingPercent(0, 0.9)).toBe(90);
  });
});

describe('chapters on the seek bar', () => {
  it('follow each other to the end of the lecture', () => {
    const chapters = [
      { start: 0, title: '여는 말' },
      { start: 60, title: '본론' },
    ];
    expect(spansOf(chapters, 100)).toEqual([
      { text: '여는 말', startTime: 0, endTime: 60 },
      { text: '본론', startTime: 60, endTime: 100 },
    ]);
  });
});
