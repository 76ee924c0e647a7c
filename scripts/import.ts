/** `npm run import -- FOLDER|CSV`: takes an archive of recordings into the platform that runs. */
import { asc, eq, or, sql } from 'drizzle-orm';
import { limitsOf } from '../server/accounts/session-limits.ts';
import { deleteSession } from '../server/accounts/session-queries.ts';
import { cookieName, openSession, SESSION_COOKIE } from '../server/accounts/sessions.ts';
import { type Config, parseConfig, readEnv } from '../server/config.ts';
import type { UploadLimits } from '../server/contract/recordings.ts';
import { type Db, openDatabase } from '../server/database/client.ts';
import { accounts } from '../server/database/schema/schema.ts';
import { createLog } from '../server/log.ts';
import { COLUMN_NAMES } from './import/entries.ts';
import { openMemory } from './import/memory.ts';
import { readArchive } from './import/read.ts';
import { coursesBy, send } from './import/send.ts';
import { type Api, apiClient } from './platform/api-client.ts';
import { reachDatabase } from './platform/database.ts';
import { isHelp } from './platform/help.ts';
import { StartError } from './platform/start-error.ts';
import { runTold, wordsOf } from './platform/told.ts';

const HELP = `Usage: npm run import -- FOLDER|CSV [--as=E-MAIL]

쌓아 둔 영상을 한꺼번에 올립니다. 강의는 비공개로 만들어지며, 확인한 뒤 스튜디오에서 여러 개를 한 번에 공개할 수 있습니다.
Takes an archive of recordings into the platform, which has to run. Lectures are drafts until somebody publishes them.
Interrupted, it goes on where it was when it is run again; what was taken before is not taken twice.

  FOLDER          all recordings in it. A name such as 03_새로운_공공의_등장_홍길동.mp4 tells order, title and instructor;
                  the folder around it is its course; captions are named as it is: …홍길동.srt, …홍길동.en.vtt
  CSV             a table in UTF-8 or EUC-KR, whose first row names its columns; paths begin where it lies. All columns
                  but the first may be missing: ${COLUMN_NAMES}
  --as=E-MAIL     whose lectures they are: staff or an administrator; else the first administrator's

Ends with 0 when all is there, 1 when something is not: the report at the end says what, and why.
`;

/** Four weeks: a great archive takes longer than staff stay signed in. One that is killed leaves a session that ends by its quiet. */
const LONGEST_SECONDS = 28 * 24 * 3600;

if (!isHelp(HELP)) {
  await runTold(async (parts) => {
    const { words, flags } = wordsOf(process.argv.slice(2));
    const [path] = words;
    if (!path || words.length > 1) throw new StartError(HELP);
    const email = flags.find((flag) => flag.startsWith('--as='))?.slice('--as='.length) ?? null;
    const config = parseConfig(readEnv());
    const { db, close } = openDatabase(await reachDatabase(config, parts), createLog('import', config), 1);
    parts.defer(close);
    const api = await openApi(db, config, await ownerOf(db, email), parts);
    const { extensions } = await api.call<UploadLimits>('GET', '/api/upload-limits');
    const { root, entries, faults } = await readArchive(path, extensions);
    const target = { api, root, memory: openMemory(config.data, root), courses: await coursesBy(api) };
    let [taken, there] = [0, 0];
    for (const [at, entry] of entries.entries()) {
      const { title } = entry.lecture;
      try {
        const isNew = await send(target, entry);
        if (isNew) taken += 1;
        else there += 1;
        say(
          `${at + 1}/${entries.length}  ${isNew ? '올렸습니다 · taken' : '이미 있습니다 · there'}  ${title}`,
        );
      } catch (error) {
        const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        faults.push({ recording: entry.recording, why });
        say(`${at + 1}/${entries.length}  올리지 못했습니다 · not taken  ${title}`);
      }
    }
    say(
      `\n올렸습니다 · taken ${taken}, 이미 있습니다 · there ${there}, 올리지 못했습니다 · not taken ${faults.length}`,
    );
    for (const { recording, why } of faults) say(`  ${recording}: ${why}`);
    if (entries.length + faults.length === 0) {
      say(`영상이 없습니다 · There are no recordings: ${extensions.join(', ')}`);
    }
    if (faults.length > 0 || entries.length === 0) process.exitCode = 1;
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

type Owner = Pick<typeof accounts.$inferSelect, 'id' | 'role'>;

async function ownerOf(db: Db, email: string | null): Promise<Owner> {
  const isStaff = or(eq(accounts.role, 'staff'), eq(accounts.role, 'administrator'));
  const [owner] = await db
    .select({ id: accounts.id, role: accounts.role })
    .from(accounts)
    .where(
      email === null
        ? eq(accounts.role, 'administrator')
        : sql`${isStaff} and lower(${accounts.email}) = ${email.toLowerCase()}`,
    )
    .orderBy(asc(accounts.createdAt))
    .limit(1);
  if (owner) return owner;
  throw new StartError(`담당자나 관리자의 계정이 아닙니다 · No account of staff: ${email ?? '–'}`);
}

/** The API of the settings, as the owner; the session ends with the work. */
async function openApi(
  db: Db,
  { host, port, publicUrl }: Config,
  { id, role }: Owner,
  parts: AsyncDisposableStack,
): Promise<Api> {
  const origin = `http://${/^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host}:${port}`;
  const isThere = await fetch(`${origin}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isThere) throw new StartError(`마당이 켜져 있지 않습니다 · The platform does not run at ${origin}.`);
  const limits = { ...limitsOf(role), total: LONGEST_SECONDS };
  const token = await openSession({ db, clock: () => new Date() }, id, limits);
  parts.defer(() => deleteSession(db, token));
  return apiClient(origin, `${cookieName(publicUrl, SESSION_COOKIE)}=${token}`);
}
