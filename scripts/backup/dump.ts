/** Rows of a database into files, all of one moment, while the platform runs. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client, type ClientBase } from 'pg';
import { to } from 'pg-copy-streams';
import { type Backup, type Dumped, placesOf, writeLines } from './backup.ts';
import { namedObjects } from './named-queries.ts';
import { migrationAt } from './schema.ts';
import { listTables, quoted, type Table } from './tables.ts';

/**
 * Writes rows, and what objects they name, into a folder that has a `database` in it.
 * @throws when the database cannot be read
 */
export async function dumpDatabase(
  url: string,
  folder: string,
): Promise<Pick<Backup, 'at' | 'migration' | 'tables'>> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // what fails also rejects below
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ at: Date; applied: string }>(
      'select now() as at, max(created_at) as applied from drizzle.__drizzle_migrations',
    );
    const tables: Dumped[] = [];
    for (const table of await listTables(client)) {
      tables.push(await dumpTable(client, table, placesOf(folder).rows(table.table)));
    }
    await writeLines(placesOf(folder).named, namedObjects(drizzle(client)));
    await client.query('commit');
    const [{ at, applied } = { at: new Date(), applied: '' }] = rows;
    return { at: at.toISOString(), migration: migrationAt(Number(applied)), tables };
  } finally {
    await client.end();
  }
}

async function dumpTable(
  client: ClientBase,
  { table, columns, where }: Table,
  file: string,
): Promise<Dumped> {
  const chosen = `select ${columns.map(quoted).join()} from ${quoted(table)}${where ? ` where ${where}` : ''}`;
  const reading = client.query(to(`copy (${chosen}) to stdout`));
  await pipeline(reading, createGzip(), createWriteStream(file));
  return { table, columns, rows: reading.rowCount };
}
