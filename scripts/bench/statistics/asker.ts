/** One browser's requests, one after the other on one connection, timed until the last byte. */
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { HOST } from './site.ts';

export type Asker = (path: string) => Promise<{ ms: number; missing: boolean }>;

/**
 * @param stack takes the connection @returns asks for a path: `missing` where there is no such route
 * @throws for any other answer than 200
 */
export function askerOf(port: number, cookie: string, stack: AsyncDisposableStack): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  stack.defer(() => agent.destroy());
  const headers = { cookie, accept: 'application/json', 'accept-encoding': 'gzip, deflate, br' };
  return async (path) => {
    const started = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
    const request = get({ host: HOST, port, path, agent, headers }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject);
    });
    request.on('error', reject);
    const { status, body } = await promise;
    if (status !== 200 && status !== 404) throw new Error(`GET ${path}: ${status} ${body}`);
    return { ms: performance.now() - started, missing: status === 404 };
  };
}
