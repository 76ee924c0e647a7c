/** One query on a connection of its own. */
import { Client } from 'pg';

/** Milliseconds until a server that does not answer counts as away. */
const CONNECT_TIMEOUT_MS = 5000;

/**
 * Connects, asks, and closes.
 * @param values for $1, $2 …
 * @returns the rows; @throws what the driver throws
 */
export async function ask<T = Record<string, unknown>>(
  url: string,
  query: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => {}); // what fails also rejects below
  try {
    await client.connect();
    return (await client.query(query, values)).rows as T[];
  } finally {
    await client.end();
  }
}
