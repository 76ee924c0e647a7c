/** The two nginx that are compared: one that has the files itself, and one as deploy/nginx sets it up. One worker each. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Nginx, startNginx } from '../../nginx/nginx.ts';
import { freePort } from '../../platform/port.ts';
import type { Bench } from '../run.ts';
import { HOST } from '../statistics/site.ts';

export type Listening = { pid: number; port: number };

const DEPLOYED = fileURLToPath(new URL('../../../deploy/nginx/madang.conf', import.meta.url));

/** @param root folder whose files it gives out, `/media/…` under it */
export async function startFiles(root: string, bench: Bench): Promise<Listening> {
  const port = await freePort(HOST);
  return begin(bench, 'files', port, `server { listen ${HOST}:${port}; root ${root}; }`);
}

/** @param api port of the API */
export async function startProxy(api: number, bench: Bench): Promise<Listening> {
  const port = await freePort(HOST);
  return begin(
    ...([bench, 'proxy', port] as const),
    `upstream madang { server ${HOST}:${api}; keepalive 32; }
     proxy_cache_path kept levels=1:2 keys_zone=madang:20m inactive=7d max_size=20g use_temp_path=off;
     server { listen ${HOST}:${port}; set $madang http://madang; include ${DEPLOYED}; }`,
  );
}

async function begin(
  { folder, parts }: Bench,
  name: string,
  port: number,
  servers: string,
): Promise<Listening> {
  const home = join(folder, `nginx-${name}`);
  mkdirSync(home);
  const nginx: Nginx = await startNginx(home, { servers, port });
  parts.defer(nginx.stop);
  return { pid: nginx.pid, port };
}
