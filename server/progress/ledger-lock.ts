/**
 * Who takes reports shares the ledger; who changes what completes a lecture has it alone. Otherwise a report
 * could be judged by a rule that was replaced while it was on its way, and nobody would look at it again.
 */
import type { Db } from '../database/client.ts';
import { holdLock, shareLock } from '../database/locks.ts';

/** Waits for whoever has the ledger alone, and keeps others from that until the transaction ends. First of all. */
export async function shareLedger(tx: Db): Promise<void> {
  await shareLock(tx, 'ledger');
}

/** Lets transactions that share it end, and others wait until this one has. */
export async function holdLedger(tx: Db): Promise<void> {
  await holdLock(tx, 'ledger');
}
