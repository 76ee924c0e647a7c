/** The API behind nginx as deploy/nginx sets it up: what an operator copies, with its name, ports and certificate put in. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { nginxEnv, startNginx } from '../../scripts/nginx/nginx.ts';
import { freePort } from '../../scripts/platform/port.ts';
import { cookieName, SESSION_COOKIE } from '../../server/accounts/sessions.ts';
import type { Role } from '../../server/contract/vocabulary.ts';
import { type Browser, testApp } from './app.ts';

/** A request as it came to the API. */
type Arrived = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** An API of this process, as `testApp`, and nginx in front of it. */
export async function openProxiedSite() {
  const home = mkdtempSync(join(tmpdir(), 'madang-nginx-'));
  const [port, plainPort, apiPort] = await Promise.all([1, 2, 3].map(() => freePort('127.0.0.1')));
  const origin = `https://localhost:${port}`;
  const api = await testApp({ MADANG_PUBLIC_URL: origin, TRUST_PROXY: '127.0.0.1' });
  const arrived: Arrived[] = [];
  api.app.server.prependListener('request', ({ method, url, headers }: IncomingMessage) => {
    arrived.push({ method, url, headers: { ...headers } } as Arrived);
  });
  await api.app.listen({ host: '127.0.0.1', port: apiPort ?? 0 });
  trustNew(home);
  const servers = siteOf(home, { port, plainPort, apiPort });
  const nginx = await startNginx(home, { servers, port: port ?? 0 });
  return {
    ...api,
    origin,
    /** where nginx listens without TLS */
    plain: `http://localhost:${plainPort}`,
    /** the API itself */
    direct: `http://localhost:${apiPort}`,
    /** Requests for a path that came to the API so far. */
    arrivedFor: (path: string) => arrived.filter(({ url }) => url === path),
    /** As `testApp`; their cookies are those of this address. */
    async as(role: Role | null): Promise<Browser> {
      const browser = await api.as(role);
      const { [SESSION_COOKIE]: token } = browser.cookies;
      if (token) browser.cookies[cookieName(origin, SESSION_COOKIE)] = token;
      return browser;
    },
    async close() {
      await nginx.stop();
      await api.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** deploy/nginx/site.conf with what an operator puts in. */
function siteOf(home: string, ports: Record<'port' | 'plainPort' | 'apiPort', number | undefined>): string {
  const here: [RegExp, string][] = [
    [/^.*listen \[::\].*\n/gm, ''],
    [/listen 80;/g, `listen 127.0.0.1:${ports.plainPort};`],
    [/listen 443 /g, `listen 127.0.0.1:${ports.port} `],
    [/127\.0\.0\.1:3000/g, `127.0.0.1:${ports.apiPort}`],
    [/lectures\.example\.org;/g, 'localhost;'],
    [/\/etc\/letsencrypt\/live\/[^/]+/g, home],
    [/\/var\/lib\/nginx/g, home],
    [/snippets\/madang\.conf/g, join(process.cwd(), 'deploy/nginx/madang.conf')],
  ];
  const written = readFileSync('deploy/nginx/site.conf', 'utf8');
  return here.reduce((site, [what, own]) => {
    if (site.search(what) < 0) throw new Error(`deploy/nginx/site.conf has no ${what}`);
    return site.replace(what, () => own);
  }, written);
}

/** Makes a certificate of this machine, which this process takes for a good one. */
function trustNew(home: string): void {
  const [certificate, key] = [join(home, 'fullchain.pem'), join(home, 'privkey.pem')];
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', ...made, ...name, '-keyout', key, '-out', certificate], {
    stdio: 'pipe',
    env: nginxEnv(),
  });
  tls.setDefaultCACertificates([readFileSync(certificate, 'utf8')]);
}
