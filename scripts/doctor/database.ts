/** The database, and what it tells of queue, workers and recordings. */
import { sql } from 'drizzle-orm';
import { type Db, only, rowsOf } from '../../server/database/client.ts';
import { laneLoads } from '../../server/queue/job-queries.ts';
import { workersSeen } from '../../server/queue/worker-queries.ts';
import { countRecordings } from '../../server/recordings/recording-queries.ts';
import { lastMigration } from '../backup/schema.ts';
import { about, type Finding } from './finding.ts';

/** Version that is the least, as `server_version_num` says it. */
const LEAST_VERSION = 150_000;
/** Seconds that clocks may be apart. */
const APART = 5;
/** Seconds for which what somebody waits for may wait. */
const LONG_WAIT = 600;

type Told = { version: string; number: number; utf8: boolean; letters: boolean; apart: number };

export async function lookAtDatabase(db: Db): Promise<Finding[]> {
  const database = about('데이터베이스 · Database');
  const told = only(
    await rowsOf<Told>(
      db,
      sql`select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        getdatabaseencoding() = 'UTF8' as utf8, '협치' ~ '^[[:alpha:]]+$' as letters,
        abs(extract(epoch from clock_timestamp()) - ${Date.now() / 1000}::float8)::float8 as apart`,
    ),
  );
  const findings: Finding[] = [];
  if (told.number < LEAST_VERSION) {
    const ko = `PostgreSQL ${told.version}: 15 이상이 필요합니다.`;
    findings.push(database.bad(ko, `PostgreSQL ${told.version}: 15 or newer is needed.`));
  }
  if (!told.utf8 || !told.letters) {
    findings.push(
      database.bad(
        '한글을 글자로 알지 못합니다. UTF-8과 C.UTF-8 또는 ICU 로캘로 새로 만들어 주세요.',
        'It does not know Hangul letters: make it anew with UTF-8 and a locale of C.UTF-8 or ICU.',
      ),
    );
  }
  if (told.apart > APART) {
    const seconds = Math.round(told.apart);
    findings.push(
      database.look(
        `시계가 ${seconds}초 다릅니다. 두 기계 모두 NTP를 켜 주세요.`,
        `Its clock is ${seconds} s away from this machine's: have both keep time (NTP).`,
      ),
    );
  }
  findings.push(...(await lookAtSchema(db)));
  if (findings.length > 0) return findings;
  return [database.good(`PostgreSQL ${told.version}`, `PostgreSQL ${told.version}`)];
}

async function lookAtSchema(db: Db): Promise<Finding[]> {
  const schema = about('데이터베이스 · Database');
  const tables = await rowsOf<{ there: boolean }>(
    db,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null and to_regclass('pgboss.job') is not null as there`,
  );
  const missing = schema.bad(
    '표가 없거나 예전 버전입니다: npm run migrate',
    'Its tables are missing, or of an earlier version: npm run migrate',
  );
  if (!only(tables).there) return [missing];
  const applied = await rowsOf<{ at: string }>(
    db,
    sql`select coalesce(max(created_at), 0)::text as at from drizzle.__drizzle_migrations`,
  );
  const ours = lastMigration();
  const theirs = Number(only(applied).at);
  if (theirs < ours) return [missing];
  if (theirs === ours) return [];
  return [
    schema.look(
      '이 프로그램보다 새로운 버전의 표입니다. 프로그램을 새로 받아 주세요.',
      'Its tables are of a later version than this program: upgrade it.',
    ),
  ];
}

export async function lookAtWork(db: Db): Promise<Finding[]> {
  const worker = about('변환 · Transcoding');
  const findings: Finding[] = [];
  const seen = await workersSeen(db);
  if (seen.length === 0) {
    findings.push(
      worker.bad(
        '실행 중인 변환 서버가 없습니다: npm run start:worker',
        'No worker runs: npm run start:worker',
      ),
    );
  }
  for (const { host, pid, sandboxMissing } of seen.filter((one) => one.sandboxMissing.length > 0)) {
    const parts = sandboxMissing.join(', ');
    findings.push(
      worker.look(
        `${host}(${pid})가 ffmpeg를 다 가두지 못합니다: ${parts}`,
        `${host} (${pid}) does not permit around ffmpeg: ${parts}`,
      ),
    );
  }
  for (const { lane, waited, queued } of await laneLoads(db)) {
    if (lane !== 'quick' || waited < LONG_WAIT) continue;
    const minutes = Math.round(waited / 60);
    findings.push(
      worker.bad(
        `새 녹화 ${queued}건이 ${minutes}분째 기다립니다. 변환 서버의 기록(로그)을 보거나 더 실행해 주세요.`,
        `${queued} new jobs wait for ${minutes} minutes: look at the logs of the workers, or start more.`,
      ),
    );
  }
  const failed = (await countRecordings(db)).find(({ state }) => state === 'failed')?.count ?? 0;
  if (failed > 0) {
    findings.push(
      worker.look(
        `변환에 실패한 강의가 ${failed}건 있습니다. 스튜디오에서 다시 시도해 주세요.`,
        `${failed} lectures could not be transcoded: retry them in the studio.`,
      ),
    );
  }
  if (findings.length > 0) return findings;
  const slots = seen.reduce((sum, one) => sum + one.slots, 0);
  return [
    worker.good(
      `변환 서버 ${seen.length}대, 한 번에 ${slots}조각`,
      `${seen.length} workers, ${slots} chunks at once`,
    ),
  ];
}

/** Whether any certificate was issued. */
export async function isSigned(db: Db): Promise<boolean> {
  return (await rowsOf(db, sql`select 1 from certificate_entries limit 1`)).length > 0;
}
