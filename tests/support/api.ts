/** API processes as they are started in production, and requests to them as browsers send them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '../../scripts/platform/port.ts';
import type { Config } from '../../server/config.ts';

export type OwnApi = {
  /** where browsers reach it: the same after it was killed and started again */
  origin: string;
  pid: () => number;
  /** Starts it after `kill`; it is up when this returns. */
  start: () => Promise<void>;
  /** Ends it as a crash does: nothing is finished, nothing is closed. */
  kill: () => Promise<void>;
};

/**
 * Starts an API on a database and a folder, such as those of `testApp`.
 * @param settings more of its environment
 * @param wrap a command that ends in running the command it is given
 */
export async function startApi(
  { data, databaseUrl }: Pick<Config, 'data' | 'databaseUrl'>,
  settings: Record<string, string> = {},
  wrap: readonly string[] = [],
): Promise<OwnApi> {
  const port = await freePort('127.0.0.1');
  const origin = `http://localhost:${port}`;
  const own = { MADANG_DATA: data, MADANG_PORT: `${port}`, MADANG_PUBLIC_URL: origin, LOG_LEVEL: 'silent' };
  const env = { ...process.env, ...own, DATABASE_URL: databaseUrl ?? '', ...settings };
  const [program = '', ...args] = [...wrap, process.execPath, 'server/main.ts'];
  let child: ChildProcess | undefined;
  const start = async () => {
    const started = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child = started;
    await new Promise((resolve, reject) => {
      started.once('message', resolve);
      started.once('exit', (code) => reject(new Error(`the API ended with ${code}`)));
    });
  };
  await start();
  return {
    origin,
    pid: () => child?.pid ?? 0,
    start,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
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
