/** docker-compose.yml, the Dockerfile and what lies in deploy/ fit each other, the settings and the folders there are. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig, SETTINGS } from '../../server/config.ts';
import { allImports } from '../support/imports.ts';

type Service = {
  image: string;
  build?: string;
  restart?: string;
  user?: string;
  read_only?: boolean;
  command?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  environment?: Record<string, string>;
  env_file?: string[];
  secrets?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; retries: number };
};
type Compose = {
  services: Record<string, Service>;
  volumes: Record<string, null>;
  secrets: Record<string, { file: string }>;
};

const HOSTS = { SITE_HOST: 'lectures.example.org', MEDIA_HOST: 'media.example.org' };
const written = readFileSync('docker-compose.yml', 'utf8');
/** As Compose reads it: names of .env put in, `$$` a dollar. */
const { services, volumes, secrets } = parse(
  written.replace(/\$(\$|\{(\w+)\})/g, (_, what, name) => (what === '$' ? '$' : HOSTS[name as 'SITE_HOST'])),
  { merge: true },
) as Compose;
const all = Object.entries(services);
const lasting = all.filter(([name]) => name !== 'storage-setup');
const ours = all.filter(([, { build }]) => build);
const linesOf = (file: string) =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (/^[A-Z]/.test(line) ? [line.split(/=(.*)/s).slice(0, 2)] : [])),
  ) as Record<string, string>;

test('it has the parts of an installation, and names no other variable than both hosts', () => {
  expect(Object.keys(services).sort()).toEqual([
    ...['nginx', 'postgres', 's3', 'server', 'storage-setup', 'worker'],
  ]);
  const names = [...written.matchAll(/(?<!\$)\$\{(\w+)\}/g)].map(([, name]) => name);
  expect([...new Set(names)].sort()).toEqual(Object.keys(HOSTS).sort());
});

describe('settings', () => {
  const file = linesOf('deploy/madang.env.example');
  test.each(ours)('of %s are settings of ours', (_, { environment = {} }) => {
    for (const name of [...Object.keys(environment), ...Object.keys(file)]) expect(SETTINGS).toContain(name);
  });

  test.each(ours)('of %s make a configuration that is complete', (_, { environment = {} }) => {
    // the environment goes before the file
    const config = parseConfig({ ...file, ...environment });
    expect(config).toMatchObject({
      publicUrl: 'https://lectures.example.org',
      data: '/data',
      trustProxy: ['uniquelocal'],
      storage: { kind: 's3', endpoint: 'https://media.example.org', bucket: 'madang', publicUrl: null },
    });
    expect(config.metricsToken).not.toBeNull();
    expect(config.mail.smtp).not.toBeNull();
    const database = new URL(config.databaseUrl ?? '');
    expect(services[database.hostname]).toBeDefined();
    const { POSTGRES_USER, POSTGRES_DB } = services.postgres?.environment ?? {};
    expect([database.username, database.pathname]).toEqual([POSTGRES_USER, `/${POSTGRES_DB}`]);
  });

  test('the store is given the keys that we have', () => {
    const store = linesOf('deploy/s3.env.example');
    expect(store.AWS_ACCESS_KEY_ID).toBe(file.S3_ACCESS_KEY_ID);
    expect(store.AWS_SECRET_ACCESS_KEY).toBe(file.S3_SECRET_ACCESS_KEY);
  });
});

