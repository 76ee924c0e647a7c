/** What of an archive was sent: an import that was interrupted goes on where it was. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Sent = {
  lectureId: string;
  /** address of its upload, once it was begun */
  upload?: string;
  /** the recording is its lecture's */
  uploaded?: boolean;
  /** its captions are, too */
  done?: boolean;
};

/** @param data the data folder @param root of the archive */
export function openMemory(data: string, root: string) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = join(data, 'imports', `${name}.json`);
  const sent = read(file);
  return {
    of: (recording: string): Sent | undefined => sent[recording],
    keep(recording: string, what: Sent): void {
      sent[recording] = what;
      mkdirSync(dirname(file), { recursive: true });
      // whole, or as it was before
      writeFileSync(`${file}.part`, JSON.stringify({ root, sent }, null, 2));
      renameSync(`${file}.part`, file);
    },
  };
}
export type Memory = ReturnType<typeof openMemory>;

function read(file: string): Record<string, Sent> {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { sent: Record<string, Sent> }).sent;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
