/** A database of the first version, with recordings in every state of a transcode, and what becomes of it. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/client.ts';
import { migrate } from '../../server/database/migrate.ts';
import { createLog } from '../../server/log.ts';
import { installQueue, openQueue, type Queue } from '../../server/queue/queue.ts';
import { listRenditions } from '../../server/recordings/landing.ts';
import { masterPlaylist, mediaPlaylist } from '../../server/recordings/playlist.ts';
import { startTranscode, type TranscodePlan, takeProbe } from '../../server/recordings/transcode-queries.ts';
import { retryTranscode } from '../../server/recordings/transcode-state.ts';
import { recordingPrefix } from '../../server/storage/keys.ts';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();
const log = createLog('test', { logLevel: 'silent' });
const client = new Client({ connectionString: database.url });
const { db, close } = openDatabase(database.url, log, 3);
let queue: Queue;

const STATES = ['ready', 'transcoding', 'failed', 'cancelled', 'probing', 'uploaded', 'rejected'] as const;
type State = (typeof STATES)[number];
const idOf = (state: State) => `00000000-0000-4000-8000-00000000000${STATES.indexOf(state)}`;
/** Those that have begun. */
const PLANNED: State[] = ['ready', 'transcoding', 'failed', 'cancelled'];
const CODES: Partial<Record<State, string>> = { failed: 'disk_full', rejected: 'codec' };

beforeAll(async () => {
  await client.connect();
  await toFirstVersion();
  for (const state of STATES) await record(state);
  await watchedBefore(idOf('ready'));
  await client.query("insert into courses (title, completion_share) values ('절반', 0.5), ('전부', 1)");
  await migrate(database.url);
  queue = await openQueue(database.url, log);
});
afterAll(async () => {
  await queue.stop();
  await close();
  await client.end();
  await database.drop();
});

/** Empties the database, and gives it the tables of the first version. */
async function toFirstVersion() {
  for (const schema of ['public', 'drizzle', 'pgboss'])
    await client.query(`drop schema if exists ${schema} cascade`);
  await client.query('create schema public');
  const folder = mkdtempSync(join(tmpdir(), 'madang-migrations-'));
  mkdirSync(join(folder, 'meta'));
  const journal = JSON.parse(readFileSync('migrations/meta/_journal.json', 'utf8'));
  const first = { ...journal, entries: journal.entries.slice(0, 1) };
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(first));
  copyFileSync('migrations/0000_first.sql', join(folder, '0000_first.sql'));
  await runMigrations(drizzle(client), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
  await installQueue(database.url);
}

/** A recording as the first version left it: half of it made, or all when it is ready. */
async function record(state: State) {
  const id = idOf(state);
  const planned = PLANNED.includes(state);
  const run = (statement: string, ...values: unknown[]) => client.query(statement, values);
  const job = (kind: string, more = {}, queueName = 'transcode') =>
    run('insert into pgboss.job (name, data) values ($1, $2)', queueName, { kind, recordingId: id, ...more });
  const { rows } = await run("insert into lectures (title) values ('강의') returning id");
  await run(
    `insert into recordings (id, lecture_id, name, bytes, state, code, duration, probe, chunk_count,
       seconds_total, seconds_done, audio_attempt, audio_complete, playable_at, ready_at)
     values ($1, $2, 'a.mp4', 1000, $3, $4, $5, $6, $7, $8, $9, gen_random_uuid(), $10, $11, $12)`,
    ...[id, rows[0].id, state, CODES[state] ?? null],
    ...(planned ? [20, { videoStream: 0, audioStream: 1, preroll: 1 }, 2, 20, 12] : [null, null, null, 0, 0]),
    ...[state === 'ready', planned ? new Date() : null, state === 'ready' ? new Date() : null],
  );
  if (state === 'probing' || state === 'uploaded') await job('probe');
  if (!planned) return;
  for (const index of [0, 1]) {
    await run('insert into chunks values ($1, $2, $3, $4, gen_random_uuid(), 4)', id, index, index * 12, 10);
    if (state !== 'ready') await job('chunk', { index });
  }
  if (state !== 'ready') {
    await job('audio');
    await job('chunk', { index: 1 }, 'transcode-dead');
  }
  for (const [name, kind, ...size] of [
    ['180p', 'video', 320, 180, 360, 30],
    ['audio', 'audio', null, null, null, null],
  ] as const) {
    const init = `${recordingPrefix(id)}x/${name}/init.mp4`;
    await run(
      'insert into renditions values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      ...[id, name, kind, ...size, kind === 'video' ? 'avc1.64000d' : 'mp4a.40.2', init, 'hash'],
    );
    const keys = [0, 1, 2].map((index) => `${recordingPrefix(id)}x/${name}/${index}.m4s`);
    await run(
      'insert into segment_runs values ($1, $2, 0, $3, $4, $5)',
      ...[id, name, keys, [4, 4, 4], [900, 800, 700]],
    );
  }
  await run('insert into storyboards values ($1, $2, $3, $4)', id, 'vtt', state === 'ready', ['poster']);
}

