/** Codes of authenticator apps: HOTP (RFC 4226) by the clock (RFC 6238), with what every app takes: SHA-1, 6 digits, 30 s. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
/** Steps by which a telephone's clock may be wrong. */
const WINDOW = 1;

/** RFC 4226 §5.3. @param counter of the code: up to 2^53 */
export function hotp(secret: Buffer, counter: number, digits = 6): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(message).digest();
  // dynamic truncation: 31 bits from where the last four say
  const number = mac.readUInt32BE(mac.readUInt8(19) & 0x0f) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** RFC 6238 §4.2 */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/**
 * The time step that a code is of, around now.
 * @param after the step whose code was taken last: neither it nor an earlier one is taken again
 * @returns null when it is of none
 */
export function stepOfCode(secret: Buffer, code: string, now: Date, after: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const nearest = stepOf(now);
  for (let step = Math.max(after + 1, nearest - WINDOW); step <= nearest + WINDOW; step++) {
    if (timingSafeEqual(Buffer.from(hotp(secret, step)), Buffer.from(code))) return step;
  }
  return null;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, of whole groups of five bytes. */
export const base32 = (bytes: Buffer): string =>
  (bytes.toString('hex').match(/.{10}/g) ?? [])
    .map((group) => BigInt(`0x${group}`).toString(32).padStart(8, '0'))
    .join('')
    .replace(/./g, (digit) => BASE32[Number.parseInt(digit, 32)] ?? '');

/** What a QR code tells an app. @param issuer whose account it is, as the app shows it */
export function otpauthUri(secret: Buffer, issuer: string, email: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
