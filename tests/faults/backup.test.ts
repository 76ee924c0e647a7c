/** Backed up, wiped, restored on an empty host: nothing is lost, and what was made of it plays and verifies. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import HLS from 'hls-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchStorage, sweepable } from '../../scripts/backup/match.ts';
import { ask } from '../../scripts/postgres/ask.ts';
import { openFactorKey } from '../../server/accounts/factor-key.ts';
import { recordAudit } from '../../server/audit/record.ts';
import type { Certificate } from '../../server/contract/certificates.ts';
import { openDatabase, rowsOf } from '../../server/database/client.ts';
import { captionTracks, handouts, secondFactors } from '../../server/database/schema/schema.ts';
import { attemptPrefix, handoutKey, handoutPrefix, KEY_ROOTS } from '../../server/storage/keys.ts';
import { openStorage } from '../../server/storage/open.ts';
import { type OwnApi, startApi } from '../support/api.ts';
import { testApp } from '../support/app.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { makeRecording } from '../support/media.ts';
import { openBucket, openS3, s3Env } from '../support/s3.ts';
import { runScript } from '../support/script.ts';
import { openSite } from '../support/site.ts';
import { storedUnder } from '../support/stored.ts';
import { quiet } from '../support/transcoder.ts';
import { uploader } from '../support/uploads.ts';
import { workHere } from '../support/work-here.ts';
import { until } from '../support/workers.ts';

const SECONDS = 6;
/** What somebody's authenticator app knows. */
const FACTOR = Buffer.alloc(20, 7);
const s3 = await openS3();
afterAll(() => s3?.stop());

describe('on files', () => drill(async () => ({})));
describe.skipIf(!s3)('on S3', () => {
  drill(async () => (s3 ? s3Env(await openBucket(s3, 'http://localhost')) : {}));
});

/** Rows of every table but those that a backup leaves out, as one hash each. */
async function rowsIn(url: string): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(
    url,
    `select tablename as name from pg_tables where schemaname = 'public'
     and tablename not in ('sessions', 'account_links', 'attempts', 'sso_flows', 'workers') order by 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of [...tables, { name: 'pgboss.job' }]) {
    const where = name === 'uploads' ? 'where finished_at is not null' : '';
    const [row] = await ask<{ rows: string }>(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as rows from ${name} t ${where}`,
    );
    hashes[name] = row?.rows ?? '';
  }
  return hashes;
}

/** All that a player fetches of a lecture, by address: playlists as text, everything else as a hash. */
async function played(origin: string, lectureId: string): Promise<Record<string, string>> {
  const playback = await fetch(`${origin}/api/lectures/${lectureId}/playback`);
  const { manifest, storyboard, poster } = (await playback.json()) as Record<string, string>;
  const media = manifest ?? '';
  const found: Record<string, string> = {};
  const take = async (path: string) => {
    const reply = await fetch(origin + path);
    expect(reply.status, path).toBe(200);
    const bytes = Buffer.from(await reply.arrayBuffer());
    found[path] = path.endsWith('.m3u8')
      ? bytes.toString()
      : createHash('sha256').update(bytes).digest('hex');
    return bytes.toString();
  };
  for (const picture of [storyboard, poster]) await take(picture ?? '');
  const beside = (path: string, uri: string) => new URL(uri, `${origin}${path}`).pathname;
  const master = HLS.parse(await take(media)) as HLS.types.MasterPlaylist;
  const sounds = master.variants.flatMap(({ audio }) => audio.map(({ uri }) => uri ?? ''));
  for (const uri of new Set([...master.variants.map((variant) => variant.uri), ...sounds])) {
    const path = beside(media, uri);
    const { segments } = HLS.parse(await take(path)) as HLS.types.MediaPlaylist;
    await take(beside(path, segments[0]?.map?.uri ?? ''));
    for (const segment of segments) await take(beside(path, segment.uri));
  }
  return found;
}