/** Two viewers watched the lecture of a recording; one of them on two days. */
async function watchedBefore(recordingId: string) {
  const run = (statement: string, ...values: unknown[]) => client.query(statement, values);
  const { rows } = await run('select lecture_id as id from recordings where id = $1', recordingId);
  const [lecture, viewers] = [rows[0].id, [crypto.randomUUID(), crypto.randomUUID()]];
  // an earlier recording was longer
  for (const [nth, more] of ['', ',[19000,26000)'].entries()) {
    await run('insert into viewers (id) values ($1)', viewers[nth]);
    await run(
      `insert into watched (viewer_id, lecture_id, ranges, credited_ms, credited_until, updated_at)
       values ($1, $2, $3, 9000, now(), now())`,
      ...[viewers[nth], lecture, `{[0,9000)${more}}`],
    );
  }
  const older = crypto.randomUUID();
  await run(
    `insert into recordings (id, lecture_id, name, bytes, playable_at, replaced_at)
     values ($1, $2, 'b.mp4', 1, '2026-11-01', '2026-11-03')`,
    ...[older, lecture],
  );
  for (const day of ['2026-11-02', '2026-11-05'])
    await run(
      'insert into playback_sessions (viewer_id, lecture_id, staff, started_at) values ($1, $2, false, $3)',
      ...[viewers[1], lecture, day],
    );
  for (const [day, who, views] of [
    ['2026-11-02', [0, 1], 2],
    ['2026-11-05', [1], 3],
  ] as const) {
    await run('insert into day_counters values ($1, $2, $3, $4, 1)', day, lecture, views, views * 4000);
    for (const nth of who)
      await run('insert into viewer_days values ($1, $2, $3)', day, lecture, viewers[nth]);
  }
}

const rowOf = async (state: State) =>
  (await client.query('select * from recordings where id = $1', [idOf(state)])).rows[0];
const jobsOf = async (state: State) =>
  (await client.query("select name, data from pgboss.job where data->>'recordingId' = $1", [idOf(state)]))
    .rows;

test('it can be brought to this version again', () => migrate(database.url));

test('what was counted is counted still, and viewers of any period are those of before', async () => {
  const all = async (query: string) => (await client.query(query)).rows;
  const sums = 'sum(views)::int as views, sum(watched_ms)::int as ms, sum(completions)::int as completions';
  for (const table of ['lecture_days', 'lecture_months', 'lecture_totals', 'site_days'])
    expect(await all(`select ${sums} from ${table}`)).toEqual([{ views: 5, ms: 20_000, completions: 2 }]);
  expect(await all('select trait from lecture_traits union all select trait from site_traits')).toEqual([]);
  expect(await all('select viewers, covered_ms::int as covered from lecture_totals')).toEqual([
    { viewers: 2, covered: 19_000 },
  ]);
  for (const kind of ['lecture', 'site']) {
    const within = async (from: string, to: string) =>
      (
        await all(`select (
          (select coalesce(sum(newcomers), 0) from ${kind}_days where day between '${from}' and '${to}')
          + (select coalesce(sum(viewers), 0) from ${kind}_returns
            where day between '${from}' and '${to}' and previous < '${from}'))::int as n`)
      )[0].n;
    expect(await within('2026-11-01', '2026-11-30')).toBe(2);
    expect(await within('2026-11-03', '2026-11-30')).toBe(1);
    expect(await within('2026-11-03', '2026-11-04')).toBe(0);
  }
  const days = await all(
    `select days::text[] as days, elapsed_ms::int,
      upper(played_time) = (extract(epoch from updated_at) * 1000)::int8 and played_time = elapsed_time as used
      from watched order by cardinality(days)`,
  );
  expect(days).toEqual([
    { days: ['2026-11-02'], elapsed_ms: 9000, used: true },
    { days: ['2026-11-02', '2026-11-05'], elapsed_ms: 9000, used: true },
  ]);
});

test('what was watched past the end of the recording is kept, and no progress; sessions know what they play', async () => {
  const { rows } = await client.query('select ranges, beyond from watched order by beyond');
  expect(rows).toEqual([
    { ranges: '{[0,9000)}', beyond: '{}' },
    { ranges: '{[0,9000),[19000,20000)}', beyond: '{[20000,26000)}' },
  ]);
  const sessions = await client.query(
    'select r.name from playback_sessions p join recordings r on r.id = p.recording_id order by p.started_at',
  );
  expect(sessions.rows).toEqual([{ name: 'b.mp4' }, { name: 'a.mp4' }]);
});

