/** Many queries on one connection. */
import { Client } from 'pg';

/** Connects, works, and closes: at once when the signal is aborted, with whatever it was asked meanwhile. */
export async function onConnection<T>(
  database: string,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: database });
  client.on('error', () => {}); // what fails also rejects below
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
    return await Promise.race([work(client), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
    await client.end();
  }
}
