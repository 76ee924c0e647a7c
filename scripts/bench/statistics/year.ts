/** What a year of watching costs to look at and to keep. */
import type { Postgres } from '../../postgres/postgres.ts';
import type { Bench } from '../run.ts';
import { idOf } from './catalogue.ts';
import { onConnection } from './connection.ts';
import { fill, KEPT_TABLES, LEDGER_LECTURE } from './fill.ts';
import { measurePages, type PageRun } from './pages.ts';
import { percentilesOf } from './percentiles.ts';
import { differenceOf, retentionOf } from './retention.ts';
import { openSite, type Site } from './site.ts';

const ROUNDS = { counters: 9, ledger: 3 };

export type YearRun = {
  filled: Filled;
  pages: PageRun[];
  retention: RetentionRun;
};

/** What the database holds. Hours are of lecture watched, replays included. */
export type Filled = {
  sessions: number;
  viewers: number;
  hours: number;
  /** of the one lecture whose ledger is there */
  ledgerHours: number;
  ledgerBytes: number;
  /** of a table with its indexes, without the ledger */
  bytes: { table: string; bytes: number }[];
};

type RetentionRun = { countersMs: number; ledgerMs: number; equal: boolean };

export async function measureYear(server: Postgres, scale: number, bench: Bench): Promise<YearRun> {
  const { step, signal } = bench;
  const filledSite = async (name: string, size: number) => {
    const site = await openSite(server, name);
    await step(`a year of watching, scale ${size}`, (tell) => fill(site.database, size, { signal, tell }));
    return site;
  };
  const tenth = await filledSite('tenth', scale / 10);
  const whole = await filledSite('whole', scale);
  return {
    filled: await filledOf(whole, signal),
    retention: await step('retention of one lecture', () => compareRetention(whole, signal)),
    pages: await step('pages', (tell) => measurePages(whole, tenth, bench, tell)),
  };
}

/** The quickest of the ledger's times counts, and of the counters' the one in the middle. */
async function compareRetention({ database }: Site, signal: AbortSignal): Promise<RetentionRun> {
  return onConnection(database, signal, async (client) => {
    const times = { counters: [] as number[], ledger: [] as number[] };
    const curvesOf = async (from: keyof typeof times) => {
      for (let round = 1; ; round++) {
        const { curves, ms } = await retentionOf(client, LEDGER_LECTURE, from);
        times[from].push(ms);
        if (round === ROUNDS[from]) return curves;
      }
    };
    const equal = differenceOf(await curvesOf('counters'), await curvesOf('ledger')) === null;
    return {
      countersMs: percentilesOf(times.counters).p50,
      ledgerMs: Math.min(...times.ledger),
      equal,
    };
  });
}

async function filledOf({ database }: Site, signal: AbortSignal): Promise<Filled> {
  return onConnection(database, signal, async (client) => {
    const { rows: bytes } = await client.query<Filled['bytes'][number]>(
      `select name as table, pg_total_relation_size(name::regclass)::float8 as bytes
       from unnest($1::text[]) name order by 2 desc`,
      [KEPT_TABLES],
    );
    const { rows } = await client.query<Omit<Filled, 'bytes'>>(
      `select (select count(*) from playback_sessions)::float8 as sessions,
         (select count(*) from viewers)::float8 as viewers,
         sum(watched_ms)::float8 / 3600000 as hours,
         sum(watched_ms) filter (where lecture_id = $1)::float8 / 3600000 as "ledgerHours",
         pg_total_relation_size('played_segments')::float8 as "ledgerBytes"
       from lecture_days`,
      [idOf('lecture', LEDGER_LECTURE)],
    );
    const [sums] = rows;
    if (!sums) throw new Error('A sum without a row.');
    return { ...sums, bytes };
  });
}
