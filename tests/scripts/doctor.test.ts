/** `npm run doctor`: a deployment that is well, and each thing that it finds wrong, with what mends it. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookAtFactorKey, lookAtKey } from '../../scripts/doctor/host.ts';
import { lookAtSettings } from '../../scripts/doctor/site.ts';
import { freePort } from '../../scripts/platform/port.ts';
import { openFactorKey } from '../../server/accounts/factor-key.ts';
import { openKey } from '../../server/certificates/key.ts';
import { parseConfig } from '../../server/config.ts';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { openBucket, openS3, s3Env } from '../support/s3.ts';
import { runScript } from '../support/script.ts';
import { startSmtp } from '../support/smtp.ts';
import { startWorker } from '../support/workers.ts';

const platform = await testApp();
const { config } = platform.context;
const s3 = await openS3();
/** Of a folder that nobody makes. */
const NOWHERE = join(config.data, 'nowhere');
let api: OwnApi;
let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
let mail: Awaited<ReturnType<typeof startSmtp>>;
let well: Record<string, string>;

beforeAll(async () => {
  const port = await freePort('127.0.0.1');
  mail = await startSmtp(port);
  api = await startApi(config);
  worker = await startWorker({ url: config.databaseUrl ?? '', data: config.data });
  well = {
    DATABASE_URL: config.databaseUrl ?? '',
    MADANG_DATA: config.data,
    MADANG_PUBLIC_URL: api.origin,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'madang@example.org',
    UPLOAD_MAX_BYTES: '1000',
  };
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  await api?.kill();
  await mail?.close();
  await platform.close();
  await s3?.stop();
});

/** Lines that begin with that sign, without it. */
const signed = (out: string, sign: string) =>
  out.split('\n').flatMap((line) => (line.startsWith(`${sign} `) ? [line.slice(2)] : []));

test('what is well is said, and so is what only somebody should look at; the code is 0', async () => {
  const ran = await runScript('doctor', well);
  expect(ran).toMatchObject({ code: 0, error: '', out: expect.stringContaining('Nothing to be mended') });
  expect(signed(ran.out, '✗')).toEqual([]);
  for (const part of [
    '디스크 · Disk',
    'ffmpeg',
    '데이터베이스 · Database',
    '저장소 · Storage',
    '메일 · Mail',
    '서버 · API',
  ])
    expect(signed(ran.out, '✓')).toContain(part);
  expect(signed(ran.out, '△')).toContain('설정 · Settings'); // its address is this machine
}, 30_000);

test.each<[string, Record<string, string>, string, string, string]>([
  [
    'a setting',
    { MADANG_PORT: 'x' },
    '설정 · Settings',
    '잘못된 설정입니다: MADANG_PORT',
    'MADANG_PORT: expected',
  ],
  [
    'a database that is away',
    { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' },
    '데이터베이스 · Database',
    'DATABASE_URL의 주소와 비밀번호를 확인해 주세요',
    'check address and password of DATABASE_URL',
  ],
  [
    'a folder that is not there',
    { MADANG_DATA: NOWHERE },
    '디스크 · Disk',
    `MADANG_DATA(${NOWHERE})에 쓸 수 없습니다`,
    'cannot be written',
  ],
  [
    'a mail server that is away',
    { SMTP_URL: 'smtp://127.0.0.1:1' },
    '메일 · Mail',
    'SMTP_URL과 방화벽을 확인해 주세요',
    'check SMTP_URL and the firewall',
  ],
  [
    'an API that is away',
    { MADANG_PUBLIC_URL: 'http://127.0.0.1:1' },
    '서버 · API',
    '서버와 프록시를 확인해 주세요',
    'look at the API, then at the proxy',
  ],
])(
  '%s that is wrong: what to do is said in both languages, and the code is 1',
  async (_, wrong, part, ko, en) => {
    const ran = await runScript('doctor', { ...well, ...wrong });
    expect(ran).toMatchObject({ code: 1, error: '' });
    expect(signed(ran.out, '✗')).toContain(part);
    expect(ran.out).toContain(ko);
    expect(ran.out).toContain(en);
    expect(existsSync(NOWHERE)).toBe(false);
  },
  30_000,
);

test('tables that are missing are to be made; a worker that is missing is to be started', async () => {
  const empty = await emptyDatabase();
  const without = await runScript('doctor', { ...well, DATABASE_URL: empty.url });
  await empty.drop();
  expect(without).toMatchObject({ code: 1, out: expect.stringContaining('npm run migrate') });
  const alone = await testApp();
  const idle = await runScript('doctor', { ...well, DATABASE_URL: alone.context.config.databaseUrl ?? '' });
  await alone.close();
  expect(idle).toMatchObject({ code: 1, out: expect.stringContaining('npm run start:worker') });
}, 30_000);

describe.skipIf(!s3)('on S3', () => {
  test('a bucket that pages of the site may not read is to be set up', async () => {
    if (!s3) return;
    const bucket = await openBucket(s3, 'https://another.example');
    const closed = await runScript('doctor', { ...well, ...s3Env(bucket) });
    expect(closed).toMatchObject({ code: 1, out: expect.stringContaining('npm run storage:setup') });
    expect(signed(closed.out, '✗')).toEqual(['저장소 · Storage']);
    const open = await runScript('doctor', { ...well, ...s3Env(await openBucket(s3, api.origin)) });
    expect(open).toMatchObject({ code: 0 });
  }, 30_000);
});

test('a key that others may read, or that is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-doctor-'));
  const own = parseConfig({ MADANG_DATA: folder });
  const levels = async (isSigned: boolean) => (await lookAtKey(own, isSigned)).map(({ level }) => level);
  expect(await levels(false)).toEqual(['good']);
  expect(await levels(true)).toEqual(['bad']);
  await openKey(own);
  expect(await levels(true)).toEqual(['good']);
  chmodSync(own.certificates.keyFile, 0o644);
  expect(await levels(true)).toEqual(['bad']);
  rmSync(folder, { recursive: true });
});

test('a key of second factors that is gone, that is another, or that others may read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-doctor-'));
  const [own, other] = ['own', 'other'].map((name) => parseConfig({ MADANG_DATA: join(folder, name) }));
  if (!own || !other) throw new Error('two');
  const accountId = crypto.randomUUID();
  const sealed = { accountId, secret: (await openFactorKey(own)).seal(accountId, Buffer.alloc(20)) };
  const levels = async (of: typeof own, factor: typeof sealed | null) =>
    (await lookAtFactorKey(of, factor)).map(({ level }) => level);
  expect(await levels(own, sealed)).toEqual(['good']);
  expect(await levels(other, null)).toEqual(['good']);
  expect(await levels(other, sealed)).toEqual(['bad']);
  await openFactorKey(other);
  expect(await levels(other, sealed)).toEqual(['bad']);
  chmodSync(own.factorKeyFile, 0o640);
  expect(await levels(own, sealed)).toEqual(['bad']);
  rmSync(folder, { recursive: true });
});

test.each([
  [{ MADANG_PUBLIC_URL: 'http://lectures.example.org' }, ['bad', 'look', 'look', 'look']],
  [
    {
      MADANG_PUBLIC_URL: 'https://lectures.example.org',
      TRUST_PROXY: 'loopback',
      METRICS_TOKEN: 'a-token-of-operators',
      SMTP_URL: 'smtp://mail.example.org',
      MAIL_FROM: 'a@example.org',
    },
    ['good'],
  ],
])('settings %j', (env, levels) => {
  expect(lookAtSettings(parseConfig(env)).map(({ level }) => level)).toEqual(levels);
});
