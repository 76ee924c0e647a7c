/** `npm run restore -- BACKUP`: a backup becomes an installation again, on an empty host. */
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readFactorKey } from '../server/accounts/factor-key.ts';
import { readKey } from '../server/certificates/key.ts';
import { type Config, ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { migrate } from '../server/database/migrate.ts';
import { createLog } from '../server/log.ts';
import { fileStorage } from '../server/storage/files.ts';
import { openStorage } from '../server/storage/open.ts';
import { type Backup, placesOf, readBackup } from './backup/backup.ts';
import { loadDatabase } from './backup/load.ts';
import { matchStorage } from './backup/match.ts';
import { putBackObjects } from './backup/objects.ts';
import { migrateTo } from './backup/schema.ts';
import { reachDatabase } from './platform/database.ts';
import { isHelp } from './platform/help.ts';
import { StartError } from './platform/start-error.ts';
import { runTold, wordsOf } from './platform/told.ts';

const HELP = `Usage: npm run restore -- BACKUP

백업 폴더(backup.json이 있는 곳)를 이 설정의 빈 데이터베이스와 저장소로 되돌립니다.
Puts a backup (the folder with backup.json) into the empty database and the storage of these settings, and the keys
of certificates and second factors into CERTIFICATE_KEY_FILE and SECOND_FACTOR_KEY_FILE. Then brings the database to the schema of this version, and looks whether
rows and objects match. Neither API nor worker may run meanwhile. With S3, run \`npm run storage:setup\` first.

When it was interrupted, run it again: objects that are there already are not copied twice, rows come all or none.
Ends with 0 when all is there, 1 when something is not.
`;

if (!isHelp(HELP)) {
  await runTold(async (parts) => {
    const { words } = wordsOf(process.argv.slice(2));
    if (words.length !== 1) throw new StartError(HELP);
    const folder = resolve(words[0] ?? '');
    const backup = readBackup(folder);
    const config = parseConfig(readEnv());
    const storage = openStorage(config.storage);
    await storage.check();
    const url = await reachDatabase(config, parts);

    await putBackKeys(config, folder, backup);
    await migrateTo(url, backup.migration);
    // objects first: once there are rows, all that they name is there
    if (backup.media) await putBackObjects(folder, fileStorage(placesOf(folder).media), storage);
    await loadDatabase(url, folder, backup);
    await migrate(url);

    const { db, close } = openDatabase(url, createLog('restore', { logLevel: 'silent' }), 2);
    parts.defer(close);
    const { named, missing } = await matchStorage(db, storage);
    process.stdout.write(
      `되돌렸습니다 · Restored as of ${backup.at}: 행이 가리키는 파일 ${named}개 · ${named} objects that rows name\n`,
    );
    if (missing.length === 0) return;
    process.exitCode = 1;
    process.stderr.write(
      `그중 ${missing.length}개가 없습니다 · ${missing.length} of them are missing:\n${missing.map((key) => `  ${key}\n`).join('')}`,
    );
  });
}

/** @throws {ConfigError} when there are other keys already */
async function putBackKeys(config: Config, folder: string, backup: Backup): Promise<void> {
  const places = placesOf(folder);
  const keys = [
    {
      ...{ name: 'CERTIFICATE_KEY_FILE', file: config.certificates.keyFile, kept: places.certificateKey },
      ...{ id: backup.certificateKey, there: await readKey(config.certificates.keyFile) },
    },
    {
      ...{ name: 'SECOND_FACTOR_KEY_FILE', file: config.factorKeyFile, kept: places.secondFactorKey },
      ...{ id: backup.secondFactorKey, there: await readFactorKey(config) },
    },
  ];
  for (const { name, file, kept, id, there } of keys) {
    if (!id || there?.id === id) continue;
    if (there) {
      throw new ConfigError(
        `${name}: 다른 열쇠가 있습니다 · There is another key already, which is not that of this backup: ${file}`,
      );
    }
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(kept, file);
    chmodSync(file, 0o600);
  }
}
