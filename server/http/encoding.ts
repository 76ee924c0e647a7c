/** Encodings of answers that are kept encoded: what is sent again and again is compressed once. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** In the order in which they are chosen. */
const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** As good as answers that are compressed anew each time: what is smaller takes several times as long. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * What somebody takes, as browsers say it. Null = nothing of these, or said with weights (RFC 9110 §12.5.3), which is
 * for the compression of all other answers to read. Pure.
 * @param header Accept-Encoding
 */
export function encodingOf(header: string | undefined): Encoding | null {
  if (!header || header.includes(';')) return null;
  const taken = header.split(',').map((one) => one.trim().toLowerCase());
  return ENCODINGS.find((one) => taken.includes(one)) ?? null;
}

/** On a thread of its own. */
export const encoded = (bytes: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br' ? promisify(brotliCompress)(bytes, QUALITY) : promisify(gzip)(bytes);
