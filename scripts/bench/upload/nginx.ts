/** nginx that takes files by PUT: what every upload is compared with. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '../../../server/config.ts';
import { freePort } from '../../platform/port.ts';
import { StartError } from '../../platform/start-error.ts';
import type { Bench } from '../run.ts';

export type Nginx = { program: string; version: string };
export type Plain = { port: number; pid: number; folder: string };

/** @throws {StartError} without nginx, or without what lets it store files */
export function requireNginx(): Nginx {
  // where Debian puts it, which is on the path of root alone
  const path = `${readEnv().PATH ?? ''}:/usr/sbin`;
  const { status, stderr } = spawnSync('nginx', ['-V'], { encoding: 'utf8', env: { PATH: path } });
  if (status !== 0 || !stderr.includes('http_dav_module')) {
    throw new StartError(
      'nginx가 필요합니다 · nginx with its DAV module is needed: apt-get install -y nginx-light',
    );
  }
  return { program: 'nginx', version: /nginx\/\S+/.exec(stderr)?.[0] ?? 'nginx' };
}

export async function startNginx({ program }: Nginx, { folder, parts }: Bench): Promise<Plain> {
  const root = join(folder, 'nginx');
  for (const part of ['files', 'body']) mkdirSync(join(root, part), { recursive: true });
  const port = await freePort('127.0.0.1');
  writeFileSync(join(root, 'nginx.conf'), configuration(root, port));
  chmodSync(folder, 0o755);
  const path = `${readEnv().PATH ?? ''}:/usr/sbin`;
  const child = spawn(program, ['-p', root, '-c', join(root, 'nginx.conf'), '-e', join(root, 'log')], {
    env: { PATH: path },
    stdio: 'ignore',
  });
  parts.defer(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
  });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}: see ${root}/log`);
    await pause(50);
  }
  return { port, pid: child.pid ?? 0, folder: join(root, 'files') };
}

/** Files go where they belong by a rename, as with us. */
const configuration = (root: string, port: number) => `
daemon off; master_process off; pid ${root}/pid; error_log ${root}/log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${root}/body; client_max_body_size 0;
  proxy_temp_path ${root}/t1; fastcgi_temp_path ${root}/t2; uwsgi_temp_path ${root}/t3; scgi_temp_path ${root}/t4;
  server { listen 127.0.0.1:${port}; root ${root}/files; location / { dav_methods PUT DELETE; } }
}
`;

function answers(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => settle(!socket.destroy().connecting));
    socket.once('error', () => settle(false));
  });
}
