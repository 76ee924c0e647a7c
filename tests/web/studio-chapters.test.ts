import { describe, expect, it } from 'vitest';
import {
  chapterFaults,
  chaptersOf,
  isTaken,
  isUnfinished,
  rowChanged,
  rowsFor,
  rowsOf,
  rowsWith,
  secondsOf,
  timeText,
} from '../../web/studio/chapter-rows.ts';

const SOUND = new Map();
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
    expect(chaptersOf(rows, SOUND)).toEqual(stored);
    const typed = rows.map((row) => ({ ...row, time: row.time === '0:10' ? '0:11' : row.time }));
    expect(chaptersOf(typed, SOUND).map(({ start }) => start)).toEqual([11, 95.9]);
  });

  it('puts chapters in the order of the lecture', () => {
    const starts = chaptersOf([row(1, '1:00'), row(2, '0:10'), row(3, '')], SOUND).map(({ start }) => start);
    expect(starts).toEqual([10, 60]);
  });

  it('gives back what came from the server', () => {
    const chapters = [{ start: 65, title: '가', titleEn: 'a' }];
    expect(chaptersOf(rowsOf(chapters), SOUND)).toEqual(chapters);
  });
});

describe('rowsFor', () => {
  it('keeps the row of the same time, and what has no time yet', () => {
    const before = [row(0, '0:10'), row(1, '1:00'), row(2, '')];
    const chapters = [
      { start: 5, title: '가', titleEn: '' },
      { start: 60, title: '나', titleEn: '' },
    ];
    const after = rowsFor(chapters, before, chapterFaults(before, null));
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

describe('rows that make no sense yet', () => {
  const stored = [
    { start: 10, title: '하나', titleEn: '' },
    { start: 60, title: '둘', titleEn: '' },
  ];
  const typed = (at: number, values: object) => {
    const rows = rowsOf(stored).map((one) => (one.key === at ? rowChanged(one, values, false) : one));
    return { rows, faults: chapterFaults(rows, 600) };
  };

  it('stay the chapters that they were, while the others are saved', () => {
    const { rows, faults } = typed(1, { time: '1:' });
    expect(chaptersOf(rows, faults)).toEqual(stored);
    const other = rows.map((one) => (one.key === 0 ? rowChanged(one, { title: '첫째' }, false) : one));
    expect(chaptersOf(other, faults)).toEqual([{ ...stored[0], title: '첫째' }, stored[1]]);
    // what it was last is what made sense last
    const faulty = rows.map((one) =>
      one.key === 1 ? rowChanged(one, { title: '', time: '2:' }, true) : one,
    );
    expect(chaptersOf(faulty, chapterFaults(faulty, 600))).toEqual(stored);
  });

  it('are none while they never made any', () => {
    const rows = [...rowsOf(stored), row(7, '2:00', '')];
    const faults = chapterFaults(rows, 600);
    expect(chaptersOf(rows, faults)).toEqual(stored);
    expect(isUnfinished(rows, faults)).toBe(true);
  });

  it('are unfinished unless they are stored like that', () => {
    const { rows, faults } = typed(1, { title: ' ' });
    expect(isUnfinished(rows, faults)).toBe(true);
    const beyond = chapterFaults(rowsOf(stored), 30);
    expect([...beyond.values()]).toEqual(['time_beyond_end']);
    expect(isUnfinished(rowsOf(stored), beyond)).toBe(false);
  });

  it('tell when another has taken the time of one', () => {
    const { rows, faults } = typed(0, { time: '1:00' });
    expect([...faults]).toEqual([[1, 'time_twice']]);
    expect(isTaken(chaptersOf(rows, faults))).toBe(true);
    const later = typed(1, { time: '0:10' });
    expect(isTaken(chaptersOf(later.rows, later.faults))).toBe(false);
  });

  it('stay as they were typed when others are stored', () => {
    const { rows, faults } = typed(1, { time: '1:' });
    const chapters = [...stored, { start: 90, title: '셋', titleEn: '' }];
    const after = rowsFor(
      chapters,
      [...rows, row(7, '2:00', '')],
      new Map([...faults, [7, 'title_missing']]),
    );
    expect(after.map(({ key, time }) => [key, time])).toEqual([
      [0, '0:10'],
      [1, '1:'],
      [10, '1:30'],
      [7, '2:00'],
    ]);
  });
});
