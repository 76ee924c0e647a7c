/** Rows from the files of a backup into an empty database, all of them or none. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client, type ClientBase } from 'pg';
import { from } from 'pg-copy-streams';
import { StartError } from '../platform/start-error.ts';
import { type Backup, placesOf } from './backup.ts';
import { quoted } from './tables.ts';

/**
 * Loads them into a database of the backup's schema.
 * @throws {StartError} when there are rows in it, or files are not what the backup says
 */
export async function loadDatabase(url: string, folder: string, { tables }: Backup): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // what fails also rejects below
  await client.connect();
  try {
    await client.query('begin');
    // tables refer to each other in circles: what they refer to is looked at when all rows are there
    const references = await takeReferences(client);
    for (const { table, columns, rows } of tables) {
      const name = quoted(table);
      await client.query(`lock table ${name}`);
      if ((await client.query(`select 1 from ${name} limit 1`)).rowCount) throw notEmpty(table);
      // they guard rows against later changes, and tell workers: whatever they are about happened long ago
      await client.query(`alter table ${name} disable trigger user`);
      const writing = client.query(from(`copy ${name} (${columns.map(quoted).join()}) from stdin`));
      await pipeline(createReadStream(placesOf(folder).rows(table)), createGunzip(), writing);
      await client.query(`alter table ${name} enable trigger user`);
      if (writing.rowCount !== rows) throw notWhole(table);
    }
    for (const { table, name, definition } of references) {
      await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
    }
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

/** Drops all foreign keys of ours. @returns what makes them again, checking every row */
async function takeReferences(client: ClientBase) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by 1, 2`,
  );
  for (const { table, name } of rows) {
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  }
  return rows;
}

const notEmpty = (table: string) =>
  new StartError(
    `빈 데이터베이스가 아닙니다 · The database is not empty (${table}): restore into one that nobody has used.`,
  );
const notWhole = (table: string) =>
  new StartError(`백업 파일이 손상되었습니다 · The backup is damaged: ${table}.`);
