/** Walks the chain of certificates from its beginning to its end, and looks at every certificate beside it. */
import { asc, gt, inArray, notExists, sql } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { certificateEntries, certificates } from '../database/schema/schema.ts';
import { fitsEntries, GENESIS, hashOf } from './chain.ts';
import type { Verifier } from './key.ts';

/** Entries in memory at a time. */
const AT_ONCE = 1000;

export type Verdict = {
  /** entries that fit */
  entries: number;
  /** the last entry that fits */
  last: { id: number; hash: string };
  /** the first thing that does not fit: an entry of the chain, or a certificate */
  fault:
    | { id: number; kind: 'missing' | 'detached' | 'changed' | 'forged' }
    | { number: string; kind: 'certificate' }
    | null;
};

/** Reads at one moment, and goes on no further than the first that does not fit. */
export function verifyCertificates(db: Db, verifier: Pick<Verifier, 'verify'>): Promise<Verdict> {
  return db.transaction((tx) => walk(tx, verifier), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function walk(tx: Db, verifier: Pick<Verifier, 'verify'>): Promise<Verdict> {
  let last: typeof GENESIS = GENESIS;
  const verdict = (fault: Verdict['fault']): Verdict => ({
    ...{ entries: last.id, last: { id: last.id, hash: last.hash.toString('hex') }, fault },
  });
  for (;;) {
    const { id } = certificateEntries;
    const some = tx.select().from(certificateEntries).where(gt(id, last.id)).orderBy(asc(id)).limit(AT_ONCE);
    const rows = await some;
    for (const entry of rows) {
      if (entry.id !== last.id + 1) return verdict({ id: last.id + 1, kind: 'missing' });
      if (!entry.previousHash.equals(last.hash)) return verdict({ id: entry.id, kind: 'detached' });
      if (!entry.hash.equals(hashOf(last.hash, entry))) return verdict({ id: entry.id, kind: 'changed' });
      if (!verifier.verify(entry.hash, entry.signature)) return verdict({ id: entry.id, kind: 'forged' });
      last = { id: entry.id, hash: entry.hash };
    }
    const numbers = [...new Set(rows.map(({ number }) => number))];
    const number = await misfit(tx, numbers);
    if (number !== null) return verdict({ number, kind: 'certificate' });
    if (rows.length < AT_ONCE) break;
  }
  const stray = await tx
    .select({ number: certificates.number })
    .from(certificates)
    .where(
      notExists(
        tx
          .select({ id: certificateEntries.id })
          .from(certificateEntries)
          .where(sql`${certificateEntries.number} = ${certificates.number}`),
      ),
    )
    .limit(1);
  const forged = first(stray);
  return verdict(forged && { number: forged.number, kind: 'certificate' });
}

/** The first of these whose certificate is not what its entries say, or is not there; null when all are. */
async function misfit(tx: Db, numbers: string[]): Promise<string | null> {
  if (numbers.length === 0) return null;
  const rows = await tx.select().from(certificates).where(inArray(certificates.number, numbers));
  const entries = await tx
    .select()
    .from(certificateEntries)
    .where(inArray(certificateEntries.number, numbers));
  const byNumber = Map.groupBy(entries, ({ number }) => number);
  const wrong = numbers.find((number) => {
    const row = rows.find((one) => one.number === number);
    return !row || !fitsEntries(row, byNumber.get(number) ?? []);
  });
  return wrong ?? null;
}
