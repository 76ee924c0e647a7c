/** The database connection that a process shares. */
import { type SQL, sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import type { Log } from '../log.ts';
import * as schema from './schema/schema.ts';
import { isUnavailable } from './unavailable.ts';

/** Where queries run: the connection itself or a transaction on it. */
export type Db = Pick<
  NodePgDatabase<typeof schema>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | 'transaction' | '_'
>;

export type Database = { db: Db; close: () => Promise<void> };

/** Milliseconds a query waits for a connection before it fails: a full pool says so. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens a pool of connections; nothing is sent until the first query.
 * @param max most connections at once
 */
export function openDatabase(url: string, log: Log, max = 10): Database {
  const pool = new Pool({ connectionString: url, max, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that breaks also fails the query on it: without a listener it would end the process.
  const broken = (error: Error) => log.warn({ err: error }, 'database: a connection broke');
  pool.on('error', broken);
  pool.on('connect', (connection) => connection.on('error', broken));
  // drizzle keeps a connection for good when its BEGIN fails: ours always gives it back. One that the database cut
  // is ended, not given to the next who asks: its socket may tell of that only later.
  const transaction: Db['transaction'] = async (work, config) => {
    const connection = await pool.connect();
    let cut = false;
    try {
      return await drizzle(connection, { schema }).transaction(work, config);
    } catch (error) {
      cut = isUnavailable(error);
      throw error;
    } finally {
      connection.release(cut);
    }
  };
  return { db: Object.assign(drizzle(pool, { schema }), { transaction }), close: () => pool.end() };
}

/** Rows of a query that is written out. @returns what the columns' names promise, unchecked */
export async function rowsOf<T extends Record<string, unknown>>(db: Db, query: SQL): Promise<T[]> {
  return (await db.execute(query)).rows as T[];
}

/**
 * As `rowsOf`, for what is asked very often and takes longer to plan than to answer: each connection plans it once.
 * @param name of the statement: whatever has that name has the same text, with other values
 */
export async function rowsOfPlanned<T extends Record<string, unknown>>(
  db: Db,
  name: string,
  query: SQL,
): Promise<T[]> {
  const statement = db._.session.prepareQuery(DIALECT.sqlToQuery(query), undefined, name, false);
  return ((await statement.execute()) as { rows: T[] }).rows;
}
const DIALECT = new PgDialect();

/** A member of many objects as one array of the database: `unnest` makes rows of it. @param type of an element */
export const listed = <T extends object, K extends keyof T>(rows: readonly T[], name: K, type: string): SQL =>
  sql`${`{${rows.map((row) => element(row[name])).join()}}`}::${sql.raw(type)}[]`;

/** As PostgreSQL reads it within an array: the driver's own way takes several times as long. */
function element(value: unknown): string {
  if (value === null) return 'NULL';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (typeof value !== 'string') return String(value);
  return `"${SPECIAL.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
}
const SPECIAL = /["\\]/;

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

/** How many rows a statement changed. */
export const rowCount = (result: { rowCount: number | null }): number => result.rowCount ?? 0;
