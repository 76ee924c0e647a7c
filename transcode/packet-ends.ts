/** Where the packets of a file end, whether there is anything in the last of them, and where keys are among those. Pure. */

/** What ffprobe is asked for. */
export const PACKETS = [
  ...['-show_entries', 'packet=stream_index,pts_time,duration_time,size,flags,data_hash'],
  ...['-show_data_hash', 'adler32', '-of', 'csv'],
];

/** Bytes of a packet that may be zeros in a picture that is well: some codecs have one byte for `as before`. */
const FEW_BYTES = 8;

type PacketLine = { stream: number; pts: number; end: number; key: boolean; zeros: boolean };

/**
 * Reads lines `packet,stream,pts,duration,bytes,flags,adler32:sum`, seconds. Packets without a time are left out, and the
 * rest of a line whose beginning was no longer kept.
 */
export function readPacketLines(csv: string): PacketLine[] {
  const packets: PacketLine[] = [];
  for (const line of csv.split('\n')) {
    const [section, stream, pts, duration, size, ...more] = line.split(',');
    const [from, seconds, bytes] = [pts, duration, size].map((word) => Number.parseFloat(word ?? ''));
    if (section !== 'packet' || from === undefined || !Number.isFinite(from)) continue;
    const end = from + (Number.isFinite(seconds) ? (seconds ?? 0) : 0);
    const sum = more.find((word) => word.startsWith('adler32:'));
    const key = more[0]?.startsWith('K') ?? false;
    packets.push({ stream: Number(stream), pts: from, end, key, zeros: areZeros(bytes ?? 0, sum) });
  }
  return packets;
}

/** Adler-32 begins with 1 and 0, adds each byte to the first, and that to the second (RFC 1950 §8.2). */
function areZeros(bytes: number, sum: string | undefined): boolean {
  return bytes > FEW_BYTES && Number.parseInt(sum?.split(':')[1] ?? '', 16) === (bytes % 65_521) * 65_536 + 1;
}

/**
 * Whether the file ends before what it says it holds, by what ffprobe complains of: a packet of an MP4's index lies behind
 * the end, an element of Matroska goes on there. Other containers do not tell.
 */
export function isCutOff(complaints: string): boolean {
  return /partial file|File ended prematurely/.test(complaints);
}

/** The greatest end by stream. */
export function endsOf(packets: readonly PacketLine[]): Map<number, number> {
  const ends = new Map<number, number>();
  for (const { stream, end } of packets) {
    ends.set(stream, Math.max(ends.get(stream) ?? Number.NEGATIVE_INFINITY, end));
  }
  return ends;
}

/** Seconds between the two key frames in a row that are furthest apart; 0 where fewer than two are listed. */
export function keysApart(packets: readonly PacketLine[], stream: number): number {
  const keys = packets.filter((one) => one.stream === stream && one.key).map(({ pts }) => pts);
  return Math.max(0, ...keys.slice(1).map((pts, nth) => pts - (keys[nth] ?? pts)));
}

/**
 * Seconds at the end of a picture whose packets hold nothing but zeros, as in a copy that was given its length
 * first and then broken off: the index is whole, what it leads to is not. Infinite where none of these holds more.
 * Of sound that would say nothing: silence may be zeros.
 */
export function zerosAtEnd(packets: readonly PacketLine[], stream: number): number {
  const picture = packets.filter((one) => one.stream === stream);
  if (picture.length === 0) return 0;
  const endOf = (some: PacketLine[]) => endsOf(some).get(stream) ?? Number.NEGATIVE_INFINITY;
  return endOf(picture) - endOf(picture.filter(({ zeros }) => !zeros));
}
