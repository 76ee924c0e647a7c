/** `npm run audit:verify`: whether the audit log and the certificates are as they were written. */
import { join } from 'node:path';
import { type Verdict as LogVerdict, verifyLog } from '../server/audit/verify.ts';
import { readKey } from '../server/certificates/key.ts';
import { type Verdict as CertificatesVerdict, verifyCertificates } from '../server/certificates/verify.ts';
import { ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { createLog } from '../server/log.ts';
import { isHelp } from './platform/help.ts';
import { runningUrl } from './postgres/running.ts';

const HELP = `Usage: npm run audit:verify

감사 기록과 이수증 발급 기록이 처음 쓰인 그대로인지 처음부터 끝까지 확인합니다.
Walks the audit log and the chain of certificates, and tells whether they are as they were written.

The database is that of DATABASE_URL, or the embedded one of MADANG_DATA while \`npm start\` runs; the key is
that of CERTIFICATE_KEY_FILE. Ends with 0 when all fits, 1 when something was changed or is missing, 2 when it
could not be read.
Whoever owns the database could write the whole log anew: note the last entry's number and hash
elsewhere, and compare them later with that entry.
`;

type Verdict = LogVerdict | CertificatesVerdict;
const FAULTS: Record<NonNullable<Verdict['fault']>['kind'], string> = {
  missing: '기록이 없습니다 · is missing',
  detached: '앞 기록과 이어지지 않습니다 · does not follow the entry before it',
  changed: '내용이 바뀌었습니다 · was changed',
  forged: '열쇠로 서명되지 않았습니다 · was not signed with the key of CERTIFICATE_KEY_FILE',
  certificate: '발급한 내용과 다릅니다 · is not what was issued',
};

/** Two lines on a chain. @param name what its entries are called in Korean and English */
function tell({ entries, last, fault }: Verdict, [ko, en]: readonly [string, string]): void {
  const upTo = `${last.id} ${last.hash}`;
  if (fault) {
    process.exitCode = 1;
    const which = 'id' in fault ? `${ko} ${fault.id}번` : `이수증 제 ${fault.number} 호`;
    process.stdout.write(`${which}: ${FAULTS[fault.kind]}.\n그 앞까지 · Before it: ${entries}, ${upTo}\n`);
  } else {
    process.stdout.write(`${ko} ${entries}건이 모두 맞습니다 · All ${entries} ${en} fit.\n${upTo}\n`);
  }
}

if (!isHelp(HELP)) {
  try {
    const config = parseConfig(readEnv());
    const url = config.databaseUrl ?? runningUrl(join(config.data, 'postgres'));
    if (!url) throw new ConfigError('DATABASE_URL: required here, unless `npm start` runs on MADANG_DATA.');
    // without a key nothing can have been signed with it
    const key = (await readKey(config.certificates.keyFile)) ?? { verify: () => false };
    const { db, close } = openDatabase(url, createLog('audit', { logLevel: 'silent' }), 1);
    try {
      tell(await verifyLog(db), ['감사 기록', 'entries']);
      tell(await verifyCertificates(db, key), ['이수증 기록', 'entries of certificates']);
    } finally {
      await close();
    }
  } catch (error) {
    process.exitCode = 2;
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
    process.stderr.write(`감사 기록을 읽지 못했습니다 · The audit log could not be read: ${why}\n`);
  }
}
