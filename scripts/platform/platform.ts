/**
 * The whole platform on one machine: database, API and worker, started in this order and stopped in
 * the reverse one.
 */
import { join } from 'node:path';
import type { Config, Env } from '../../server/config.ts';
import { isUnavailable } from '../../server/database/unavailable.ts';
import { ask } from '../postgres/ask.ts';
import { NAME } from '../postgres/cluster.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { firstAccountsText } from './banner.ts';
import { ChildEnded, type Program, script, WORKER } from './child.ts';
import { takeDataFolder } from './data-folder.ts';
import { freePort, portProblem } from './port.ts';
import { StartError } from './start-error.ts';
import { type Supervised, supervise } from './supervise.ts';

/** What the API sends when it is up. */
export type ApiReady = {
  ready: true;
  /** where browsers reach it */
  url: string;
  /** accounts it made because there were none; their passwords are known only here and now */
  firstAccounts: { role: 'administrator' | 'staff'; email: string; password: string }[];
};

export type Platform = {
  /** where browsers reach it */
  url: string;
  /** environment for other processes that belong to this platform */
  env: Env;
  api: Supervised;
  worker: Supervised;
  /** rejects when a part ended for good; never settles otherwise */
  broken: Promise<never>;
};

const LONGEST_START_MS = 120_000;

export type StartOptions = {
  config: Config;
  env: Env;
  /** takes what has to be stopped, also when starting fails half-way */
  parts: AsyncDisposableStack;
  say: (line: string) => void;
  /** aborted when the person no longer wants it */
  stopping: AbortSignal;
  /** as of {SuperviseOptions} */
  patient: boolean;
};

/**
 * Starts everything.
 * @throws {StartError | ChildEnded} with a sentence for the person at the terminal
 */
export async function startPlatform(options: StartOptions): Promise<Platform> {
  const { config, env, parts, say, stopping, patient } = options;
  parts.use(takeDataFolder(config.data));
  await requireFreePort(config);
  const database = await openDatabase(config, parts);
  stopping.throwIfAborted();

  const port = config.port || (await freePort(config.host));
  const settings: Env = {
    ...env,
    DATABASE_URL: database.url,
    MADANG_DATA: config.data,
    // Written out, because its default depends on a DATABASE_URL that the children always see.
    MADANG_DEMO: config.demo ? 'on' : 'off',
    MADANG_PORT: String(port),
  };
  const run = (name: string, started: Pick<Program, 'script' | 'flags'>, log: string) => {
    const program = { ...started, env: settings, logFile: join(config.data, 'logs', log) };
    const part = supervise(name, program, { say, patient });
    parts.defer(() => part.stop());
    return part;
  };
  // Both bring the database to this version's schema before they do anything else: one of them works,
  // the other waits.
  const worker = run('변환 worker', WORKER, 'worker.log');
  const api = run('서버 API', { script: script('server/main.ts') }, 'api.log');
  const broken = Promise.race([api.givenUp, worker.givenUp, database.broken]);
  broken.catch(() => {});
  // Said at once, not with the rest: whatever fails after this, these passwords are never shown again.
  const apiReady = api.ready.then((message) => {
    const { url, firstAccounts } = message as ApiReady;
    if (firstAccounts.length > 0) say(firstAccountsText(firstAccounts));
    return url;
  });
  const [url] = await Promise.race([
    Promise.all([apiReady, worker.ready]),
    broken,
    deadline(),
    aborted(stopping),
  ]);
  return { url, env: settings, api, worker, broken };
}

/** The database of the settings, or the embedded one. */
async function openDatabase({ databaseUrl, data }: Config, parts: AsyncDisposableStack) {
  const { promise: broken, reject: fail } = Promise.withResolvers<never>();
  if (databaseUrl) {
    await requireDatabase(databaseUrl);
    return { url: databaseUrl, broken };
  }
  const logFile = join(data, 'logs', 'postgres.log');
  const server = await startPostgres({ home: join(data, 'postgres'), logFile, database: NAME });
  let asked = false;
  parts.defer(async () => {
    asked = true;
    await server.stop();
  });
  void server.ended.then(() => {
    const sentence = `데이터베이스가 예기치 않게 끝났습니다 · The database ended unexpectedly (${logFile})`;
    if (!asked) fail(new ChildEnded(sentence, 1));
  });
  return { url: server.url(NAME), broken };
}

/** The processes themselves would wait for it: whoever sits at a terminal wants to know. */
async function requireDatabase(url: string) {
  await ask(url, 'select 1').catch((cause: unknown) => {
    if (!isUnavailable(cause)) throw cause;
    throw new StartError(
      'DATABASE_URL: 이 주소에서 데이터베이스가 답하지 않습니다 · The database does not answer at this address.',
      { cause },
    );
  });
}

async function requireFreePort({ host, port }: Config) {
  const problem = await portProblem(host, port);
  if (problem === null) return;
  if (problem === 'EADDRNOTAVAIL' || problem === 'ENOTFOUND') {
    throw new StartError(`MADANG_HOST: 이 컴퓨터의 주소가 아닙니다 · ${host} is no address of this machine.`);
  }
  const [korean, english] =
    problem === 'EADDRINUSE'
      ? ['다른 프로그램이 쓰고 있습니다', 'is taken by another program']
      : ['쓸 수 없습니다', `cannot be used (${problem})`];
  throw new StartError(
    `MADANG_PORT: ${port}번 포트를 ${korean} · Port ${port} on ${host} ${english}. Choose another, such as MADANG_PORT=${port < 1024 ? 3000 : port + 1}.`,
  );
}

/** Rejects when a part neither comes up nor ends. */
async function deadline(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = new StartError(
    `${LONGEST_START_MS / 1000}초 안에 시작하지 못했습니다 · The platform was not up after ${LONGEST_START_MS / 1000} s; see its logs.`,
  );
  setTimeout(() => reject(late), LONGEST_START_MS).unref();
  return promise;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
