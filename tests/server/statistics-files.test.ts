import { sql } from 'drizzle-orm';
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

test.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])(
  'text that begins with %j is inert',
  (sign) => {
    const [line = ''] = csv({ headings: [`${sign}1+1`], rows: [] }).split('1+1');
    expect(line.replaceAll('"', '')).toBe(`\uFEFF'${sign}`);
  },
);

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
  const { courseId, lectureIds } = await insertCourse(platform.context.db, '가나', [own, '']);
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
    ['lectures', '강의,조회,시청자,시청 시간(초),이수,평균 시청 비율\r\n가,*,*,*,0,0\r\n나,<5,<5,*,0,*\r\n'],
    ['regions', '시·군,조회,시청자,시청 시간(초),이수\r\n수원,*,*,*,0\r\n'],
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

  const [first = '', second = ''] = lectureIds;
  /** @param path of the one that the table is of */
  const downloadOf = (browser: Browser, path: string, table: string) =>
    browser('GET', `/api/statistics/${path}/export?table=${table}&format=csv&reason=x&from=2026-11-01`);

  test.each([
    [
      `lectures/${first}`,
      'days',
      '날짜,조회,시청자,시청 시간(초),이수\r\n',
      '\r\n2026-11-20,12,12,720,0\r\n',
    ],
    [`lectures/${first}`, 'audiences', '교육 대상,조회,시청 시간(초),이수\r\n', '\r\n공무원,12,720,0\r\n'],
    [`lectures/${first}`, 'regions', '시·군,조회,시청 시간(초),이수\r\n', '\r\n수원,*,*,0\r\n'],
    [`lectures/${first}`, 'regions', '', '\r\n가평군,<5,*,0\r\n'],
    [`lectures/${first}`, 'devices', '기기,시청,', '\r\n휴대전화,0,'],
    [`lectures/${second}`, 'days', '', '\r\n2026-11-20,<5,<5,*,0\r\n'],
    [
      `courses/${courseId}`,
      'lectures',
      '강의,조회,시청자,시청 시간(초),이수\r\n',
      '가,*,*,*,0\r\n나,<5,<5,*,0\r\n',
    ],
  ])('of %s, %s, has its rows, and few people suppressed', async (path, table, head, rows) => {
    const { status, headers, text } = await downloadOf(administrator, path, table);
    expect(status).toBe(200);
    const name = `madang-${path.replace('s/', '-')}-${table}-2026-11-01-2026-11-24.csv`;
    expect(headers['content-disposition']).toContain(name);
    expect(text.startsWith(`\uFEFF${head}`)).toBe(true);
    expect(text).toContain(rows);
  });

  test('of each second of a lecture is of all time', async () => {
    await platform.context.db.execute(sql`
      insert into retention_deltas (lecture_id, second, viewers, plays)
      values (${first}::uuid, 0, 12, 15), (${first}::uuid, 10, -9, -9)`);
    const { headers, text } = await downloadOf(administrator, `lectures/${first}`, 'retention');
    expect(headers['content-disposition']).toContain(`madang-lecture-${first}-retention.csv`);
    const rows = text.split('\r\n');
    expect(rows).toHaveLength(1 + 100 + 1);
    expect([rows[0], rows[1], rows[11]]).toEqual(['\uFEFF위치(초),시청자,재생 횟수', '0,12,15', '10,<5,6']);
  });

  test('of a lecture or a course says so in the log, and is no entry for whoever cannot have it', async () => {
    const log = async () => (await administrator('GET', '/api/audit?action=statistics.exported')).body.items;
    const before = (await log()).length;
    for (const path of [`lectures/${second}`, `lectures/${courseId}`, `courses/${first}`])
      expect((await downloadOf(staff, path, path.startsWith('l') ? 'days' : 'lectures')).status).toBe(404);
    expect((await downloadOf(staff, `lectures/${first}`, 'months')).status).toBe(400);
    expect((await downloadOf(await platform.as('resident'), `lectures/${first}`, 'days')).status).toBe(403);
    expect(await log()).toHaveLength(before);
    expect((await downloadOf(staff, `lectures/${first}`, 'days')).status).toBe(200);
    expect((await downloadOf(staff, `courses/${courseId}`, 'lectures')).text).not.toContain('나,');
    const [ofCourse, ofLecture] = await log();
    expect(ofCourse.subject).toMatchObject({ kind: 'course', id: courseId });
    expect(ofLecture).toMatchObject({
      subject: { kind: 'lecture', id: first, name: '가' },
      details: { table: 'days', format: 'csv', from: '2026-11-01', to: '2026-11-24' },
      reason: 'x',
    });
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
