/** `npm run doctor`: looks at a deployment from this machine, and says what to mend. */
import { join } from 'node:path';
import { sealedFactor } from '../server/accounts/second-factor-queries.ts';
import { type Config, ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { createLog } from '../server/log.ts';
import { isSigned, lookAtDatabase, lookAtWork } from './doctor/database.ts';
import { about, type Finding, reasonOf, shown } from './doctor/finding.ts';
import { lookAtDisk, lookAtFactorKey, lookAtFfmpeg, lookAtKey } from './doctor/host.ts';
import { lookAtApi, lookAtMail, lookAtSettings } from './doctor/site.ts';
import { lookAtStorage } from './doctor/storage.ts';
import { isHelp } from './platform/help.ts';
import { runningUrl } from './postgres/running.ts';

const HELP = `Usage: npm run doctor

이 설정으로 서비스가 제대로 되는지 살펴보고 고칠 것을 알립니다.
Looks at settings, disk, database, queue, workers, storage, mail and the API at MADANG_PUBLIC_URL, and says what to mend.
Run it with the settings of the API. It changes nothing; a small object is stored, read and removed.

  ✓ good   △ somebody should look at it   ✗ to be mended

Ends with 0, or with 1 when something is to be mended.
`;

if (!isHelp(HELP)) {
  const findings = await examine();
  const bad = findings.filter(({ level }) => level === 'bad').length;
  const all = [...findings.map(shown), '', summary(bad)];
  process.stdout.write(`${all.join('\n')}\n`);
  process.exitCode = bad > 0 ? 1 : 0;
}

function summary(bad: number): string {
  return bad > 0 ? `고칠 것 ${bad}가지 · ${bad} to be mended` : '고칠 것이 없습니다 · Nothing to be mended';
}

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = parseConfig(readEnv());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [about('설정 · Settings').bad(`잘못된 설정입니다: ${error.message}`, error.message)];
  }
  const { findings, signed, sealed } = await withDatabase(config);
  return [
    ...lookAtSettings(config),
    ...(await lookAtDisk(config)),
    ...(await lookAtFfmpeg()),
    ...findings,
    ...(await lookAtStorage(config)),
    ...(await lookAtKey(config, signed).catch(toFinding('이수증 열쇠 · Certificate key'))),
    ...(await lookAtFactorKey(config, sealed).catch(toFinding('2단계 인증 열쇠 · Second factors’ key'))),
    ...(await lookAtMail(config)),
    ...(await lookAtApi(config)),
  ];
}

type Told = {
  findings: Finding[];
  /** whether there are certificates; null = it does not say */
  signed: boolean | null;
  /** a second factor that is kept under the key; null = there is none, or it does not say */
  sealed: Awaited<ReturnType<typeof sealedFactor>>;
};

/** What the database has to tell. */
async function withDatabase(config: Config): Promise<Told> {
  const database = about('데이터베이스 · Database');
  const url = config.databaseUrl ?? runningUrl(join(config.data, 'postgres'));
  if (!url) {
    const finding = database.bad(
      'DATABASE_URL이 없고, 이 MADANG_DATA로 npm start가 실행 중이지도 않습니다.',
      'There is no DATABASE_URL, and no `npm start` runs on MADANG_DATA.',
    );
    return { findings: [finding], signed: null, sealed: null };
  }
  const { db, close } = openDatabase(url, createLog('doctor', { logLevel: 'silent' }), 1);
  try {
    const findings = await lookAtDatabase(db);
    if (findings.some(({ level }) => level === 'bad')) return { findings, signed: null, sealed: null };
    return {
      findings: [...findings, ...(await lookAtWork(db))],
      ...{ signed: await isSigned(db), sealed: await sealedFactor(db) },
    };
  } catch (error) {
    const why = reasonOf(error);
    const finding = database.bad(
      `쓸 수 없습니다(${why}). DATABASE_URL의 주소와 비밀번호를 확인해 주세요.`,
      `It cannot be used (${why}): check address and password of DATABASE_URL.`,
    );
    return { findings: [finding], signed: null, sealed: null };
  } finally {
    await close();
  }
}

function toFinding(name: string): (error: unknown) => Finding[] {
  return (error) => {
    if (!(error instanceof ConfigError)) throw error;
    return [about(name).bad(error.message, error.message)];
  };
}
