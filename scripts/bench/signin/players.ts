/** People who ask at their own pace, whatever the answers take: a slow server is not asked less. */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOST } from '../statistics/site.ts';

const CONNECTIONS = 40;

/** How long, and how often in each second. */
type Pace = { seconds: number; aSecond: number };

/** Asks at a pace. @returns ms of each, until its last byte */
export async function play(
  port: number,
  paths: readonly string[],
  { seconds, aSecond }: Pace,
  signal: AbortSignal,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const asked: Promise<number>[] = [];
  const started = performance.now();
  try {
    for (let nth = 0; nth < aSecond * seconds; nth++) {
      const wait = started + (nth * 1000) / aSecond - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal });
      asked.push(answered(port, paths[nth % paths.length] ?? '', agent));
    }
    return await Promise.all(asked);
  } finally {
    await Promise.allSettled(asked);
    agent.destroy();
  }
}

function answered(port: number, path: string, agent: Agent): Promise<number> {
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
