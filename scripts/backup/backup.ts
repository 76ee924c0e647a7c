/**
 * What a backup is: a folder of its own for each, beside the media, of which all of them share one copy.
 *
 *     media/<key>                     objects, as storage has them; none changes once it is written
 *     2026-11-30T02-00-00Z/
 *       backup.json                   what this file calls a Backup; written last
 *       database/<table>.copy.gz      rows as PostgreSQL's COPY writes them
 *       named.jsonl.gz                objects that rows name, a line for each recording or other owner
 *       objects.jsonl.gz              objects there were, a line for each
 *       certificate-key.pem           what certificates are signed with
 *       second-factor-key             what second factors are kept under
 */
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StartError } from '../platform/start-error.ts';

/** Rows of one table, in a file of `database`. */
export type Dumped = { table: string; columns: string[]; rows: number };

export type Backup = {
  format: 1;
  /** of the moment that all rows are of */
  at: string;
  /** the last migration of the database */
  migration: string;
  tables: Dumped[];
  /** objects there were, and their bytes */
  objects: number;
  bytes: number;
  /** whether they are beside the backup, or in a copy of the bucket that somebody else keeps */
  media: boolean;
  /** name of the key in certificate-key.pem; null = nothing was signed yet */
  certificateKey: string | null;
  /** name of the key in second-factor-key; null = there is no second factor; missing in backups of before there was one */
  secondFactorKey?: string | null;
};

/** An object as the inventory has it. */
export type Listed = { key: string; bytes: number; contentType: string };

export const placesOf = (folder: string) => ({
  about: join(folder, 'backup.json'),
  rows: (table: string) => join(folder, 'database', `${table}.copy.gz`),
  named: join(folder, 'named.jsonl.gz'),
  objects: join(folder, 'objects.jsonl.gz'),
  certificateKey: join(folder, 'certificate-key.pem'),
  secondFactorKey: join(folder, 'second-factor-key'),
  media: join(folder, '..', 'media'),
});

/** @throws {StartError} when it is none, or not of this kind */
export function readBackup(folder: string): Backup {
  let backup: Backup;
  try {
    backup = JSON.parse(readFileSync(placesOf(folder).about, 'utf8'));
  } catch (cause) {
    throw new StartError(
      `백업이 아니거나 끝까지 만들어지지 않았습니다 · This is no backup, or it was not finished: ${folder}`,
      { cause },
    );
  }
  if (backup.format === 1) return backup;
  throw new StartError(
    `더 새로운 버전의 백업입니다 · A later version made this backup: restore it with that version.`,
  );
}

export async function writeLines(path: string, lines: AsyncIterable<object>): Promise<void> {
  const texts = async function* () {
    for await (const line of lines) yield `${JSON.stringify(line)}\n`;
  };
  await pipeline(Readable.from(texts()), createGzip(), createWriteStream(path));
}

/** As writeLines wrote them. @throws when the file is damaged */
export async function* readLines<T>(path: string): AsyncIterable<T> {
  const file = createReadStream(path);
  const plain = createGunzip();
  const reading = pipeline(file, plain);
  reading.catch(() => {}); // awaited below
  for await (const line of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield JSON.parse(line) as T;
  }
  await reading;
}
