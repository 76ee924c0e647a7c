/** Brings a database to the schema of this version: tables of ours, then those of the queue. */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';
import { installQueue } from '../queue/queue.ts';
import { LOCKS } from './locks.ts';

/** Where this version's are. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Safe to call from several processes at once: one works, the others wait and find it done.
 * @param folder of another version's migrations
 * @throws when the database cannot be reached, or cannot store Korean
 */
export async function migrate(databaseUrl: string, folder = MIGRATIONS): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // what fails also rejects below
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [LOCKS.migration]);
    await requireHangul(client);
    await runMigrations(drizzle(client), { migrationsFolder: folder });
    await installQueue(databaseUrl);
  } finally {
    await client.end();
  }
}

/** With `LC_CTYPE=C` the database takes Hangul for punctuation: search would find nothing. */
async function requireHangul(client: Client): Promise<void> {
  const { rows } = await client.query(
    "select '협치' ~ '^[[:alpha:]]+$' as letters, getdatabaseencoding() as encoding",
  );
  const [row] = rows;
  if (row?.encoding !== 'UTF8' || !row.letters) {
    throw new Error(
      'DATABASE_URL: the database must be created with UTF-8 and a real LC_CTYPE (C.UTF-8 or ICU): it does not know Hangul letters.',
    );
  }
}
