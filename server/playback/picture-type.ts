/** What a picture is by its first bytes: names and types that come with a file may say anything. Pure. */

const TYPES: readonly { type: string; at: number; bytes: string }[] = [
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  // RFC 9649 §2.4: RIFF, its size, WEBP
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
];

/** Its media type, or null when it is none that may become a poster. */
export function pictureType(file: Uint8Array): string | null {
  const text = Buffer.from(file.subarray(0, 12)).toString('latin1');
  return TYPES.find(({ at, bytes }) => text.startsWith(bytes, at))?.type ?? null;
}
