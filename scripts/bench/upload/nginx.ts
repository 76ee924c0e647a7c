/** nginx that takes files by PUT: what every upload is compared with. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeNginx, startNginx } from '../../nginx/nginx.ts';
import { freePort } from '../../platform/port.ts';
import { StartError } from '../../platform/start-error.ts';
import type { Bench } from '../run.ts';

export type Plain = { port: number; pid: number; folder: string };

/** @returns its version @throws {StartError} without nginx, or without what lets it store files */
export function requireNginx(): string {
  const described = describeNginx();
  if (described.includes('http_dav_module')) return /nginx\/\S+/.exec(described)?.[0] ?? 'nginx';
  throw new StartError(
    'nginx의 DAV 모듈이 필요합니다 · nginx with its DAV module is needed: apt-get install -y nginx-light',
  );
}

/** In one process, whose memory is measured. */
export async function startPlain({ folder, parts }: Bench): Promise<Plain> {
  const home = join(folder, 'nginx');
  const files = join(home, 'files');
  mkdirSync(files, { recursive: true });
  const port = await freePort('127.0.0.1');
  // files go where they belong by a rename, as with us
  const servers = `server {
    listen 127.0.0.1:${port};
    root ${files};
    client_max_body_size 0;
    location / { dav_methods PUT DELETE; }
  }`;
  const { pid, stop } = await startNginx(home, { servers, port, main: 'master_process off;' });
  parts.defer(stop);
  return { port, pid, folder: files };
}
