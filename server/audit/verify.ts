/** Walks the audit log's chain from its beginning to its end. */
import { asc, gt } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { auditAnchor, auditEntries } from '../database/schema/schema.ts';
import { GENESIS, hashOf } from './chain.ts';

/** Entries in memory at a time. */
const AT_ONCE = 1000;

export type Verdict = {
  /** entries that fit */
  entries: number;
  /** the last entry that fits: with its hash noted elsewhere, nobody can shorten or rewrite the log unseen */
  last: { id: number; hash: string };
  /** the first entry that does not fit, and in what; null = all fit */
  fault: { id: number; kind: 'missing' | 'detached' | 'changed' } | null;
};

/** Reads at one moment, and goes on no further than the first entry that does not fit. */
export function verifyLog(db: Db): Promise<Verdict> {
  return db.transaction(walk, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

async function walk(tx: Db): Promise<Verdict> {
  let last: typeof GENESIS = first(await tx.select().from(auditAnchor)) ?? GENESIS;
  let entries = 0;
  const verdict = (fault: Verdict['fault']): Verdict => ({
    ...{ entries, last: { id: last.id, hash: last.hash.toString('hex') }, fault },
  });
  for (;;) {
    const { id } = auditEntries;
    const rows = await tx.select().from(auditEntries).where(gt(id, last.id)).orderBy(asc(id)).limit(AT_ONCE);
    for (const entry of rows) {
      if (entry.id !== last.id + 1) return verdict({ id: last.id + 1, kind: 'missing' });
      if (!entry.previousHash.equals(last.hash)) return verdict({ id: entry.id, kind: 'detached' });
      if (!entry.hash.equals(hashOf(last.hash, entry))) return verdict({ id: entry.id, kind: 'changed' });
      last = { id: entry.id, hash: entry.hash };
      entries++;
    }
    if (rows.length < AT_ONCE) return verdict(null);
  }
}
