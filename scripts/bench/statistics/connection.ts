/** Many queries on one connection. */
import { Client } from 'pg';

/** Connects, works, and closes. */
export async function onConnection<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database });
  client.on('error', () => {}); // what fails also rejects below
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
