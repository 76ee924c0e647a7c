/** What is in a segment beyond its boxes. */

/** Type of the NAL unit of a segment's first slice (H.264 §7.3.1, §7.4.1): 5 is IDR. Lengths have four bytes. */
export function firstSlice(bytes: Buffer): number {
  let box = 0;
  while (bytes.toString('latin1', box + 4, box + 8) !== 'mdat') box += bytes.readUInt32BE(box);
  for (let unit = box + 8; unit < bytes.length; unit += 4 + bytes.readUInt32BE(unit)) {
    const type = bytes.readUInt8(unit + 4) & 0x1f;
    if (type >= 1 && type <= 5) return type;
  }
  return 0;
}
