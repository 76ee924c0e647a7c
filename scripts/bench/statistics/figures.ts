/** From what was measured of progress and statistics to figures with goals, and to tables. Pure. */
import { type Figure, goalTable, inMegabytes, ratio, shown, table } from '../report.ts';
import type { IngestRun } from './ingest.ts';
import type { PageRun } from './pages.ts';
import type { Filled, YearRun } from './year.ts';

/** Parts that were left out are null. */
export type Measured = { ingest: IngestRun | null; year: YearRun | null };

/** Figures with goals first. */
export function statisticsFigures({ ingest, year }: Measured): Figure[] {
  const times = year?.pages.flatMap((page) => page.times ?? []) ?? [];
  const kept = year && bytesOf(year.filled);
  return [
    figure('reports acknowledged after commit', ingest?.perSecond, '/s', { least: 8000 }),
    figure('report to acknowledgement, p99', ingest?.latency.p99, 'ms', { most: 250 }),
    figure('slowest page, p95', most(times.map(({ whole }) => whole.p95)), 'ms', { most: 100 }),
    figure('page most slowed, p95 ÷ at 1/10 of the data', most(times.map(slowing)), '', { most: 1.3 }),
    {
      ...figure(
        'retention of one lecture, ledger ÷ counters',
        ratio(year?.retention.ledgerMs, year?.retention.countersMs),
        '',
        { least: 50 },
      ),
      provided: year?.retention.equal ?? false,
    },
    figure('kept for an hour watched', kept && ratio(kept, year.filled.hours), 'bytes', { most: 2048 }),

    figure('report to acknowledgement, p50', ingest?.latency.p50, 'ms'),
    figure('reports refused and sent again', ingest?.refused, ''),
    figure('viewers who report', ingest?.viewers, ''),
    figure('first reports of all of them', ingest?.begunPerSecond, '/s'),
    figure('reports that the load can send', ingest?.ceiling, '/s'),
    figure('CPU of the load, a report', ingest?.cost.load, 'µs'),
    figure('CPU of the API, a report', ingest?.cost.api, 'µs'),
    figure('CPU of the database, a report', ingest?.cost.database, 'µs'),
    figure('playback sessions', year?.filled.sessions, ''),
    figure('viewers', year?.filled.viewers, ''),
    figure('hours watched', year?.filled.hours, 'h'),
    figure('kept, all tables and indexes but the ledger', kept, 'bytes'),
    figure('ledger, for an hour watched', ledgerOf(year), 'bytes'),
    figure('retention of one lecture, counters', year?.retention.countersMs, 'ms'),
    figure('retention of one lecture, ledger', year?.retention.ledgerMs, 'ms'),
    ...(year?.pages ?? []).flatMap(pageFigures),
  ];
}

function pageFigures({ path, times }: PageRun): Figure[] {
  return [
    figure(`${path}, slowest period`, times?.days, 'days'),
    figure(`${path}, p50`, times?.whole.p50, 'ms'),
    figure(`${path}, p95`, times?.whole.p95, 'ms'),
    figure(`${path}, p50 at 1/10 of the data`, times?.tenth.p50, 'ms'),
    figure(`${path}, p95 at 1/10 of the data`, times?.tenth.p95, 'ms'),
  ];
}

/** All of it for people. */
export function statisticsText(measured: Measured): string {
  const { ingest, year } = measured;
  return [
    ingest && ingestTable(ingest),
    year && pageTable(year.pages),
    year && missingText(year.pages),
    year && keptTable(year.filled),
    goalTable(statisticsFigures(measured)),
  ]
    .flatMap((part) => (part ? [`\n${part}`] : []))
    .join('\n');
}

function ingestTable(run: IngestRun): string {
  const { viewers, begunPerSecond, perSecond, latency, refused, ceiling, cost } = run;
  return table([
    [`reports of ${viewers} viewers`, ''],
    ['first reports of all of them, /s', shown(begunPerSecond)],
    ['acknowledged after that, /s', shown(perSecond)],
    ['p50, ms', shown(latency.p50)],
    ['p99, ms', shown(latency.p99)],
    ['refused and sent again', String(refused)],
    ['CPU a report, load, µs', shown(cost.load)],
    ['CPU a report, API, µs', shown(cost.api)],
    ['CPU a report, database, µs', shown(cost.database)],
    ['the load to a server that does nothing, /s', shown(ceiling)],
  ]);
}

function pageTable(pages: readonly PageRun[]): string {
  return table([
    ['ms until a page is there', 'days', 'p50', 'p95', 'p50 at 1/10', 'p95 at 1/10', 'p95 ÷ at 1/10'],
    ...pages.map(({ path, times }) => {
      const values = times && [times.whole.p50, times.whole.p95, times.tenth.p50, times.tenth.p95];
      const days = String(times?.days ?? '–');
      return [path, days, ...(values ?? [null, null, null, null]).map(shown), shown(times && slowing(times))];
    }),
  ]);
}

function missingText(pages: readonly PageRun[]): string | null {
  const missing = pages.filter(({ times }) => !times).map(({ path }) => path);
  return missing.length > 0 ? `Not measured, because there is no such route: ${missing.join(', ')}` : null;
}

function keptTable(filled: Filled): string {
  const perHour = (bytes: number) => shown(bytes / filled.hours);
  const heading = `kept of ${Math.round(filled.hours)} h in ${filled.sessions} sessions`;
  return table([
    [heading, 'MB', 'bytes/h'],
    ...filled.bytes.map(({ table: name, bytes }) => [name, shown(inMegabytes(bytes)), perHour(bytes)]),
    ['all of them', shown(inMegabytes(bytesOf(filled))), perHour(bytesOf(filled))],
    ['the ledger of one lecture', shown(inMegabytes(filled.ledgerBytes)), shown(ledgerOf({ filled }))],
  ]);
}

const bytesOf = ({ bytes }: Filled) => bytes.reduce((sum, one) => sum + one.bytes, 0);

/** Bytes of the ledger for each hour of the one lecture that it is there of. */
const ledgerOf = (year: { filled: Filled } | null) =>
  ratio(year?.filled.ledgerBytes, year?.filled.ledgerHours);

const slowing = ({ whole, tenth }: NonNullable<PageRun['times']>) => whole.p95 / tenth.p95;
const most = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : null);

function figure(name: string, value: number | null | undefined, unit: string, goal?: Figure['goal']): Figure {
  return { name, value: value ?? null, unit, ...(goal ? { goal } : {}) };
}
