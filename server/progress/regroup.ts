/** What lectures count for changes: those who watched them count elsewhere then. */
import type { SQL } from 'drizzle-orm';
import type { Db } from '../database/client.ts';
import { progressOf } from './group-queries.ts';
import { holdLedger } from './ledger-lock.ts';
import { addSums } from './sum-queries.ts';

/**
 * Changes within the transaction what lectures count for: people of the courses are counted anew.
 * @param whose SQL condition on rows `w` of what viewers watched of lectures `l`: all that it may change
 */
export async function regrouped(tx: Db, whose: SQL, change: () => Promise<void>): Promise<void> {
  await holdLedger(tx);
  const before = await progressOf(tx, whose);
  await change();
  await addSums(tx, [
    { courseProgress: before.map((row) => ({ ...row, people: -row.people })) },
    { courseProgress: await progressOf(tx, whose) },
  ]);
}
