/** `npm run migrate`: brings the database of DATABASE_URL to the schema of this version. */
import { ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { migrate } from '../server/database/migrate.ts';
import { isHelp } from './platform/help.ts';
import { StartError, sentenceFor } from './platform/start-error.ts';

const HELP = `Usage: npm run migrate

Brings the database of DATABASE_URL to the schema of this version. Safe to run at any time, also twice.
`;

if (!isHelp(HELP)) {
  try {
    const { databaseUrl } = parseConfig(readEnv());
    if (!databaseUrl)
      throw new ConfigError('DATABASE_URL: required here; `npm start` migrates its own database.');
    await migrate(databaseUrl).catch((cause) => Promise.reject(databaseError(cause)));
    process.stdout.write('데이터베이스가 최신입니다 · The database is up to date.\n');
  } catch (error) {
    const sentence = sentenceFor(error, '');
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}

/** Why the database of DATABASE_URL cannot be used. */
function databaseError(cause: unknown): StartError {
  const { message = '', code = '' } = cause as NodeJS.ErrnoException;
  // Refused on several addresses at once, Node says only the code.
  const why = message || code;
  const sentence = `DATABASE_URL: 데이터베이스를 쓸 수 없습니다 · The database cannot be used: ${why}`;
  return new StartError(why.startsWith('DATABASE_URL') ? why : sentence, { cause });
}
