/** `npm run audit:verify`: whether the audit log is as it was written. */
import { join } from 'node:path';
import { type Verdict, verifyLog } from '../server/audit/verify.ts';
import { ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { createLog } from '../server/log.ts';
import { isHelp } from './platform/help.ts';
import { runningUrl } from './postgres/running.ts';

const HELP = `Usage: npm run audit:verify

감사 기록이 처음 쓰인 그대로인지 처음부터 끝까지 확인합니다.
Walks the audit log from its beginning to its end and tells whether it is as it was written.

The database is that of DATABASE_URL, or the embedded one of MADANG_DATA while \`npm start\` runs.
Ends with 0 when all fits, 1 when an entry was changed or is missing, 2 when it could not be read.
Whoever owns the database could write the whole log anew: note the last entry's number and hash
elsewhere, and compare them later with that entry.
`;

const FAULTS: Record<NonNullable<Verdict['fault']>['kind'], string> = {
  missing: '기록이 없습니다 · is missing',
  detached: '앞 기록과 이어지지 않습니다 · does not follow the entry before it',
  changed: '내용이 바뀌었습니다 · was changed',
};

if (!isHelp(HELP)) {
  try {
    const config = parseConfig(readEnv());
    const url = config.databaseUrl ?? runningUrl(join(config.data, 'postgres'));
    if (!url) throw new ConfigError('DATABASE_URL: required here, unless `npm start` runs on MADANG_DATA.');
    const { db, close } = openDatabase(url, createLog('audit', { logLevel: 'silent' }), 1);
    const { entries, last, fault } = await verifyLog(db).finally(close);
    const upTo = `${last.id} ${last.hash}`;
    if (fault) {
      process.exitCode = 1;
      process.stdout.write(
        `감사 기록 ${fault.id}번: ${FAULTS[fault.kind]}.\n그 앞까지 · Before it: ${entries}, ${upTo}\n`,
      );
    } else {
      process.stdout.write(`감사 기록 ${entries}건이 모두 맞습니다 · All ${entries} entries fit.\n${upTo}\n`);
    }
  } catch (error) {
    process.exitCode = 2;
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
    process.stderr.write(`감사 기록을 읽지 못했습니다 · The audit log could not be read: ${why}\n`);
  }
}
