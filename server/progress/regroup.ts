/** A lecture that changes its course, or whether it counts for one: those who watched it count elsewhere then. */
import { sql } from 'drizzle-orm';
import type { Db } from '../database/client.ts';
import { progressOf } from './group-queries.ts';
import { holdLedger } from './ledger-lock.ts';
import { addSums } from './sum-queries.ts';

/** Changes what a lecture counts for within the transaction: people of the courses are counted anew. */
export async function regrouped(tx: Db, lectureId: string, change: () => Promise<void>): Promise<void> {
  await holdLedger(tx);
  const whose = watching(lectureId);
  const before = await progressOf(tx, whose);
  await change();
  await addSums(tx, [
    { courseProgress: before.map((row) => ({ ...row, people: -row.people })) },
    { courseProgress: await progressOf(tx, whose) },
  ]);
}

const watching = (lectureId: string) =>
  sql`w.viewer_id in (select viewer_id from watched where lecture_id = ${lectureId}::uuid)`;
