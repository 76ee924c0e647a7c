/** What answers in the API's place until it can begin: alive, and not ready. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Config } from '../config.ts';
import { bodyOf, statusOf } from '../errors.ts';

const AWAY = { status: 'unavailable', database: 'unreachable', queue: 'unreachable' };

/**
 * Listens where the API will: `/readyz` says what is missing, and all but `/healthz` is 503 with `Retry-After`.
 * @returns ends it, so that the API can listen there
 */
export async function openNotReady({
  host,
  port,
}: Pick<Config, 'host' | 'port'>): Promise<() => Promise<void>> {
  const server = createServer((request, reply) => {
    const [path] = (request.url ?? '').split('?');
    const alive = path === '/healthz';
    const body = alive ? { status: 'ok' } : path === '/readyz' ? AWAY : bodyOf('unavailable');
    reply.writeHead(alive ? 200 : statusOf('unavailable'), {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': '5',
      connection: 'close',
    });
    reply.end(JSON.stringify(body));
    request.resume();
  });
  server.listen(port, host);
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
}
