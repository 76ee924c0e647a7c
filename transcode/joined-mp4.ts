/** Whether an MP4 is several recordings written one after the other, each with an index of its own. */
import { open } from 'node:fs/promises';

/** Boxes of an MP4 that are looked at: a fragmented one has two for each fragment. */
const MOST_BOXES = 100_000;

/**
 * Looks for a second beginning or index (`ftyp`, `moov`) among the outermost boxes of an MP4 (ISO/IEC 14496-12 §4.2):
 * players and ffmpeg take the first alone. What is no box, as a camera's padding, ends the search.
 * @returns bytes into the file where the later part was met first, or null
 */
export async function secondMovieAt(path: string): Promise<number | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const met = new Set<string>();
    const header = Buffer.alloc(16);
    for (let at = 0, boxes = 0; at + 8 <= size && boxes < MOST_BOXES; boxes++) {
      const { bytesRead } = await file.read(header, 0, 16, at);
      const type = header.toString('latin1', 4, 8);
      const told = header.readUInt32BE(0);
      const length = told === 1 && bytesRead === 16 ? Number(header.readBigUInt64BE(8)) : told;
      if (length < 8) return null; // 0: to the end of the file
      if (type === 'ftyp' || type === 'moov') {
        if (met.has(type)) return at;
        met.add(type);
      }
      at += length;
    }
    return null;
  } finally {
    await file.close();
  }
}
