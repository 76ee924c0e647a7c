/** The file that is sent: bytes that nothing can make smaller. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

export type BenchFile = { path: string; bytes: number; sha256: string };

const PIECE = 8 * 1024 ** 2;

/** @param gigabytes of 10⁹ bytes */
export async function makeFile(folder: string, gigabytes: number): Promise<BenchFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'recording.mp4');
  const bytes = Math.round(gigabytes * 1e9);
  const hash = createHash('sha256');
  const piece = randomBytes(PIECE);
  const file = await open(path, 'w');
  try {
    for (let at = 0; at < bytes; at += PIECE) {
      // every piece is another
      piece.writeDoubleBE(at, 0);
      const part = piece.subarray(0, Math.min(PIECE, bytes - at));
      hash.update(part);
      await file.write(part);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, bytes, sha256: hash.digest('hex') };
}
