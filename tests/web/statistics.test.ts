import { describe, expect, it } from 'vitest';
import { againstOf, comparedBy } from '../../web/statistics/against.ts';
import { addressOf, askedIn, askedQuery } from '../../web/statistics/asked.ts';
import { dayAt, reachOf } from '../../web/statistics/axis.ts';
import { changeOf } from '../../web/statistics/change.ts';
import { fitting } from '../../web/statistics/chart-parts.ts';
import { hourRows, peakOf, tintOf } from '../../web/statistics/heat.ts';
import { orderAfter, orderIn } from '../../web/statistics/lecture-order.ts';
import { lengthOf } from '../../web/statistics/period.ts';
import { wrapped } from '../../web/statistics/picture.ts';
import { chapterAt, sentenceIn } from '../../web/statistics/said.ts';
import { frameAt, framesIn } from '../../web/statistics/storyboard.ts';
import { partsOf, tenthsOf } from '../../web/statistics/tenths.ts';

describe('what is asked for', () => {
  const now = new Date('2026-11-24T03:00:00Z');
  const january = { from: '2026-01-01', to: '2026-01-31' };

  it('is the last thirty days without staff, unless the URL says otherwise', () => {
    expect(askedIn({}, now)).toEqual({ from: '2026-10-26', to: '2026-11-24', staff: false, compared: null });
    expect(askedIn({ ...january, staff: 'include' }, now)).toEqual({
      ...january,
      staff: true,
      compared: null,
    });
    expect(askedIn({ ...january, from: '2026-02-01', staff: 'yes' }, now)).toEqual(askedIn({}, now));
  });

  it('is written as a query', () => {
    const asked = { ...january, staff: false, compared: null };
    expect(askedQuery(asked)).toBe('from=2026-01-01&to=2026-01-31');
    expect(askedQuery({ ...asked, staff: true })).toBe('from=2026-01-01&to=2026-01-31&staff=include');
    const compared = { from: '2025-01-01', to: '2025-01-02' };
    expect(askedQuery({ ...asked, compared })).toBe(
      'from=2026-01-01&to=2026-01-31&compareFrom=2025-01-01&compareTo=2025-01-02',
    );
  });

  it('keeps the order of a list, and begins it at its first page', () => {
    const query = { ...january, sort: 'title', page: '3', staff: 'include' };
    const asked = { from: '2026-02-01', to: '2026-02-02', staff: false, compared: null };
    expect(addressOf('/a', query, asked)).toBe('/a?from=2026-02-01&to=2026-02-02&sort=title');
  });
});

describe('what numbers are compared with', () => {
  const now = new Date('2026-11-24T03:00:00Z');
  const february = { from: '2028-02-01', to: '2028-02-29' };

  it('is in the URL, and gone from it when it is no longer chosen', () => {
    const query = { ...february, compareFrom: '2026-01-01', compareTo: '2026-01-09' };
    const asked = askedIn(query, now);
    expect(asked.compared).toEqual({ from: '2026-01-01', to: '2026-01-09' });
    expect(addressOf('/a', query, { ...asked, compared: null })).toBe('/a?from=2028-02-01&to=2028-02-29');
    expect(askedIn({ ...query, compareTo: '2025-01-09' }, now).compared).toBeNull();
    expect(askedIn({ ...february, compareFrom: '2026-01-01' }, now).compared).toBeNull();
  });

  it.each([
    ['before', null],
    ['year', { from: '2027-02-01', to: '2027-02-28' }],
    ['other', { from: '2027-02-01', to: '2027-02-27' }],
  ] as const)('is %s: %o', (against, compared) => {
    expect(againstOf({ ...february, staff: false, compared })).toBe(against);
    const other = { from: '2027-02-01', to: '2027-02-27' };
    expect(comparedBy(against, february, other)).toEqual(compared);
  });

  it('may have another length', () => {
    expect(lengthOf(february)).toBe(29);
    expect(lengthOf({ from: '2026-01-01', to: '2026-01-01' })).toBe(1);
  });
});

describe('the order of lectures', () => {
  it('is by views, and by what the URL says', () => {
    expect(orderIn({})).toEqual({ sort: 'views', order: 'desc' });
    expect(orderIn({ sort: 'title' })).toEqual({ sort: 'title', order: 'asc' });
    expect(orderIn({ sort: 'nonsense', order: 'asc' })).toEqual({ sort: 'views', order: 'asc' });
  });

  it('turns round when its heading is pressed again', () => {
    const byTitle = orderAfter({ sort: 'views', order: 'asc' }, 'title');
    expect(byTitle).toEqual({ sort: 'title', order: 'asc' });
    expect(orderAfter(byTitle, 'title')).toEqual({ sort: 'title', order: 'desc' });
    expect(orderAfter(byTitle, 'views')).toEqual({ sort: 'views', order: 'desc' });
  });
});

describe('the axis under a chart', () => {
  it('reaches from the first point to the last, and around a single one', () => {
    expect([reachOf(0, 29), reachOf(0, 0)]).toEqual([
      [0, 29],
      [-0.5, 0.5],
    ]);
  });

  it('names the days that are there', () => {
    const days = [{ day: '2026-11-30' }];
    const marks = [0, 1, 14];
    expect(marks.map((mark) => dayAt(days, mark, 'ko'))).toEqual(['11.\u00a030.', '', '']);
    expect(marks.map((mark) => dayAt(days, mark, 'en'))).toEqual(['30\u00a0Nov', '', '']);
  });
});

