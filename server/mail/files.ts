/** Mail where there is no SMTP: each one a file that can be read with any editor. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mailer, oneLine } from './mail.ts';
import type { MailConfig } from './settings.ts';

/** Writes into a folder that it makes, and that only the platform's own user may read. The same mail twice is one file. */
export function fileMailer(folder: string, from: MailConfig['from'], clock: () => Date): Mailer {
  return {
    async send({ id, to, subject, text }) {
      const head = [
        `Date: ${clock().toISOString()}`,
        `From: ${oneLine(from.name)} <${from.address}>`,
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
