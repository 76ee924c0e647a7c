/** API processes as they are started in production, and requests to them as browsers send them. */
import { join } from 'node:path';
import { type Child, script, startChild } from '../../scripts/platform/child.ts';
import { freePort } from '../../scripts/platform/port.ts';
import type { Config } from '../../server/config.ts';

export type OwnApi = {
  /** where browsers reach it: the same after it was killed and started again */
  origin: string;
  /** Starts it after `kill`; it is up when this returns. */
  start: () => Promise<void>;
  /** Ends it as a crash does: nothing is finished, nothing is closed. */
  kill: () => Promise<void>;
};

/** Starts an API on a database and a folder, such as those of `testApp`. */
export async function startApi({ data, databaseUrl }: Pick<Config, 'data' | 'databaseUrl'>): Promise<OwnApi> {
  const port = await freePort('127.0.0.1');
  const origin = `http://localhost:${port}`;
  const own = { MADANG_DATA: data, MADANG_PORT: `${port}`, MADANG_PUBLIC_URL: origin, LOG_LEVEL: 'silent' };
  const env = { ...process.env, ...own, DATABASE_URL: databaseUrl ?? '' };
  let child: Child | undefined;
  const start = async () => {
    child = startChild({ script: script('server/main.ts'), env, logFile: join(data, 'api.log') });
    await child.ready;
  };
  await start();
  return {
    origin,
    start,
    async kill() {
      if (child) process.kill(child.pid, 'SIGKILL');
      await child?.ended;
    },
  };
}

export type Visitor = (
  path: string,
  body: object | string,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: ReturnType<JSON['parse']> }>;

/** A browser that posts JSON, and keeps the cookies it is given. @param origin of the API */
export function visitor(origin: string): Visitor {
  const cookies = new Map<string, string>();
  return async (path, body, headers = {}) => {
    const reply = await fetch(origin + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', cookie: [...cookies.values()].join('; ') },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      cookies.set(pair.split('=')[0] ?? '', pair);
    }
    return { status: reply.status, body: await reply.json() };
  };
}
