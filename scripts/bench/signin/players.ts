/** Players that ask for segments at their own pace, whatever the answers take: a slow server is not asked less. */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOST } from '../statistics/site.ts';

/** Segments a second, all players together: what 160 people watch in 1080p, 4 s a segment. */
const A_SECOND = 40;
const CONNECTIONS = 40;

/** Asks for so many seconds. @returns ms of each, until its last byte */
export async function play(
  port: number,
  paths: readonly string[],
  seconds: number,
  signal: AbortSignal,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const asked: Promise<number>[] = [];
  const started = performance.now();
  try {
    for (let nth = 0; nth < A_SECOND * seconds; nth++) {
      const wait = started + (nth * 1000) / A_SECOND - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal });
      asked.push(segment(port, paths[nth % paths.length] ?? '', agent));
    }
    return await Promise.all(asked);
  } finally {
    await Promise.allSettled(asked);
    agent.destroy();
  }
}

function segment(port: number, path: string, agent: Agent): Promise<number> {
  const started = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const asked = get({ host: HOST, port, path, agent }, (answer) => {
    answer.resume();
    answer.on('error', reject);
    answer.on('end', () => {
      if (answer.statusCode === 200) resolve(performance.now() - started);
      else reject(new Error(`GET ${path}: ${answer.statusCode}`));
    });
  });
  asked.on('error', reject);
  return promise;
}
