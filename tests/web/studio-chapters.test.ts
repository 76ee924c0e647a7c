import { describe, expect, it } from 'vitest';
import {
  chapterFaults,
  chaptersOf,
  rowsFor,
  rowsOf,
  rowsWith,
  secondsOf,
  timeText,
} from '../../web/studio/chapter-rows.ts';

const row = (key: number, time: string, title = '제목') => ({ key, time, title, titleEn: '' });

describe('secondsOf', () => {
  it.each([
    ['0:00', 0],
    ['12:30', 750],
    ['90:05', 5405],
    ['1:02:03', 3723],
    [' 1:02:03 ', 3723],
    ['1:60:00', null],
    ['12:60', null],
    ['12', null],
    ['', null],
    ['-1:00', null],
  ])('reads %s as %s', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it('reads back what it writes', () => {
    for (const seconds of [0, 59, 60, 3599, 3600, 3723, 36_000])
      expect(secondsOf(timeText(seconds))).toBe(seconds);
  });
});

describe('chapterFaults', () => {
  it('finds each kind of fault at its row', () => {
    const rows = [row(1, '0:00'), row(2, 'x'), row(3, '10:00'), row(4, '0:00'), row(5, '0:30', ' ')];
    expect([...chapterFaults(rows, 600)]).toEqual([
      [2, 'time_format'],
      [3, 'time_beyond_end'],
      [4, 'time_twice'],
      [5, 'title_missing'],
    ]);
  });

  it('passes over a row nobody has typed in', () => {
    expect(chapterFaults([row(1, '', ''), row(2, '', ' ')], 600).size).toBe(0);
  });

  it('cannot know the end before the recording was looked at', () => {
    expect(chapterFaults([row(1, '10:00')], null).size).toBe(0);
  });
});

describe('chaptersOf', () => {
  it('leaves a start that falls between two seconds, as after a cut, until another time is typed', () => {
    const stored = [
      { start: 10.367, title: '하나', titleEn: '' },
      { start: 95.9, title: '둘', titleEn: '' },
    ];
    const rows = rowsOf(stored);
    expect(rows.map(({ time }) => time)).toEqual(['0:10', '1:35']);
    expect(chaptersOf(rows)).toEqual(stored);
    const typed = rows.map((row) => ({ ...row, time: row.time === '0:10' ? '0:11' : row.time }));
    expect(chaptersOf(typed).map(({ start }) => start)).toEqual([11, 95.9]);
  });

  it('puts chapters in the order of the lecture', () => {
    const starts = chaptersOf([row(1, '1:00'), row(2, '0:10'), row(3, '')]).map(({ start }) => start);
    expect(starts).toEqual([10, 60]);
  });

  it('gives back what came from the server', () => {
    const chapters = [{ start: 65, title: '가', titleEn: 'a' }];
    expect(chaptersOf(rowsOf(chapters))).toEqual(chapters);
  });
});

describe('rowsFor', () => {
  it('keeps the row of the same time, and what has no time yet', () => {
    const before = [row(0, '0:10'), row(1, '1:00'), row(2, '')];
    const chapters = [
      { start: 5, title: '가', titleEn: '' },
      { start: 60, title: '나', titleEn: '' },
    ];
    const after = rowsFor(chapters, before);
    expect(after.map(({ key, time }) => [key, time])).toEqual([
      [3, '0:05'],
      [1, '1:00'],
      [2, ''],
    ]);
    expect(after[1]).toMatchObject({ title: '나' });
  });
});

describe('rowsWith', () => {
  it('puts each where its time belongs, and none where a row has that time', () => {
    const chapters = [0, 60, 61, 90].map((start) => ({ start, title: `제안 ${start}`, titleEn: '' }));
    const rows = rowsWith([row(0, '1:00'), row(1, '1:20'), row(2, '')], chapters);
    expect(rows.map(({ key, time }) => [key, time])).toEqual([
      [3, '0:00'],
      [0, '1:00'],
      [4, '1:01'],
      [1, '1:20'],
      [5, '1:30'],
      [2, ''],
    ]);
    expect(rows[0]?.title).toBe('제안 0');
  });
});
