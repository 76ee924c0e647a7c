/** Whether one certificate is what was issued: from its entries and their signatures, each time it is asked. */
import { asc, eq, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import { certificateEntries, certificates } from '../database/schema/schema.ts';
import { type CertificateRow, type Entry, fitsEntries, GENESIS, hashOf } from './chain.ts';
import type { Verifier } from './key.ts';

export type Checked = { row: CertificateRow; verdict: 'valid' | 'revoked' | 'invalid' };

/** @returns null when no such number was issued */
export async function checkCertificate(
  db: Db,
  verifier: Pick<Verifier, 'verify'>,
  number: string,
): Promise<Checked | null> {
  const row = first(await db.select().from(certificates).where(eq(certificates.number, number)));
  if (!row) return null;
  const entries = await db
    .select()
    .from(certificateEntries)
    .where(eq(certificateEntries.number, number))
    .orderBy(asc(certificateEntries.id));
  for (const entry of entries) {
    if (!(await isGenuine(db, verifier, entry))) return { row, verdict: 'invalid' };
  }
  if (!fitsEntries(row, entries)) return { row, verdict: 'invalid' };
  return { row, verdict: row.revokedAt === null ? 'valid' : 'revoked' };
}

/** Whether our key signed an entry, and whether it stands where it stood in the chain. */
async function isGenuine(db: Db, { verify }: Pick<Verifier, 'verify'>, entry: Entry): Promise<boolean> {
  const { previousHash, hash, signature } = entry;
  if (!hash.equals(hashOf(previousHash, entry)) || !verify(hash, signature)) return false;
  const before = await rowsOf<{ hash: Buffer }>(
    db,
    sql`select hash from certificate_entries where id = ${entry.id - 1}`,
  );
  return previousHash.equals(entry.id === 1 ? GENESIS.hash : (first(before)?.hash ?? Buffer.alloc(0)));
}
