/** Removes what the audit log need not keep any longer, from the front; its chain still holds. */
import { lte, sql } from 'drizzle-orm';
import { type Db, first, rowsOf } from '../database/client.ts';
import { auditAnchor, auditEntries } from '../database/schema/schema.ts';
import { lockLog } from './record.ts';

/** Entries of one transaction: acts wait meanwhile. */
const AT_ONCE = 10_000;

/**
 * Removes entries of before then that no younger one stands before, and keeps the hash of the last.
 * @param before AUDIT_DAYS ago
 * @returns how many
 */
export async function pruneAudit(db: Db, before: Date): Promise<number> {
  const then = before.toISOString();
  for (let total = 0; ; ) {
    const removed = await db.transaction(async (tx) => {
      await lockLog(tx);
      const oldest = await rowsOf<{ id: string; hash: Buffer; old: boolean }>(
        tx,
        sql`
        select id, hash, at < ${then}::timestamptz as old from audit_entries order by id limit ${AT_ONCE}`,
      );
      const young = oldest.findIndex(({ old }) => !old);
      const going = young === -1 ? oldest : oldest.slice(0, young);
      const end = first(going.slice(-1));
      if (!end) return 0;
      const anchor = { id: Number(end.id), hash: end.hash };
      await tx
        .insert(auditAnchor)
        .values(anchor)
        .onConflictDoUpdate({ target: auditAnchor.one, set: anchor });
      await tx.delete(auditEntries).where(lte(auditEntries.id, anchor.id));
      return going.length;
    });
    total += removed;
    if (removed < AT_ONCE) return total;
  }
}
