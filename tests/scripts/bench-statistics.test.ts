import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { answerReader } from '../../scripts/bench/statistics/answers.ts';
import { sizeAt } from '../../scripts/bench/statistics/audience.ts';
import { idOf, LECTURES, lectureAt } from '../../scripts/bench/statistics/catalogue.ts';
import { type Measured, statisticsFigures, statisticsText } from '../../scripts/bench/statistics/figures.ts';
import { costOf, viewersAt } from '../../scripts/bench/statistics/ingest.ts';
import { CONNECTIONS, sendReports } from '../../scripts/bench/statistics/load.ts';
import { addressOf, PAGES, slowestOf } from '../../scripts/bench/statistics/pages.ts';
import { percentilesOf } from '../../scripts/bench/statistics/percentiles.ts';
import { reportRequest } from '../../scripts/bench/statistics/reports.ts';
import { differenceOf } from '../../scripts/bench/statistics/retention.ts';
import { totalsOf, wrongTotals } from '../../scripts/bench/statistics/totals.ts';
import { PlayedReport } from '../../server/contract/progress.ts';

test('percentiles are those of the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentilesOf(hundred)).toEqual({ p50: 50, p95: 95, p99: 99 });
  expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7 });
  expect(percentilesOf([]).p50).toBeNaN();
});

