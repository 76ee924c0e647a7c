/** A database as it is after a year of watching: the tables filled at once, their indexes made afterwards. */
import type { Client } from 'pg';
import type { Tell } from '../steps.ts';
import { audienceSteps, sizeAt } from './audience.ts';
import { onConnection } from './connection.ts';
import { COUNTERS, ledgerOf } from './counters.ts';

/** The lecture whose ledger is written, by number: one in ten has more views. */
export const LEDGER_LECTURE = 50;

/** Tables of progress and statistics that stay when the ledger's rows have gone. */
export const KEPT_TABLES = Object.keys(COUNTERS);
const TABLES = [...KEPT_TABLES, 'played_segments'];

/**
 * Percent of an index's pages that are filled. Keys in no order leave a B-tree full to ln 2 (Yao 1978);
 * made at once it would be smaller than in use.
 */
const FILLED = 69;

/** Only for loading: nothing of it holds for the API's own connections. */
const LOADING = `
  set session_replication_role = replica; -- what is filled in refers to what is there
  set synchronous_commit = off;
  set work_mem = '512MB';
  set hash_mem_multiplier = 1;
  set maintenance_work_mem = '1GB'`;

export async function fill(
  database: string,
  scale: number,
  { signal, tell }: { signal: AbortSignal; tell: Tell },
): Promise<void> {
  await onConnection(database, signal, async (client) => {
    await client.query(LOADING);
    for (const { name, sql } of audienceSteps(sizeAt(scale))) {
      tell(name);
      await client.query(sql);
    }
    await leaveIndexes(client);
    for (const [table, sql] of Object.entries(COUNTERS)) {
      tell(table);
      await client.query(sql);
    }
    tell('the ledger of one lecture');
    await client.query(ledgerOf(LEDGER_LECTURE));
    await client.query('drop schema fill cascade');
    await makeIndexes(client, tell);
    tell('vacuum');
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  });
}

/** Lets rows come without being put into indexes, which keep their constraints and are invalid meanwhile. */
async function leaveIndexes(client: Client): Promise<void> {
  await client.query(
    'update pg_index set indisready = false, indisvalid = false where indrelid = any($1::regclass[])',
    [TABLES],
  );
}

async function makeIndexes(client: Client, tell: Tell): Promise<void> {
  const { rows } = await client.query<{ name: string; method: string }>(
    `select i.indexrelid::regclass::text as name, a.amname as method
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
     where i.indrelid = any($1::regclass[])`,
    [TABLES],
  );
  for (const { name, method } of rows) {
    tell(name);
    if (method === 'btree') await client.query(`alter index ${name} set (fillfactor = ${FILLED})`);
    await client.query(`reindex index ${name}`);
  }
}