describe('changeOf', () => {
  it.each([
    [110, 100, 'up', 10],
    [90, 120, 'down', 25],
    [0, 8, 'down', 100],
    [1001, 1000, 'up', 1],
    [7, 7, 'same', 0],
    [0, 0, 'same', 0],
    [3, 0, 'new', 0],
  ] as const)('%s after %s is %s by %s %%', (now, before, kind, percent) => {
    expect(changeOf(now, before)).toEqual({ kind, percent });
  });
});

describe('wrapped', () => {
  it('breaks between words, and never within one', () => {
    const measure = (text: string) => text.length;
    expect(wrapped('one two three', 7, measure)).toEqual(['one two', 'three']);
    expect(wrapped('extraordinary', 7, measure)).toEqual(['extraordinary']);
  });
});

describe('tenthsOf', () => {
  it('covers every second once', () => {
    for (const seconds of [10, 95, 101, 3600]) {
      const tenths = tenthsOf(Array(seconds).fill(3), Array(seconds).fill(6));
      expect(tenths).toHaveLength(10);
      expect(tenths[0]?.from).toBe(0);
      expect(tenths.at(-1)?.to).toBe(seconds);
      expect(tenths.every((tenth, index) => index === 0 || tenth.from === tenths[index - 1]?.to)).toBe(true);
      expect(tenths.every(({ viewers, plays }) => viewers === 3 && plays === 6)).toBe(true);
    }
  });

  it('is the mean of its seconds', () => {
    expect(tenthsOf([4, 2, 0], [8, 4, 2]).map(({ viewers }) => viewers)).toEqual([4, 2, 0]);
    expect(tenthsOf([], [])).toEqual([]);
  });
});

describe('partsOf', () => {
  it('is the mean of each part, whatever the length', () => {
    expect(partsOf([4, 2, 6, 8], 2)).toEqual([3, 7]);
    expect(partsOf([4, 2], 4)).toEqual([4, 4, 2, 2]);
    expect(partsOf(Array(3601).fill(5), 100)).toEqual(Array(100).fill(5));
    expect(partsOf([], 2)).toEqual([0, 0]);
  });
});

describe('what was said', () => {
  const cues = [
    { start: 4, end: 10, text: '첫 문장' },
    { start: 11, end: 17, text: '둘째 문장' },
  ];

  it.each([
    [4, 5, '첫 문장'],
    [9, 30, '첫 문장'],
    [10, 11, ''],
    [10, 12, '둘째 문장'],
    [0, 4, ''],
    [20, 30, ''],
  ])('from %s to %s is “%s”', (from, to, text) => {
    expect(sentenceIn(cues, from, to)).toBe(text);
  });

  it('is in the chapter that has begun', () => {
    const chapters = [1, 60].map((start) => ({ start, title: `${start}`, titleEn: '' }));
    expect([0, 1, 59, 60, 99].map((second) => chapterAt(chapters, second)?.start)).toEqual([
      undefined,
      1,
      1,
      60,
      60,
    ]);
  });
});

describe('what was on the screen', () => {
  const file = `WEBVTT

00:00:00.000 --> 00:00:04.000
sprite-001.jpg#xywh=0,0,240,136

00:00:04.000 --> 00:00:08.000
sprite-001.jpg#xywh=240,136,240,136

00:00:08.000 --> 00:00:12.000
nowhere.jpg
`;
  const frames = framesIn(file, 'https://example.org/media/1/storyboard.vtt');

  it('is cut from a sheet beside its storyboard', () => {
    expect(frames).toHaveLength(2);
    expect(frames[1]).toEqual({
      start: 4,
      url: 'https://example.org/media/1/sprite-001.jpg',
      ...{ x: 240, y: 136, width: 240, height: 136 },
    });
  });

  it('is the frame that began last', () => {
    expect([0, 3, 4, 99].map((second) => frameAt(frames, second)?.x)).toEqual([0, 0, 240, 240]);
    expect(frameAt([], 1)).toBeUndefined();
  });
});

describe('the name of a part', () => {
  const measure = (words: string) => words.length;
  it.each([
    [20, '3 Opening'],
    [9, '3 Opening'],
    [8, '3 Openi…'],
    [5, '3 Op…'],
    [4, '3'],
    [1, '3'],
    [0, ''],
  ])('in a width of %s is “%s”', (width, words) => {
    expect(fitting('3', 'Opening', width, measure)).toBe(words);
  });
});

describe('the hours of a week', () => {
  const items = Array.from({ length: 168 }, (_, nth) => ({
    weekday: Math.floor(nth / 24) + 1,
    hour: nth % 24,
    views: nth === 30 || nth === 31 ? 9 : 0,
    watchSeconds: 0,
  }));

  it('are rows of hours with seven days from Monday', () => {
    const rows = hourRows(items);
    expect(rows).toHaveLength(24);
    expect(rows.every((row, hour) => row.every((item) => item.hour === hour))).toBe(true);
    expect(rows[23]?.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('have a peak only when somebody watched', () => {
    expect(peakOf(items)).toMatchObject({ weekday: 2, hour: 6 });
    expect(peakOf(items.map((item) => ({ ...item, views: 0 })))).toBeUndefined();
    expect(tintOf(0, 0)).toBe(0);
    expect(tintOf(9, 9)).toBeGreaterThan(tintOf(3, 9));
  });
});