describe('each part', () => {
  test.each(lasting)('%s is watched and started again', (_, { restart, healthcheck }) => {
    expect(restart).toBe('unless-stopped');
    expect(healthcheck?.test[0]).toBe('CMD');
    expect(healthcheck?.retries).toBeGreaterThan(0);
  });

  test.each(all)('%s is pinned, no root, and can write only where it must', (_, service) => {
    expect(service.build ? 'build' : service.image).toMatch(/^build$|^[\w./-]+:\d+\.\d+/);
    expect(service.user).toMatch(/^(?!root|0)\w/);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
  });

  test.each(all)('%s names what there is', (_, service) => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(services[name], name).toBeDefined();
      if (condition === 'service_healthy') expect(services[name]?.healthcheck, name).toBeDefined();
    }
    for (const volume of service.volumes ?? []) {
      const [from = ''] = volume.split(':');
      if (from.startsWith('./')) expect(existsSync(from), from).toBe(true);
      else if (!from.startsWith('/')) expect(Object.keys(volumes)).toContain(from);
    }
    for (const secret of service.secrets ?? []) expect(Object.keys(secrets)).toContain(secret);
    const scripts = [...(service.command ?? []), ...(service.healthcheck?.test ?? [])];
    for (const script of scripts.filter((word) => word.endsWith('.ts')))
      expect(existsSync(script)).toBe(true);
  });

  test('what nobody uses is not declared', () => {
    const used = all.flatMap(([, service]) => [
      ...(service.secrets ?? []),
      ...(service.volumes ?? []).map((volume) => volume.split(':')[0]),
    ]);
    for (const name of [...Object.keys(volumes), ...Object.keys(secrets)]) expect(used).toContain(name);
  });
});

test('secrets lie where git does not look, and the guide says how each comes there', () => {
  const files = [...Object.values(secrets).map(({ file }) => file), ...(services.s3?.env_file ?? [])];
  const guide = readFileSync('deploy/README.md', 'utf8');
  for (const file of files) {
    expect(file).toMatch(/^deploy\/secrets\//);
    expect(guide).toContain(file);
  }
  expect(readFileSync('.gitignore', 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['/deploy/secrets/', '/.env']),
  );
});

test('the proxy knows both hosts, both keys and where to pass them on', () => {
  const template = readFileSync('deploy/nginx.conf.template', 'utf8');
  for (const host of Object.keys(HOSTS)) expect(template).toContain(`server_name \${${host}};`);
  for (const secret of services.nginx?.secrets ?? []) expect(template).toContain(`/run/secrets/${secret};`);
  const passed = [...template.matchAll(/http:\/\/(\w+):\d+/g)].map(([, name = '']) => name);
  expect(passed).toEqual(['server', 's3']);
});

describe('the image', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('FROM'));
  const copied = lines
    .slice(last)
    .flatMap((line) => /^COPY (?:--from=build \/madang\/)?(\S+)/.exec(line)?.[1] ?? []);

  test('is of the Node that package.json names, and runs as nobody of importance', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const bases = lines.filter((line) => line.startsWith('FROM')).map((line) => line.split(' ')[1]);
    expect(bases).toEqual(bases.map(() => `node:${dependencies.node}-bookworm-slim`));
    const user = lines.indexOf('USER node');
    expect(user).toBeGreaterThan(last);
    expect(lines.slice(user).some((line) => /^(USER|RUN|COPY)/.test(line) && line !== 'USER node')).toBe(
      false,
    );
  });

  test('holds every file that API, worker and operators’ scripts import from', () => {
    const isThere = (path: string) => copied.some((name) => path === name || path.startsWith(`${name}/`));
    const missing = allImports()
      .filter(({ from }) => /^(server|shared|transcode|scripts\/(?!bench|screenshots))/.test(from))
      .filter(({ to }) => /^(server|shared|transcode|scripts|web|tests)\//.test(to) && !isThere(to));
    expect(missing).toEqual([]);
    for (const needed of ['package.json', 'node_modules', 'dist', 'migrations'])
      expect(copied).toContain(needed);
    const left = readFileSync('.dockerignore', 'utf8').split('\n');
    const here = copied.filter((name) => !['node_modules', 'dist'].includes(name));
    for (const name of here) expect(existsSync(name), name).toBe(true);
    expect(here.filter((name) => left.includes(name.split('/')[0] ?? ''))).toEqual([]);
  });
});
