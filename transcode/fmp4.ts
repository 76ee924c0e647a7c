/**
 * The few boxes of a fragmented MP4 (ISO/IEC 14496-12) that we must read or move. ffmpeg makes every
 * chunk as if the lecture began with it; shifting the decode times puts it in its place exactly, and
 * leaves the init segment the same for all chunks.
 */

type Box = { type: string; start: number; body: number; end: number };
/** Boxes that hold boxes, and the bytes before the first of them. */
const CONTAINERS: Record<string, number> = {
  ...{ moov: 0, trak: 0, mdia: 0, minf: 0, stbl: 0, mvex: 0, moof: 0, traf: 0 },
  ...{ stsd: 8, avc1: 78, mp4a: 28 },
};

/** All boxes of a type, wherever they are. @param bytes a whole init or media segment */
function find(bytes: Buffer, type: string, from = 0, to = bytes.length): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = size === 0 ? to : at + size;
    if (size === 1 || (size !== 0 && size < 8) || end > to) throw new Error(`box ${name} at ${at} is broken`);
    const body = at + 8;
    if (name === type) found.push({ type, start: at, body, end });
    const inside = CONTAINERS[name];
    if (inside !== undefined) found.push(...find(bytes, type, body + inside, end));
    at = end;
  }
  return found;
}

function one(bytes: Buffer, type: string): Box {
  const [box] = find(bytes, type);
  if (!box) throw new Error(`there is no box ${type}`);
  return box;
}

export type Init = {
  /** ticks a second of the track */
  timescale: number;
  /** RFC 6381, for CODECS */
  codecs: string;
};

/** @throws when it is no init segment of H.264 or AAC */
export function readInit(bytes: Buffer): Init {
  const mdhd = one(bytes, 'mdhd');
  const long = bytes[mdhd.body] === 1; // version 1: 64-bit times
  return {
    timescale: bytes.readUInt32BE(mdhd.body + (long ? 20 : 12)),
    codecs: find(bytes, 'avcC').length > 0 ? avcCodec(bytes) : aacCodec(bytes),
  };
}

/** `avc1.PPCCLL`: profile, constraints and level as the decoder configuration has them (RFC 6381 §3.3). */
function avcCodec(bytes: Buffer): string {
  const { body } = one(bytes, 'avcC');
  return `avc1.${bytes.toString('hex', body + 1, body + 4)}`;
}

/** `mp4a.40.N`: N is the audio object type, the first five bits of the AudioSpecificConfig. */
function aacCodec(bytes: Buffer): string {
  const esds = one(bytes, 'esds');
  const at = bytes.indexOf(Buffer.from([0x05]), esds.body + 4 + 5 + 13);
  let config = at + 1;
  while (config < esds.end && (bytes[config] ?? 0) & 0x80) config++; // length in groups of seven bits
  const type = (bytes[config + 1] ?? 0) >> 3;
  if (at < 0 || config >= esds.end || type === 0) throw new Error('there is no AudioSpecificConfig');
  return `mp4a.40.${type}`;
}

export type Fragment = {
  /** ticks at which its first sample is decoded */
  decodeTime: bigint;
  /** ticks it lasts */
  duration: number;
  /** ticks at which each sample is shown, in the order of decoding */
  shown: number[];
  /** whether its first sample can be decoded alone */
  sync: boolean;
};

/** What one media segment with one track and one fragment holds. */
export function readFragment(bytes: Buffer): Fragment {
  const tfhd = one(bytes, 'tfhd');
  const tfdt = one(bytes, 'tfdt');
  const trun = one(bytes, 'trun');
  const defaults = readDefaults(bytes, tfhd.body);
  const flags = bytes.readUInt32BE(trun.body) & 0xffffff;
  const samples = bytes.readUInt32BE(trun.body + 4);
  let at = trun.body + 8 + (flags & 0x1 ? 4 : 0);
  const firstFlags = flags & 0x4 ? bytes.readUInt32BE(at) : null;
  if (flags & 0x4) at += 4;
  const decodeTime =
    bytes[tfdt.body] === 1 ? bytes.readBigUInt64BE(tfdt.body + 4) : BigInt(bytes.readUInt32BE(tfdt.body + 4));
  let duration = 0;
  const shown: number[] = [];
  let sync = isSync(firstFlags ?? defaults.flags);
  for (let sample = 0; sample < samples; sample++) {
    const decoded = duration;
    duration += flags & 0x100 ? bytes.readUInt32BE(at) : defaults.duration;
    if (flags & 0x100) at += 4;
    if (flags & 0x200) at += 4;
    if (flags & 0x400) {
      if (sample === 0 && firstFlags === null) sync = isSync(bytes.readUInt32BE(at));
      at += 4;
    }
    shown.push(Number(decodeTime) + decoded + (flags & 0x800 ? bytes.readInt32BE(at) : 0));
    if (flags & 0x800) at += 4;
  }
  return { decodeTime, duration, shown, sync };
}

function readDefaults(bytes: Buffer, body: number): { duration: number; flags: number } {
  const flags = bytes.readUInt32BE(body) & 0xffffff;
  let at = body + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const duration = flags & 0x8 ? bytes.readUInt32BE(at) : 0;
  at += (flags & 0x8 ? 4 : 0) + (flags & 0x10 ? 4 : 0);
  return { duration, flags: flags & 0x20 ? bytes.readUInt32BE(at) : 0 };
}

/** sample_is_non_sync_sample is bit 16 of the sample's flags (§8.8.3.1). */
const isSync = (flags: number) => (flags & 0x10000) === 0;

/** Moves a segment in time, in place. @param ticks of the track, later; @param sequence from 1 */
export function placeFragment(bytes: Buffer, ticks: bigint, sequence: number): void {
  const tfdt = one(bytes, 'tfdt');
  if (bytes[tfdt.body] !== 1) throw new Error('tfdt has 32 bits only');
  bytes.writeBigUInt64BE(bytes.readBigUInt64BE(tfdt.body + 4) + ticks, tfdt.body + 4);
  bytes.writeUInt32BE(sequence, one(bytes, 'mfhd').body + 4);
}

/** Makes a segment one of its first sample alone, in place: ffmpeg passes over what else is in it. */
export function keepFirstSample(bytes: Buffer): void {
  bytes.writeUInt32BE(1, one(bytes, 'trun').body + 4);
}
