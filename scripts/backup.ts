/** `npm run backup -- FOLDER`: everything that must not be lost, while the platform runs. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readFactorKey } from '../server/accounts/factor-key.ts';
import { readKey } from '../server/certificates/key.ts';
import { ConfigError, parseConfig, readEnv } from '../server/config.ts';
import { fileStorage } from '../server/storage/files.ts';
import { openStorage } from '../server/storage/open.ts';
import { type Backup, placesOf } from './backup/backup.ts';
import { dumpDatabase } from './backup/dump.ts';
import { keepObjects, missingFrom } from './backup/objects.ts';
import { reachDatabase } from './platform/database.ts';
import { isHelp } from './platform/help.ts';
import { StartError } from './platform/start-error.ts';
import { runTold, wordsOf } from './platform/told.ts';
import { ask } from './postgres/ask.ts';

const HELP = `Usage: npm run backup -- FOLDER [--without-media]

데이터베이스, 영상과 문서, 이수증 서명 열쇠와 2단계 인증 열쇠를 FOLDER 아래 새 폴더에 백업합니다. 서비스 중에 해도 됩니다.
Backs up rows of the database, all of one moment, with media, documents and the keys of certificates
and second factors. The platform may run. Media lie in FOLDER/media, once for all backups: only new ones are copied.

  --without-media   lists media instead of copying them: for a bucket that is replicated or versioned elsewhere

Not in it: settings (keep them with your deployment), sessions, uploads under way, logs, mails kept as files.
What is written holds personal data and secret keys: only its owner may read it. Keep it as such, on another machine.
Ends with 0 when all is kept, 1 when something is not.
`;

if (!isHelp(HELP)) {
  process.umask(0o077);
  await runTold(async (parts) => {
    const { words, flags } = wordsOf(process.argv.slice(2));
    const [target] = words;
    if (!target || words.length > 1) throw new StartError(HELP);
    const config = parseConfig(readEnv());
    const key = await readKey(config.certificates.keyFile);
    const factorKey = await readFactorKey(config);
    const url = await reachDatabase(config, parts);

    const name = new Date().toISOString().slice(0, 19).replaceAll(':', '-').concat('Z');
    const whole = resolve(target, name);
    if (existsSync(whole)) throw new StartError(`이미 있습니다 · There is one already: ${whole}`);
    const folder = `${whole}.part`;
    mkdirSync(join(folder, 'database'), { recursive: true });
    parts.defer(() => rmSync(folder, { recursive: true, force: true }));
    const places = placesOf(folder);

    // rows first: every object that they name is there by then
    const rows = await dumpDatabase(url, folder);
    const signed = rows.tables.find(({ table }) => table === 'certificate_entries')?.rows ?? 0;
    if (!key && signed > 0) {
      throw new ConfigError(
        `CERTIFICATE_KEY_FILE: 이수증에 서명한 열쇠가 여기 없습니다 · The key that signed the certificates is not here: ${config.certificates.keyFile}. Run this where the API runs, or name a copy of the key.`,
      );
    }
    if (key) {
      copyFileSync(config.certificates.keyFile, places.certificateKey);
      chmodSync(places.certificateKey, 0o600);
    }
    const [sealed] = await ask(url, 'select 1 from second_factors where length(secret) <> 20 limit 1');
    if (!factorKey && sealed) {
      throw new ConfigError(
        `SECOND_FACTOR_KEY_FILE: 2단계 인증의 열쇠가 여기 없습니다 · The key of the second factors is not here: ${config.factorKeyFile}. Run this where the API runs, or name a copy of the key.`,
      );
    }
    if (factorKey) {
      copyFileSync(config.factorKeyFile, places.secondFactorKey);
      chmodSync(places.secondFactorKey, 0o600);
    }
    const media = flags.includes('--without-media') ? null : fileStorage(places.media);
    const kept = await keepObjects(openStorage(config.storage), folder, media);
    const backup: Backup = {
      format: 1,
      ...rows,
      ...kept,
      media: media !== null,
      certificateKey: key?.id ?? null,
      secondFactorKey: factorKey?.id ?? null,
    };
    writeFileSync(places.about, `${JSON.stringify(backup, null, 2)}\n`);
    renameSync(folder, whole);

    const count = rows.tables.reduce((sum, table) => sum + table.rows, 0);
    const megabytes = Math.round(kept.bytes / 1e6);
    process.stdout.write(
      `백업했습니다 · Backed up: ${whole}\n  행 ${count}개, 파일 ${kept.objects}개 ${megabytes} MB · ${count} rows, ${kept.objects} objects, ${megabytes} MB\n`,
    );
    const missing = media ? await missingFrom(whole, media) : [];
    if (missing.length > 0) {
      process.exitCode = 1;
      process.stderr.write(
        `행이 가리키는 파일 ${missing.length}개가 없습니다 · ${missing.length} objects that rows name are missing. What was deleted while this ran is no loss: back up again, then \`npm run verify\`.\n${missing.map((key) => `  ${key}\n`).join('')}`,
      );
    }
  });
}
