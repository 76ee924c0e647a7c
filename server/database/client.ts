/** The database connection that a process shares. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/schema.ts';

/** Where queries run: the connection itself or a transaction on it. */
export type Db = Pick<
  PostgresJsDatabase<typeof schema>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | 'transaction'
>;

export type Database = { db: Db; close: () => Promise<void> };

/**
 * Opens a pool of connections; nothing is sent until the first query.
 * @param max most connections at once
 */
export function openDatabase(url: string, max = 10): Database {
  const client = postgres(url, { max, connect_timeout: 10, onnotice: () => {} });
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) };
}

/** The first row, for queries that give one row or none. */
export function first<T>(rows: T[]): T | null {
  return rows[0] ?? null;
}

/**
 * The one row that a query must give.
 * @throws when there is none: a broken promise of ours, not of the caller
 */
export function only<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('The query gave no row.');
  return row;
}
