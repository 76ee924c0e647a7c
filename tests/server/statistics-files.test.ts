import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { csv } from '../../server/statistics/csv.ts';
import { suppressed } from '../../server/statistics/suppression.ts';
import { xlsx } from '../../server/statistics/xlsx.ts';
import { type Browser, testApp } from '../support/app.ts';
import { insertCourse, setCounters, type Viewing } from '../support/counters.ts';

const platform = await testApp();
afterAll(platform.close);
const staff = await platform.as('staff');
const administrator = await platform.as('administrator');
const own: string = (await staff('GET', '/api/session')).body.account.id;

const TABLE = {
  name: '강의별',
  headings: ['강의', '조회'],
  rows: [
    ['=1+1', 3],
    ['말, "따옴표" <&>', null],
    ['끝\u0001에', '<5'],
  ],
};

test('a CSV table opens in a spreadsheet, and nothing in it is a formula', () => {
  expect(csv(TABLE)).toBe('\uFEFF강의,조회\r\n\'=1+1,3\r\n"말, ""따옴표"" <&>",\r\n끝\u0001에,<5\r\n');
});

test('an XLSX table has text as text and numbers as numbers', async () => {
  const { sheet, texts } = sheetOf(await xlsx(TABLE));
  expect(texts).toEqual(['강의', '조회', '=1+1', '말, "따옴표" <&>', '끝에', '<5']);
  expect(sheet).toContain('<v>3</v>');
  expect(sheet).not.toContain('<f>');
});

describe('few people are suppressed', () => {
  test.each([
    ['nothing to withhold', [0, 5, 120], [0, 5, 120]],
    ['one alone would be what the total lacks: so the next goes too', [3, 9, 7, 0], ['<5', 9, '*', 0]],
    ['two that add up to three would be 1 and 2', [1, 2, 9, 7], ['<5', '<5', 9, '*']],
    ['two that add up to enough', [4, 3, 9], ['<5', '<5', 9]],
    ['all there is', [2], ['<5']],
    ['what is not known stays so', [null, 2, 8], [null, '<5', '*']],
  ])('%s', (_, counts, left) => {
    expect(suppressed(counts)).toEqual(left);
  });
});

describe('a download', async () => {
  const { lectureIds } = await insertCourse(platform.context.db, '가나', [own, '']);
  const viewing = (person: number, lecture: number): Viewing => ({
    viewerId: `00000000-0000-4000-8000-0000000000${10 + person}`,
    staff: false,
    audience: 'official',
    region: person < 10 ? 'suwon' : 'gapyeong',
    lectureId: lectureIds[lecture] ?? '',
    day: '2026-11-20',
    hour: 9,
    views: 1,
    watchedMs: 60_000,
    completions: 0,
  });
  const people = Array.from({ length: 12 }, (_, person) => viewing(person, 0));
  await setCounters(platform.context.db, [...people, ...people.slice(0, 3).map((_, nth) => viewing(nth, 1))]);

  const download = (browser: Browser, table: string, format = 'csv', reason = '의회 보고') =>
    browser(
      'GET',
      `/api/statistics/export?table=${table}&format=${format}&reason=${encodeURIComponent(reason)}&from=2026-11-01`,
    );

  test.each([
    [
      'lectures',
      '강의,조회,시청자,시청 시간(초),이수,평균 시청 비율\r\n가,*,*,720,0,0\r\n나,<5,<5,180,0,0\r\n',
    ],
    ['regions', '시·군,조회,시청자,시청 시간(초),이수\r\n수원,*,*,780,0\r\n'],
    ['audiences', '\r\n공무원,15,12,900,0\r\n'],
    ['days', '\r\n2026-11-20,15,12,900,0\r\n'],
    ['months', '\r\n2026-11,15,12,900,0\r\n'],
    ['hours', '요일,시,조회,시청 시간(초)\r\n월,0,0,0\r\n'],
    ['courses', '\r\n협치 입문,2,12,0,15,900,0\r\n'],
  ])('of %s has its rows, and few people suppressed', async (table, rows) => {
    const { status, headers, text } = await download(administrator, table);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain(`madang-${table}-2026-11-01-2026-11-24.csv`);
    expect(text).toContain(rows);
  });

  test('is a spreadsheet too', async () => {
    const { status, headers } = await download(administrator, 'regions', 'xlsx');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(headers['content-disposition']).toContain('.xlsx');
  });

  test('says why, and of whose lectures it is', async () => {
    for (const reason of ['', '   ', 'x'.repeat(201)]) {
      expect((await download(administrator, 'days', 'csv', reason)).status).toBe(400);
    }
    expect((await download(administrator, 'people')).status).toBe(400);
    expect((await download(administrator, 'days', 'pdf')).status).toBe(400);
    expect((await download(staff, 'lectures')).text).not.toContain('나,');
    expect((await download(staff, 'days')).text).toContain('2026-11-20,12,12,720,0');
    for (const table of ['audiences', 'regions', 'months', 'hours']) {
      expect((await download(staff, table)).status).toBe(403);
    }
    expect((await download(await platform.as('resident'), 'lectures')).status).toBe(403);
  });
});

/** The sheet's XML and the texts its cells refer to. */
function sheetOf(file: Buffer): { sheet: string; texts: string[] } {
  const parts = unzipSync(file);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const plain = (xml: string) =>
    xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const texts = [...part('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)];
  return { sheet: part('xl/worksheets/sheet1.xml'), texts: texts.map(([, xml]) => plain(xml ?? '')) };
}
