/** The schema that a backup's rows fit: migrations of this version, up to the one that was the last then. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS, migrate } from '../../server/database/migrate.ts';
import { StartError } from '../platform/start-error.ts';

type Journal = { entries: { when: number; tag: string }[] };
const readJournal = (): Journal =>
  JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8'));

/** Time, in the journal, of this version's last migration. */
export const lastMigration = (): number => readJournal().entries.at(-1)?.when ?? 0;

/** Name of the migration with that time in the journal. @throws {StartError} when this version has none */
export function migrationAt(when: number): string {
  const entry = readJournal().entries.find((one) => one.when === when);
  if (entry) return entry.tag;
  throw new StartError(
    '데이터베이스가 이 버전의 것이 아닙니다 · The database is of another version: run this with the version that serves it.',
  );
}

/**
 * Brings a database to the schema that held after a migration.
 * @throws {StartError} when this version does not have it
 */
export async function migrateTo(databaseUrl: string, tag: string): Promise<void> {
  const journal = readJournal();
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  if (last < 0) {
    throw new StartError(
      `더 새로운 버전의 백업입니다 · A later version made this backup (${tag}): restore it with that version.`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'madang-migrations-'));
  try {
    mkdirSync(join(folder, 'meta'));
    const entries = journal.entries.slice(0, last + 1);
    writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
    for (const entry of entries)
      cpSync(join(MIGRATIONS, `${entry.tag}.sql`), join(folder, `${entry.tag}.sql`));
    await migrate(databaseUrl, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
