/** A real nginx on this machine, with servers that who starts it writes. It ends when we do. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnv } from '../../server/config.ts';
import { openLog } from '../platform/log-file.ts';
import { StartError } from '../platform/start-error.ts';
import { NGINX, nginxPath } from '../setup/nginx.mjs';

export type Nginx = { pid: number; stop: () => Promise<void> };

type Settings = {
  /** what stands in `http`; paths in it lead from the folder it is started in */
  servers: string;
  /** one of those they listen on */
  port: number;
  /** what stands above */
  main?: string;
};

const START_MS = 20_000;

/** As programs of it are run: what was unpacked brings its libraries along. */
export const nginxEnv = () => ({
  ...readEnv(),
  PATH: `${readEnv().PATH}:${join(NGINX, 'usr', 'bin')}`,
  LD_LIBRARY_PATH: join(NGINX, 'usr', 'lib', 'x86_64-linux-gnu'),
});

/** Whether there is one to start. */
export const hasNginx = (): boolean => process.platform === 'linux' && nginxPath() !== undefined;

/**
 * What it says of itself: its version, and the modules it was built with.
 * @throws {StartError} where there is none
 */
export function describeNginx(): string {
  if (hasNginx()) return spawnSync(nginxPath() ?? '', ['-V'], { encoding: 'utf8', env: nginxEnv() }).stderr;
  throw new StartError('nginx가 필요합니다 · nginx is needed: apt-get install -y nginx-light');
}

/**
 * Starts it, and returns when it listens.
 * @param home a folder for its settings, its log and what it keeps
 * @throws {StartError} with the end of its log when it does not start
 */
export async function startNginx(home: string, { servers, port, main = '' }: Settings): Promise<Nginx> {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'nginx.conf'), settings(servers, main));
  const log = openLog(join(home, 'nginx.log'));
  const command = [nginxPath() ?? 'nginx', '-p', home, '-c', join(home, 'nginx.conf'), '-e', 'stderr'];
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...command], {
    stdio: ['ignore', log, log],
    env: nginxEnv(),
  });
  closeSync(log);
  const ended = new Promise<void>((settle) => {
    child.once('error', () => settle());
    child.once('exit', () => settle());
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  const until = Date.now() + START_MS;
  while (!(await listens(port))) {
    if (child.pid !== undefined && child.exitCode === null && Date.now() < until) {
      await sleep(20);
      continue;
    }
    await stop();
    const end = readFileSync(join(home, 'nginx.log'), 'utf8').trimEnd().split('\n').slice(-10).join('\n');
    throw new StartError(`nginx를 시작하지 못했습니다 · nginx did not start:\n${end}`);
  }
  return { pid: child.pid ?? 0, stop };
}

/** One worker, that needs nothing of the system's own. */
const settings = (servers: string, main: string) => `daemon off;
${main}
pid nginx.pid;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {
  worker_connections 4096;
}
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  client_body_temp_path body;
  proxy_temp_path proxied;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  ${servers}
}
`;

const listens = (port: number) =>
  new Promise<boolean>((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => settle(false));
    socket.once('connect', () => {
      socket.destroy();
      settle(true);
    });
  });
