/** What only one transaction at a time may do, whatever rows it touches: locks by number, each of which is used once. */
import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** Any numbers that nothing else in the database locks on; they never change, since versions run side by side. */
export const LOCKS = {
  migration: 7_238_101,
  audit: 7_238_102,
  ledger: 7_238_103,
  firstAccounts: 7_238_104,
  certificates: 7_238_105,
  institution: 7_238_106,
} as const;

type Lock = keyof typeof LOCKS;

/** Waits for all who have it, and keeps others from it until the transaction ends. */
export async function holdLock(tx: Db, lock: Lock): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS[lock]})`);
}

/** Waits for whoever has it alone, and keeps others from having it alone until the transaction ends. */
export async function shareLock(tx: Db, lock: Lock): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCKS[lock]})`);
}
