import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig, readEnv } from '../../server/config.ts';

test('without settings the embedded default', () => {
  expect(parseConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    demo: true,
    databaseUrl: null,
    storage: { kind: 'files' },
  });
});

test('a database of one’s own has no demo', () => {
  expect(parseConfig({ DATABASE_URL: 'postgres://u:p@h/d' }).demo).toBe(false);
});

const S3 = {
  S3_ENDPOINT: 'http://127.0.0.1:7480',
  S3_BUCKET: 'b',
  S3_ACCESS_KEY_ID: 'k',
  S3_SECRET_ACCESS_KEY: 's',
};

test('an endpoint means a bucket', () => {
  expect(parseConfig(S3).storage).toMatchObject({
    kind: 's3',
    bucket: 'b',
    region: 'us-east-1',
    publicUrl: null,
  });
});

test('a speech-to-text server is one address, with its version or without', () => {
  expect(parseConfig({}).transcribe).toBeNull();
  expect(parseConfig({ TRANSCRIBE_URL: 'https://speech.example/v1/' }).transcribe).toEqual({
    ...{ url: 'https://speech.example', model: 'whisper-1', key: null, keyFile: null },
  });
});

const OIDC = {
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'madang',
  OIDC_CLIENT_SECRET: 's',
  OIDC_NAME: '경기도청',
};

test('an institution’s provider maps groups, which may have commas in their names, and by default nobody', () => {
  expect(parseConfig({}).sso).toBeNull();
  expect(parseConfig(OIDC).sso).toMatchObject({ name: '경기도청', roles: null });
  expect(parseConfig({ ...OIDC, OIDC_STAFF: 'cn=a,ou=b; c ;' }).sso?.roles).toEqual({
    ...{ claim: 'groups', staff: ['cn=a,ou=b', 'c'], administrators: [] },
  });
});

test.each([
  ['MADANG_PORT', { MADANG_PORT: '99999' }],
  ['MADANG_PORT', { MADANG_PORT: 'http' }],
  ['MADANG_PUBLIC_URL', { MADANG_PUBLIC_URL: 'madang.example' }],
  ['MADANG_DEMO', { MADANG_DEMO: 'yes' }],
  ['MADANG_ADMIN_EMAIL', { MADANG_ADMIN_PASSWORD: 'long enough' }],
  ['MADANG_ADMIN_PASSWORD', { MADANG_ADMIN_EMAIL: 'a@b.c', MADANG_ADMIN_PASSWORD: 'short' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://h/d' }],
  ['S3_BUCKET', { ...S3, S3_BUCKET: '' }],
  ['S3_SECRET_ACCESS_KEY', { ...S3, S3_SECRET_ACCESS_KEY: undefined }],
  ['UPLOAD_MAX_BYTES', { UPLOAD_MAX_BYTES: '10GB' }],
  ['WORKER_SLOTS', { WORKER_SLOTS: '0' }],
  ['EMBED_ORIGINS', { EMBED_ORIGINS: 'www.example.org' }],
  ['EMBED_ORIGINS', { EMBED_ORIGINS: 'https://www.example.org/page' }],
  ['EMBED_ORIGINS', { EMBED_ORIGINS: "https://a.example; script-src 'unsafe-inline'" }],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'long enough, with spaces' }],
  ['TRANSCRIBE_URL', { TRANSCRIBE_URL: 'speech.example' }],
  [
    'TRANSCRIBE_KEY_FILE',
    { TRANSCRIBE_URL: 'http://speech.example', TRANSCRIBE_KEY: 'k', TRANSCRIBE_KEY_FILE: '/k' },
  ],
  ['SMTP_URL', { SMTP_URL: 'mail.example.org', MAIL_FROM: 'a@b.c' }],
  ['SMTP_URL', { SMTP_URL: 'smtp://u:50%@mail.example.org', MAIL_FROM: 'a@b.c' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org' }],
  ['MAIL_FROM', { MAIL_FROM: 'School <a@b.c>' }],
  ['OIDC_ISSUER', { ...OIDC, OIDC_ISSUER: 'login.example.org' }],
  // over an open line anybody could say who somebody is
  ['OIDC_ISSUER', { ...OIDC, OIDC_ISSUER: 'http://login.example.org' }],
  ['OIDC_CLIENT_ID', { ...OIDC, OIDC_CLIENT_ID: '' }],
  ['OIDC_CLIENT_SECRET', { ...OIDC, OIDC_CLIENT_SECRET: '' }],
  ['OIDC_CLIENT_SECRET_FILE', { ...OIDC, OIDC_CLIENT_SECRET_FILE: '/s' }],
  ['OIDC_NAME', { ...OIDC, OIDC_NAME: '가'.repeat(31) }],
  ['OIDC_SCOPE', { ...OIDC, OIDC_SCOPE: 'email' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['MADANG_ENV_FILE', { MADANG_ENV_FILE: '/nowhere/at/all' }],
])('a wrong %s is named in the error', (name, env) => {
  expect(() => parseConfig(readEnv(env))).toThrow(new RegExp(`^${name}: `));
});

test('a mail server is its address; a password in it stands in no sentence', () => {
  const smtp = (url: string) => parseConfig({ SMTP_URL: url, MAIL_FROM: 'a@b.c' }).mail.smtp;
  expect(smtp('smtp://u%40x:p%2F@mail.example.org')).toMatchObject({
    ...{ host: 'mail.example.org', port: 587, secure: false },
    ...{ user: 'u@x', password: 'p/' },
  });
  expect(smtp('smtps://mail.example.org')).toMatchObject({ port: 465, secure: true, user: null });
  expect(() => smtp('http://u:hidden@mail.example.org')).toThrow(/^(?!.*hidden)SMTP_URL/);
});

test('a file of settings stands under the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-env-'));
  const file = join(folder, 'env');
  writeFileSync(file, '# comment\nMADANG_PORT=4000\nexport LOG_LEVEL="warn"\n');
  const config = parseConfig(readEnv({ MADANG_ENV_FILE: file, MADANG_PORT: '5000' }));
  rmSync(folder, { recursive: true });
  expect(config).toMatchObject({ port: 5000, logLevel: 'warn' });
});
