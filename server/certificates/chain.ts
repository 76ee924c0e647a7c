/** How issues and revocations are bound together, and to what they are of: SHA-256 of texts anybody can write again. Pure. */
import { createHash } from 'node:crypto';
import type { certificateEntries, certificates } from '../database/schema/schema.ts';

export type CertificateRow = typeof certificates.$inferSelect;
export type Entry = typeof certificateEntries.$inferSelect;

/** Where the chain begins. */
export const GENESIS: Pick<Entry, 'id' | 'hash'> = { id: 0, hash: Buffer.alloc(32) };

/** Whose it is and their name, salted: it tells nothing once the salt is gone. */
export const nameDigestOf = (salt: Buffer, accountId: string, name: string): Buffer =>
  sha256(`${salt.toString('hex')}\n${JSON.stringify([accountId, name])}`);

/** All that was issued, the name by its digest. */
export function issuedDigest(
  row: Omit<CertificateRow, 'accountId' | 'name' | 'nameSalt' | 'revokedAt' | 'revokedReason'>,
) {
  const { number, code, ruleId, nameDigest, courseTitle, courseTitleEn, firstDay, lastDay, seconds } = row;
  return sha256(
    JSON.stringify([
      ...[number, code, ruleId, nameDigest.toString('hex'), courseTitle, courseTitleEn, firstDay, lastDay],
      ...[seconds, row.issuer, row.issuedAt.toISOString()],
      // it was not written down before
      ...(row.institution === null ? [] : [row.institution]),
    ]),
  );
}

/** When and why it was revoked. */
export const revokedDigest = (number: string, at: Date, reason: string): Buffer =>
  sha256(JSON.stringify([number, at.toISOString(), reason]));

/** Of the hash before, and the entry as one line of JSON. */
export function hashOf(previous: Buffer, entry: Omit<Entry, 'previousHash' | 'hash' | 'signature'>): Buffer {
  const { id, at, event, number, digest, keyId } = entry;
  const line = JSON.stringify([id, at.toISOString(), event, number, digest.toString('hex'), keyId]);
  return sha256(`${previous.toString('hex')}\n${line}`);
}

/**
 * Whether a certificate is what its entries say. Those are known to be genuine; a name that its owner took along
 * is not asked for.
 */
export function fitsEntries(
  row: CertificateRow,
  entries: readonly Pick<Entry, 'event' | 'digest'>[],
): boolean {
  const digestOf = (event: Entry['event']) => entries.find((entry) => entry.event === event)?.digest ?? null;
  const { accountId, name, nameSalt, revokedAt, revokedReason } = row;
  const named = accountId !== null && name !== null && nameSalt !== null;
  if (named && !nameDigestOf(nameSalt, accountId, name).equals(row.nameDigest)) return false;
  if (!digestOf('issued')?.equals(issuedDigest(row))) return false;
  const revoked = digestOf('revoked');
  if (revokedAt === null || revokedReason === null) return revoked === null;
  return revoked?.equals(revokedDigest(row.number, revokedAt, revokedReason)) ?? false;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
