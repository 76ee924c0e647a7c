/** Whether an MPEG-TS is several recordings written one after the other, each with a clock of its own. */
import { open } from 'node:fs/promises';

/** So much is read of a file of any size: blocks evenly spaced, each longer than most pictures. */
const BLOCKS = 64;
const BLOCK_BYTES = 1024 ** 2;
/** Ticks a second, and where the clock goes round (ISO/IEC 13818-1 §2.4.3.7). */
const TICKS = 90_000;
const ROUND = 2 ** 33;
/**
 * How far the clock may go back, since pictures are not written in the order in which they are shown: by so many of
 * the steps that it took before (H.264 and H.265 put at most 16 pictures back), and within these seconds.
 */
const BACK = { steps: 16, least: 2, most: 10 };

/**
 * Looks for a clock that begins anew, as when the clips of a camcorder's card were joined byte by
 * byte. A part of which no block meets two pictures, and one that begins after the last one ended, are not seen.
 * @returns bytes into the file where the later part was met first, or null
 */
export async function joinAt(path: string): Promise<number | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const times: Time[] = [];
    let pid: number | null = null;
    for (const from of blocksOf(size)) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(BLOCK_BYTES), 0, BLOCK_BYTES, from);
      const found = pictureTimes(buffer.subarray(0, bytesRead), pid);
      pid ??= found[0]?.pid ?? null;
      times.push(...found.map(({ at, pts }) => ({ at: from + at, pts })));
    }
    return goesBack(times);
  } finally {
    await file.close();
  }
}

/** Where the blocks begin, the first and the last of the file among them. Pure. */
function blocksOf(size: number): number[] {
  const count = Math.min(BLOCKS, Math.ceil(size / BLOCK_BYTES));
  const last = Math.max(0, size - BLOCK_BYTES);
  return Array.from({ length: count }, (_, i) => (count > 1 ? Math.floor((last * i) / (count - 1)) : 0));
}

type Time = { at: number; pts: number };

/**
 * The byte of the first time from which on the clock is back for good, or null. One time alone may be damaged, so
 * two in a row must be long before the two ahead of them. Pure.
 */
export function goesBack(times: readonly Time[]): number | null {
  const read: Time[] = [];
  for (const time of times) {
    // blocks of a small file overlap: what was read before is no news
    if (time.at > (read.at(-1)?.at ?? -1)) read.push(time);
  }
  const found = read.findIndex((_, nth) => {
    const before = read.slice(Math.max(0, nth - 2), nth);
    const after = read.slice(nth, nth + 2);
    if (before.length < 2 || after.length < 2) return false;
    const back = ticksBack(read.slice(Math.max(0, nth - 1 - BACK.steps), nth));
    return after.every((later) => before.every((earlier) => behind(later, earlier) > back));
  });
  return read[found]?.at ?? null;
}

/** Ticks the clock may go back after these times. */
function ticksBack(times: readonly Time[]): number {
  const steps = times.slice(1).map((time, nth) => Math.abs(behind(time, times[nth] as Time)));
  const usual = steps.sort((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
  return Math.min(Math.max(BACK.steps * usual, BACK.least * TICKS), BACK.most * TICKS);
}

/** Ticks that a time is behind another, on a clock that goes round; less than 0 when it is ahead. */
function behind({ pts }: Time, other: Time): number {
  const ticks = (other.pts - pts + ROUND) % ROUND;
  return ticks < ROUND / 2 ? ticks : ticks - ROUND;
}

/**
 * The presentation times of the pictures of one stream that begin in a block, in 90 kHz ticks. Pure.
 * @param wanted the stream's PID; null = of the first that is met
 */
function pictureTimes(block: Buffer, wanted: number | null): { at: number; pid: number; pts: number }[] {
  const times = [];
  let pid = wanted;
  const length = packetLength(block);
  let at = 0;
  while (at + 188 <= block.length) {
    const next = at + length;
    if (block[at] !== 0x47 || (next < block.length && block[next] !== 0x47)) {
      at += 1;
      continue;
    }
    const found = pictureTime(block.subarray(at, at + 188));
    if (found && (pid === null || found.pid === pid)) {
      pid = found.pid;
      times.push({ at, ...found });
    }
    at = next;
  }
  return times;
}

/** 192 in what cameras write (M2TS: 4 bytes of arrival time before each packet), otherwise 188. */
function packetLength(block: Buffer): number {
  const run = (length: number) =>
    Array.from({ length }, (_, at) => at).some((at) =>
      [0, 1, 2, 3, 4].every((packet) => block[at + packet * length] === 0x47),
    );
  return !run(188) && run(192) ? 192 : 188;
}

/** What a packet says if the PES packet of a picture begins in it with a time. */
function pictureTime(packet: Buffer): { pid: number; pts: number } | null {
  const header = packet.readUInt32BE(0);
  const damaged = (header & 0x80_0000) !== 0;
  const begins = (header & 0x40_0000) !== 0;
  const scrambled = (header & 0xc0) !== 0;
  if (damaged || !begins || scrambled || (header & 0x10) === 0) return null;
  const start = 4 + ((header & 0x20) !== 0 ? 1 + packet.readUInt8(4) : 0);
  if (start + 14 > packet.length || packet.readUIntBE(start, 3) !== 1) return null;
  const stream = packet.readUInt8(start + 3);
  if (stream < 0xe0 || stream > 0xef || (packet.readUInt8(start + 7) & 0x80) === 0) return null;
  const pts = packet.subarray(start + 9);
  const [high, middle, low] = [pts.readUInt8(0), pts.readUInt16BE(1), pts.readUInt16BE(3)];
  if ((high & 1) + (middle & 1) + (low & 1) !== 3) return null;
  return {
    pid: (header >>> 8) & 0x1fff,
    pts: ((high >> 1) & 7) * 2 ** 30 + (middle >> 1) * 2 ** 15 + (low >> 1),
  };
}