test('the share that completed a course is the first version of its rule', async () => {
  const { rows } = await client.query(
    `select c.title, r.course_id = c.id as own, r.version, r.share, r.elapsed_share, r.created_at = c.created_at as since
     from courses c join completion_rules r on r.id = c.rule_id order by share`,
  );
  const first = { own: true, version: 1, elapsed_share: 0, since: true };
  expect(rows).toEqual([
    { title: '절반', share: 0.5, ...first },
    { title: '전부', share: 1, ...first },
  ]);
});

test('a lecture that is ready plays as before', async () => {
  expect(await rowOf('ready')).toMatchObject({ state: 'ready', duration: 20, chunk_count: 2, code: null });
  expect((await rowOf('ready')).probe).toEqual({
    ...{ videoStream: 0, audioStream: 1, container: 'matroska', pictureSeconds: 20 },
  });
  const renditions = await listRenditions(db, idOf('ready'));
  expect(masterPlaylist(renditions)).toContain('CODECS="avc1.64000d,mp4a.40.2",RESOLUTION=320x180');
  for (const { name } of renditions) {
    const prefix = recordingPrefix(idOf('ready'));
    const playlist = mediaPlaylist(renditions, name, { prefix, complete: true });
    expect(playlist?.match(/^#EXTINF:4\.000000,$/gm)).toHaveLength(3);
    expect(playlist).toContain(`x/${name}/2.m4s\n#EXT-X-ENDLIST`);
  }
  const { rows } = await client.query('select complete, poster_keys from storyboards');
  expect(rows).toEqual([{ complete: true, poster_keys: ['poster'] }]);
  expect(await retryTranscode(db, queue, idOf('ready'))).toBe(false);
});

test.each<[State, State, string | null]>([
  ['transcoding', 'failed', 'internal'],
  ['failed', 'failed', 'disk_full'],
  ['cancelled', 'cancelled', null],
  ['probing', 'probing', null],
  ['uploaded', 'uploaded', null],
  ['rejected', 'rejected', 'codec'],
])('%s becomes %s, with nothing left of what was made', async (before, after, code) => {
  expect(await rowOf(before)).toMatchObject({
    ...{ state: after, code, probe: null, duration: null, chunk_count: null, playable_at: null },
    ...{ seconds_total: 0, seconds_done: 0, ready_at: null },
  });
  expect(await listRenditions(db, idOf(before))).toEqual([]);
  const kinds = (await jobsOf(before))
    .filter(({ name }) => name === 'transcode')
    .map(({ data }) => data.kind);
  expect(kinds).toEqual(after === 'probing' || after === 'uploaded' ? ['probe'] : []);
});

describe.each(['transcoding', 'failed', 'cancelled'] as const)('one that was %s', (state) => {
  const id = idOf(state);

  test('begins anew when staff press retry', async () => {
    expect(await retryTranscode(db, queue, id)).toBe(true);
    expect(await rowOf(state)).toMatchObject({ state: 'uploaded', code: null });
    expect(await jobsOf(state)).toEqual([{ name: 'transcode', data: { kind: 'probe', recordingId: id } }]);
  });

  test('and is planned as any other', async () => {
    const video = { rung: 360, width: 320, height: 180, frameRate: 30 };
    const none = { rung: null, width: null, height: null, frameRate: null };
    const plan: TranscodePlan = {
      duration: 20,
      probe: {
        ...{ videoStream: 0, audioStream: 1, audioTracks: 1, startTime: 0, container: 'mp4', copied: false },
        ...{ pictureSeconds: 20 },
        ...{ width: 320, height: 180, frameRate: [30, 1], interlaced: false, hdr: null },
        ...{ assumedMatrix: null, gainDb: 0 },
      },
      renditions: [
        { name: '180p', kind: 'video', ...video },
        { name: 'audio', kind: 'audio', ...none },
      ],
      chunks: (['video', 'audio'] as const).map((kind) => ({
        ...{ kind, index: 0, start: 0, duration: 20, firstSegment: 0, segments: [120, 120] },
      })),
    };
    expect(await takeProbe(db, id)).not.toBeNull();
    await startTranscode(db, queue, id, plan);
    expect(await rowOf(state)).toMatchObject({ state: 'transcoding', chunk_count: 1, seconds_total: 20 });
    const planned = (await jobsOf(state)).filter(({ data }) => data.kind === 'chunk');
    expect(planned.map(({ data }) => data.of).sort()).toEqual(['audio', 'video']);
    expect(await listRenditions(db, id)).toHaveLength(2);
  });
});
