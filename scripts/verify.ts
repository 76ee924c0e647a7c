/** `npm run verify`: whether rows and objects are of one piece. */
import { parseConfig, readEnv } from '../server/config.ts';
import { openDatabase } from '../server/database/client.ts';
import { createLog } from '../server/log.ts';
import { openStorage } from '../server/storage/open.ts';
import { matchStorage, sweepable } from './backup/match.ts';
import { reachDatabase } from './platform/database.ts';
import { isHelp } from './platform/help.ts';
import { runTold, wordsOf } from './platform/told.ts';

const HELP = `Usage: npm run verify [-- --sweep]

데이터베이스의 행이 가리키는 파일이 저장소에 모두 있는지, 어느 행에도 속하지 않는 파일이 있는지 확인합니다.
Looks whether storage has every object that rows name, in its size, and lists what is there and belongs to no row.
The platform may run.

  --sweep   removes what belongs to no row, unless it was stored within the last day

Ends with 0 when all is there, 1 when something is missing, 2 when it could not be read.
Whether audit log and certificates are as they were written: npm run audit:verify
`;

if (!isHelp(HELP)) {
  await runTold(async (parts) => {
    const { flags } = wordsOf(process.argv.slice(2));
    const config = parseConfig(readEnv());
    const storage = openStorage(config.storage);
    await storage.check();
    const url = await reachDatabase(config, parts);
    const { db, close } = openDatabase(url, createLog('verify', { logLevel: 'silent' }), 2);
    parts.defer(close);
    const { named, missing, orphans } = await matchStorage(db, storage);
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    if (missing.length > 0) {
      process.exitCode = 1;
      say(
        `파일 ${missing.length}개가 없거나 크기가 다릅니다 · ${missing.length} of ${named} objects are missing or cut:`,
      );
      for (const key of missing) say(`  ${key}`);
    } else {
      say(`행이 가리키는 파일 ${named}개가 모두 있습니다 · All ${named} objects that rows name are there.`);
    }
    say(`행이 없는 파일 · Of no row: ${orphans.length}`);
    for (const { prefix, objects, bytes } of orphans) say(`  ${prefix}  ${objects}, ${bytes} B`);
    if (!flags.includes('--sweep')) return;
    const old = sweepable(orphans, new Date());
    for (const { prefix } of old) await storage.deletePrefix(prefix);
    say(`지웠습니다 · Removed: ${old.length}`);
  }, 2);
}