/** @param settings of a storage that nobody has used */
function drill(settings: () => Promise<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'madang-backup-'));
  const backups = join(folder, 'backups');
  let storageEnv: Record<string, string>;
  let site: Awaited<ReturnType<typeof openSite>>;
  let host: TestDatabase;
  let api: OwnApi | undefined;
  let lectureId: string;
  let handoutId: string;
  let certificate: Certificate;
  let before: { rows: Record<string, string>; played: Record<string, string>; keys: string[] };
  let backup: string;

  const urlOf = () => site.context.config.databaseUrl ?? '';
  const old = () => ({ ...storageEnv, DATABASE_URL: urlOf(), MADANG_DATA: site.context.config.data });
  const fresh = () => ({ ...storageEnv, DATABASE_URL: host.url, MADANG_DATA: join(folder, 'host') });
  const allKeys = async () =>
    (await Promise.all(KEY_ROOTS.map((root) => storedUnder(site.context.storage, root)))).flat();

  beforeAll(async () => {
    storageEnv = await settings();
    site = await openSite(storageEnv);
    host = await emptyDatabase();
    await workHere(site.context);
    const { db, storage } = site.context;
    // before all that is done here: an entry that is old enough for the log to begin after it
    const actor = { id: crypto.randomUUID(), role: 'administrator' } as const;
    const act = { actor, action: 'statistics.exported', subject: { kind: 'site' }, details: {} } as const;
    for (const day of ['2024-11-24', '2026-11-24'])
      await db.transaction((tx) => recordAudit(tx, { ...act, at: new Date(day) }));
    await db.execute(
      sql`insert into audit_anchor (id, hash) select id, hash from audit_entries where id = 1`,
    );
    const [staff, resident] = [await site.as('staff'), await site.as('resident')];
    const { body: course } = await staff('POST', '/api/courses', { title: '협치', titleEn: 'Co-governance' });
    const described = {
      title: '새로운 공공의 등장',
      visibility: 'public',
      courseId: course.id,
      courseOrder: 1,
    };
    lectureId = (await staff('POST', '/api/lectures', described)).body.id;
    const file = readFileSync(
      makeRecording(join(folder, 'lecture.mp4'), { seconds: SECONDS, size: '854x480' }),
    );
    const client = uploader(() => site.origin, staff.cookies);
    const { path, id } = await client.create(file.length);
    await client.patch(path, 0, new Uint8Array(file));
    await client.finish(lectureId, id);
    const state = async () => (await staff('GET', `/api/lectures/${lectureId}/recording`)).body.state;
    await until(async () => (await state()) === 'ready', 100);

    handoutId = crypto.randomUUID();
    await storage.put(handoutKey(handoutId), 'a document', 'application/pdf');
    await db.insert(handouts).values({ id: handoutId, lectureId, name: 'a.pdf', bytes: 10 });
    const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\n탭\t역슬래시 \\ 그리고 \\N\n';
    await db.insert(captionTracks).values({ lectureId, language: 'ko', vtt });

    const accountId = (await staff('GET', '/api/session')).body.account.id as string;
    const secret = (await openFactorKey(site.context.config)).seal(accountId, FACTOR);
    await db.insert(secondFactors).values({ accountId, secret });
    const { body: opened } = await resident('POST', '/api/playback-sessions', { lectureId });
    site.time.now = new Date(site.time.now.getTime() + SECONDS * 1000);
    const segments = [{ seq: 0, from: 0, to: SECONDS, rate: 1, elapsedMs: SECONDS * 1000 }];
    await resident('POST', `/api/playback-sessions/${opened.id}/played`, { segments, position: SECONDS });
    certificate = (await resident('POST', '/api/certificates', { courseId: course.id })).body;
    expect(certificate.number).toMatch(/^2026-/);
    await client.create(1000); // of which nothing is sent
  }, 150_000);
  afterAll(async () => {
    await api?.kill();
    await site?.close();
    await host?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a backup is made while the platform runs, and again without copying anything twice', async () => {
    before = {
      rows: await rowsIn(urlOf()),
      played: await played(site.origin, lectureId),
      keys: await allKeys(),
    };
    expect(await runScript('backup', old(), backups)).toMatchObject({ code: 0, error: '' });
    const name = readdirSync(backups).find((one) => one !== 'media') ?? '';
    backup = join(backups, name);
    expect(readdirSync(backup).sort()).toEqual([
      ...['backup.json', 'certificate-key.pem', 'database', 'named.jsonl.gz', 'objects.jsonl.gz'],
      'second-factor-key',
    ]);
    const about = JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8'));
    expect(about).toMatchObject({ format: 1, media: true, objects: before.keys.length });
    for (const key of ['certificate-key.pem', 'second-factor-key'])
      expect(statSync(join(backup, key)).mode & 0o077).toBe(0);

    const copied = before.keys.map((key) => join(backups, 'media', key));
    const times = copied.map((path) => statSync(path).mtimeMs + statSync(path).ino);
    rmSync(copied[0] ?? '');
    rmSync(backup, { recursive: true });
    const ran = await runScript('backup', old(), backups);
    expect(ran).toMatchObject({ code: 0, error: '' });
    backup = /Backed up: (.+)/.exec(ran.out)?.[1] ?? '';
    expect(copied.slice(1).map((path) => statSync(path).mtimeMs + statSync(path).ino)).toEqual(
      times.slice(1),
    );
    expect(statSync(copied[0] ?? '').size).toBeGreaterThan(0);
  }, 60_000);

  test('wiped and restored on an empty host, the lecture plays, and rows and objects are the same', async () => {
    for (const root of KEY_ROOTS) await site.context.storage.deletePrefix(root);
    expect(await allKeys()).toEqual([]);
    expect(await runScript('restore', fresh(), backup)).toMatchObject({ code: 0, error: '' });
    const after = await rowsIn(host.url);
    expect(after).toEqual(before.rows);
    for (const table of [
      'recordings',
      'segment_runs',
      'watched',
      'audit_entries',
      'audit_anchor',
      'certificates',
      'pgboss.job',
    ])
      expect(after[table], table).not.toMatch(/^0 /);
    api = await startApi({ data: fresh().MADANG_DATA, databaseUrl: host.url }, storageEnv);
    expect(await played(api.origin, lectureId)).toEqual(before.played);
    const document = await fetch(`${api.origin}/api/lectures/${lectureId}/handouts/${handoutId}`);
    expect(document.headers.get('content-type')).toBe(
      storageEnv.S3_ENDPOINT ? 'application/pdf' : 'application/octet-stream',
    );
    expect(await document.text()).toBe('a document');
  }, 120_000);

  test('its second factors open, by the key that came along', async () => {
    const { db, close } = openDatabase(host.url, quiet, 1);
    const [factor] = await db.select().from(secondFactors);
    await close();
    const key = await openFactorKey({ factorKeyFile: join(fresh().MADANG_DATA, 'second-factor-key') });
    expect(key.open(factor?.accountId ?? '', factor?.secret ?? Buffer.alloc(0))).toEqual(FACTOR);
  });

  test('its certificates verify, by the key that came along', async () => {
    const all = await runScript('audit-verify', fresh());
    expect(all).toMatchObject({ code: 0, out: expect.stringContaining('이수증 기록 1건이 모두 맞습니다') });
    const { number, code } = certificate;
    const reply = await fetch(`${api?.origin}/api/certificates/${number}?code=${code}`);
    expect(await reply.json()).toMatchObject({ number, verdict: 'valid' });
  });

  test('verify tells what is missing, and what belongs to no row, which is swept once it is old', async () => {
    expect(await runScript('verify', fresh())).toMatchObject({
      code: 0,
      out: expect.stringMatching(/All [1-9]\d+ objects that rows name are there\.\n.*Of no row: 0/),
    });
    const storage = openStorage(
      storageEnv.S3_ENDPOINT
        ? site.context.config.storage
        : { kind: 'files', folder: join(fresh().MADANG_DATA, 'media') },
    );
    const recordingId = /recordings\/([^/]+)/.exec(
      before.keys.find((key) => key.startsWith('recordings/')) ?? '',
    )?.[1];
    const stray = [handoutPrefix(crypto.randomUUID()), attemptPrefix(recordingId ?? '', crypto.randomUUID())];
    for (const prefix of stray) await storage.put(`${prefix}one`, 'left over', 'text/plain');
    const segment = before.keys.find((key) => key.endsWith('.m4s')) ?? '';
    await storage.put(segment, 'cut', 'video/iso.segment');

    const told = await runScript('verify', fresh(), '--sweep');
    expect(told).toMatchObject({ code: 1, out: expect.stringContaining(`1 of`) });
    for (const one of [segment, ...stray]) expect(told.out).toContain(`  ${one}`);
    expect(told.out).toContain('Removed: 0'); // a row may still be to come
    const { db, close } = openDatabase(host.url, quiet, 1);
    const { orphans } = await matchStorage(db, storage);
    await close();
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);
    expect(
      sweepable(orphans, tomorrow)
        .map(({ prefix }) => prefix)
        .sort(),
    ).toEqual([...stray].sort());
  }, 60_000);

  test('what cannot be restored is said, and changes nothing', async () => {
    const again = await runScript('restore', fresh(), backup);
    expect(again).toMatchObject({ code: 1, error: expect.stringContaining('The database is not empty') });
    const none = await runScript('restore', fresh(), backups);
    expect(none).toMatchObject({ code: 1, error: expect.stringContaining('This is no backup') });
    const other = { ...fresh(), MADANG_DATA: join(folder, 'other') };
    const key = join(folder, 'other', 'certificate-key.pem');
    await runScript('restore', other, backup); // it is refused, with the key in place
    expect(statSync(key).mode & 0o077).toBe(0);
    const about = join(backup, 'backup.json');
    const text = readFileSync(about, 'utf8');
    writeFileSync(about, text.replace(/"migration": ".+"/, '"migration": "9999_of_tomorrow"'));
    const later = await runScript('restore', fresh(), backup);
    expect(later).toMatchObject({
      code: 1,
      error: expect.stringContaining('A later version made this backup'),
    });
    writeFileSync(about, text);
  }, 60_000);
}

test('no column of ours counts by itself: a backup holds no sequences', async () => {
  const { context, close } = await testApp();
  const found = await rowsOf(context.db, sql`select 1 from pg_sequences where schemaname = 'public'`);
  await close();
  expect(found).toEqual([]);
});
