/**
 * Who takes reports shares the ledger; who changes what completes a lecture has it alone. Otherwise a report
 * could be judged by a rule that was replaced while it was on its way, and nobody would look at it again.
 */
import { sql } from 'drizzle-orm';
import type { Db } from '../database/client.ts';

/** Any number that nothing else in the database locks on. */
const LEDGER = 7_238_103;

/** Waits for whoever has the ledger alone, and keeps others from that until the transaction ends. First of all. */
export async function shareLedger(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LEDGER})`);
}

/** Lets transactions that share it end, and others wait until this one has. */
export async function holdLedger(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER})`);
}
