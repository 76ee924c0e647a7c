/** How many reports of players are acknowledged a second, and that none was lost or counted twice. */
import { join } from 'node:path';
import { script, startChild } from '../../platform/child.ts';
import type { Postgres } from '../../postgres/postgres.ts';
import { cpuSecondsOf, cpuSecondsOfTree } from '../measure.ts';
import type { Bench } from '../run.ts';
import { CONNECTIONS, type Load, type LoadOptions, sendReports } from './load.ts';
import { seatViewers } from './seats.ts';
import { openSite, startApi } from './site.ts';
import { requireTotals } from './totals.ts';

/** Who watch at once at scale 1: at the goal's 8,000 reports a second each of them sends one every 15 s. */
const VIEWERS = 120_000;

/** Seconds that are measured; those of a trial are for trying the benchmark itself. */
const FULL = 30;
const TRIAL = 8;
const CEILING = 4;

/** CPU, in microseconds a report. */
type Cost = { load: number; api: number; database: number };

export type IngestRun = Omit<Load<Cost>, 'spent'> & {
  viewers: number;
  /** of the measured seconds */
  cost: Cost;
  /** reports a second that the load sends to a server that does nothing */
  ceiling: number;
};

export async function measureIngest(server: Postgres, scale: number, bench: Bench): Promise<IngestRun> {
  const { step, signal } = bench;
  const viewers = viewersAt(scale);
  const site = await openSite(server, 'ingest');
  const seats = await step(`${viewers} viewers take their seats`, () => seatViewers(site.database, viewers));
  const ceiling = await step('reports to a server that does nothing', (tell) =>
    measureCeiling(
      { seats: seats.map((seat) => ({ ...seat })), measuredSeconds: CEILING, signal, tell },
      bench,
    ),
  );

  await using stack = new AsyncDisposableStack();
  const api = await startApi(site, bench, stack);
  const spent = () => ({
    load: cpuSecondsOf(process.pid),
    api: cpuSecondsOfTree(api.pid),
    database: cpuSecondsOfTree(server.pid),
  });
  const measuredSeconds = scale < 1 ? TRIAL : FULL;
  const { spent: cpu, ...load } = await step('reports to the API', (tell) =>
    sendReports({ port: api.port, seats, measuredSeconds, spent, signal, tell }),
  );
  const cost = costOf(cpu.before, cpu.after, load.measured);
  await step('counting what arrived', () =>
    requireTotals(site.database, {
      acknowledged: load.acknowledged,
      signal,
      viewers: seats.filter(({ seq }) => seq > 0).length,
    }),
  );
  return { ...load, viewers, cost, ceiling };
}

/** Viewers for a scale: several for each connection, so that none has two reports under way. Pure. */
export const viewersAt = (scale: number): number =>
  Math.max(4 * CONNECTIONS, Math.round(VIEWERS * Math.min(scale, 1)));

/** @param before, after CPU seconds so far. Pure. */
export function costOf(before: Cost, after: Cost, reports: number): Cost {
  const cost = (name: keyof Cost) => ((after[name] - before[name]) * 1e6) / reports;
  return { load: cost('load'), api: cost('api'), database: cost('database') };
}

async function measureCeiling(options: Omit<LoadOptions<null>, 'port' | 'spent'>, { folder }: Bench) {
  await using stack = new AsyncDisposableStack();
  const program = { script: script('scripts/bench/statistics/stub.ts'), env: {} };
  const stub = startChild({ ...program, logFile: join(folder, 'stub.log') });
  stack.defer(() => stub.stop());
  const { port } = (await stub.ready) as { port: number };
  return (await sendReports({ ...options, port, spent: () => null })).perSecond;
}
