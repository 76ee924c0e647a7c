/** Mail where there is no SMTP: each one a file that can be read with any editor. */
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../errors.ts';
import { type Mailer, oneLine } from './mail.ts';
import type { MailConfig } from './settings.ts';

/** Writes into a folder that it makes, and that only the platform's own user may read. The same mail twice is one file. */
export function fileMailer(folder: string, address: MailConfig['from'], clock: () => Date): Mailer {
  return {
    async send({ id, from, to, subject, text }) {
      const head = [
        `Date: ${clock().toISOString()}`,
        `From: ${oneLine(from)} <${address}>`,
        `To: ${oneLine(to)}`,
        `Subject: ${oneLine(subject)}`,
      ];
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${id}.txt`);
      await writeFile(`${file}.part`, `${head.join('\n')}\n\n${text}`, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
  };
}

/** Removes mails that were written before then. @returns how many */
export async function sweepMails(folder: string, before: Date): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const file = join(folder, name);
    // another process removes them too
    const written = await stat(file).catch(() => null);
    if (!written || written.mtime >= before) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}