describe('answers', () => {
  const answer = (status: number, body: string) =>
    `HTTP/1.1 ${status} Whatever\r\nContent-Length: ${body.length}\r\nx-other: 1\r\n\r\n${body}`;

  test('are read however they are cut', () => {
    for (let size = 1; size < 90; size++) {
      const read = answerReader();
      const statuses: number[] = [];
      for (const one of [answer(200, '{"a":1}'), answer(503, ''), answer(204, 'x')]) {
        for (let at = 0; at < one.length; at += size) {
          const status = read(Buffer.from(one.slice(at, at + size)));
          if (status !== null) statuses.push(status);
        }
      }
      expect(statuses).toEqual([200, 503, 204]);
    }
  });

  test('of unknown length, or more than was asked for, are not read', () => {
    expect(() => answerReader()(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow(/length/);
    expect(() => answerReader()(Buffer.from(`${answer(200, '')}HTTP`))).toThrow(/More/);
  });
});

test('a report is what the contract asks for, and goes on with the next 15 seconds', () => {
  const reports = [0, 1, 79, 80].map((seq) => {
    const request = reportRequest({ id: 'an-id', token: 'a-token', seq }, 3000);
    const [head = '', body = ''] = request.split('\r\n\r\n');
    expect(head).toMatch(
      /^POST \/api\/playback-sessions\/an-id\/played HTTP\/1\.1\r\nhost: 127\.0\.0\.1:3000\r\n/,
    );
    expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`);
    expect(head).toContain('cookie: madang_viewer=a-token');
    expect(Value.Check(PlayedReport, JSON.parse(body))).toBe(true);
    const [{ from, to }] = JSON.parse(body).segments;
    return [from, to];
  });
  expect(reports).toEqual([
    [0, 15],
    [15, 30],
    [1185, 1200],
    [0, 15],
  ]);
});

describe('the load', () => {
  const seatsOf = () =>
    Array.from({ length: 4 * CONNECTIONS }, (_, id) => ({ id: `${id}`, token: 't', seq: 0 }));
  const send = (port: number, seats: ReturnType<typeof seatsOf>) =>
    sendReports({
      ...{ port, seats, measuredSeconds: 1, spent: () => seats.filter(({ seq }) => seq > 0).length },
      ...{ signal: new AbortController().signal, tell: () => {} },
    });

  test('sends a refused report again until it is acknowledged, and counts it once', async () => {
    const refused = new Set<number>();
    await using server = await answering((session, seq) => {
      if (session % 8 !== 0 || seq !== 0 || refused.has(session)) return 200;
      refused.add(session);
      return 503;
    });
    const seats = seatsOf();
    const load = await send(server.port, seats);
    expect(load.acknowledged).toBe(seats.reduce((sum, { seq }) => sum + seq, 0));
    expect(load.acknowledged).toBe(server.acknowledged());
    expect(load.refused).toBe(refused.size);
    expect(load.refused).toBeGreaterThan(0);
    expect(load.spent.before).toBe(seats.length); // nothing is measured before everybody has begun
    expect(load.measured).toBeGreaterThan(0);
    expect(load.measured).toBeLessThanOrEqual(load.acknowledged - seats.length);
  });

  test('gives up where everything is refused', async () => {
    await using server = await answering(() => 500);
    await expect(send(server.port, seatsOf())).rejects.toThrow('The API refuses reports: 500');
  });
});

test('scale 1 is the audience of the goals, and a trial has several viewers for each connection', () => {
  expect(viewersAt(1)).toBe(120_000);
  expect(viewersAt(0.001)).toBe(4 * CONNECTIONS);
  expect(sizeAt(0.1).viewers).toBe(100_000);
  const views = Array.from({ length: 10_000 }, (_, index) => lectureAt(index / 10_000));
  expect([Math.min(...views), Math.max(...views)]).toEqual([1, LECTURES]);
  expect(views.filter((lecture) => lecture === 1).length / views.length).toBeCloseTo(1 / 8, 2);
  expect(views.filter((lecture) => lecture <= 50).length / views.length).toBeCloseTo(0.464, 2);
});

test('CPU is told for one report', () => {
  const cost = costOf({ load: 1, api: 2, database: 3 }, { load: 2, api: 4, database: 3.5 }, 10_000);
  expect(cost).toEqual({ load: 100, api: 200, database: 50 });
});

test('pages are asked for with every period, within the year that is filled', () => {
  const today = '2026-11-25';
  const [overview, lecture, retention] = ['overview', 'lectures/:lecture', 'lectures/:lecture/retention'].map(
    (path) => PAGES.find((page) => page.path === `/api/statistics/${path}`),
  );
  if (!overview || !lecture || !retention) throw new Error('A page is missing.');
  expect(addressOf(overview, 0, today)).toBe('/api/statistics/overview?from=2026-11-24&to=2026-11-24');
  expect(addressOf(overview, 3, today)).toBe('/api/statistics/overview?from=2025-11-25&to=2026-11-24');
  expect(addressOf(lecture, 5, today)).toBe(
    `/api/statistics/lectures/${idOf('lecture', 2)}?from=2026-10-12&to=2026-10-18`,
  );
  expect(addressOf(retention, 0, today)).toBe(`/api/statistics/lectures/${idOf('lecture', 1)}/retention`);
  for (let index = 0; index < 400; index++) {
    const [, from = '', to = ''] = /from=(.*)&to=(.*)/.exec(addressOf(overview, index, today)) ?? [];
    expect(from >= '2025-11-25' && from <= to && to < today).toBe(true);
  }
});

test('a page is as slow as with the period that takes it longest', () => {
  const [week, year] = [
    { days: 7, whole: [1, 2, 3], tenth: [1, 1, 9] },
    { days: 365, whole: [2, 3, 4], tenth: [1, 2, 3] },
  ];
  expect(slowestOf([week, year])).toEqual({
    ...{ days: 365, whole: { p50: 3, p95: 4, p99: 4 }, tenth: { p50: 2, p95: 3, p99: 3 } },
  });
});

test('an id is the one that PostgreSQL makes', () => {
  // select md5('lecture 1')::uuid
  expect(idOf('lecture', 1)).toBe('d124fe47-bfd1-ddab-45ec-da23b4fb1ded');
});

test('curves differ at the first second that is not the same', () => {
  const curves = { viewers: [3, 2, 1], plays: [3, 3, 1] };
  expect(differenceOf(curves, structuredClone(curves))).toBeNull();
  expect(differenceOf(curves, { ...curves, plays: [3, 4, 1] })).toBe(1);
  expect(differenceOf(curves, { viewers: [3, 2], plays: [3, 3] })).toBe(2);
});

test('every total that is wrong is told', () => {
  const ms = 10 * 15_000;
  const views = {
    ...{ lecture_views: 4, site_views: 4, lecture_viewers: 4, site_viewers: 4 },
    ...{ manager_viewers: 4, course_viewers: 4 },
  };
  const found = {
    ...{ ledger: 10, clipped: 0, played: ms, watched: ms },
    ...{ lecture_days: ms, site_days: ms, site_hours: ms, ...views },
  };
  expect(wrongTotals(totalsOf(found, 10, 4))).toEqual([]);
  expect(wrongTotals(totalsOf({ ...found, ledger: 11, site_viewers: 5 }, 10, 4))).toEqual([
    'rows of the ledger: 11 instead of 10',
    'viewers of the site: 5 instead of 4',
  ]);
});

describe('figures', () => {
  const percentiles = (p50: number, p95: number) => ({ p50, p95, p99: p95 });
  const measured = {
    ingest: {
      ...{ acknowledged: 500_000, refused: 0, perSecond: 9000, latency: { p50: 28, p95: 60, p99: 260 } },
      ...{
        viewers: 120_000,
        begunPerSecond: 2400,
        measured: 270_000,
        cost: { load: 40, api: 90, database: 70 },
        ceiling: 30_000,
      },
    },
    year: {
      filled: {
        ...{ sessions: 1000, viewers: 100, hours: 400, ledgerHours: 10, ledgerBytes: 330_000 },
        bytes: [
          { table: 'watched', bytes: 500_000 },
          { table: 'viewers', bytes: 100_000 },
        ],
      },
      retention: { countersMs: 2, ledgerMs: 120, equal: true },
      pages: [
        { path: '/overview', times: { days: 365, whole: percentiles(10, 20), tenth: percentiles(9, 10) } },
        { path: '/lectures', times: { days: 30, whole: percentiles(40, 60), tenth: percentiles(40, 50) } },
        { path: '/months', times: null },
      ],
    },
  } satisfies Measured;

  test('keep their goals or not', () => {
    const said = statisticsText(measured);
    expect(said).toMatch(/reports acknowledged after commit +9000 \/s +≥ 8000 +met/);
    expect(said).toMatch(/report to acknowledgement, p99 +260 ms +≤ 250 +NOT MET/);
    expect(said).toMatch(/slowest page, p95 +60\.0 ms +≤ 100 +met/);
    expect(said).toMatch(/page most slowed, p95 ÷ at 1\/10 of the data +2\.00 +≤ 1\.3 +NOT MET/);
    expect(said).toMatch(/retention of one lecture, ledger ÷ counters +60\.0 +≥ 50 +met/);
    expect(said).toMatch(/kept for an hour watched +1500 bytes +≤ 2048 +met/);
    expect(said).toMatch(/\/lectures +30 +40\.0 +60\.0 +40\.0 +50\.0 +1\.20/);
    expect(said).toContain('no such route: /months');
    expect(said).toMatch(/the ledger of one lecture +0\.33 +33000/);
  });

  test('of a retention that is not the ledger’s keep none', () => {
    const year = { ...measured.year, retention: { ...measured.year.retention, equal: false } };
    expect(statisticsText({ ...measured, year })).toMatch(/ledger ÷ counters +60\.0 +≥ 50 +NOT MET/);
  });

  test('of a part that was left out are not measured', () => {
    const figures = statisticsFigures({ ingest: measured.ingest, year: null });
    expect(figures.find(({ name }) => name === 'slowest page, p95')?.value).toBeNull();
    expect(statisticsText({ ingest: null, year: measured.year })).toMatch(/after commit +– +\/s/);
  });
});

describe.runIf(process.platform === 'linux')('a benchmark that cannot be run as asked', () => {
  test.each([
    [['--scale', '2'], /--scale is from 0\.001 to 1/],
    [['--only', 'half'], /no such part: half/],
  ])('%j: a sentence and exit code 2', async (args, sentence) => {
    const child = spawn(process.execPath, ['scripts/bench/statistics.ts', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const code = new Promise((settle) => child.once('close', settle));
    expect(await text(child.stderr)).toMatch(sentence);
    expect(await code).toBe(2);
  });
});

/** A server of reports. @param statusOf a report, by the number of its session and its own */
async function answering(statusOf: (session: number, seq: number) => number) {
  let acknowledged = 0;
  // a slow machine may leave a connection without a report for longer than Node's 5 s
  const server = createServer({ keepAliveTimeout: 0 }, async (request, reply) => {
    const { segments } = (await json(request)) as PlayedReport;
    const status = statusOf(Number(request.url?.split('/')[3]), segments[0]?.seq ?? -1);
    if (status === 200) acknowledged++;
    reply.writeHead(status, { 'content-length': 2 }).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    acknowledged: () => acknowledged,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
