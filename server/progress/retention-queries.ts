/** SQL of the ends of watched and played stretches. */
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../database/client.ts';
import type { Delta } from './retention.ts';

/** Ends of stretches of a lecture, in order of second. */
export const retentionDeltasOf = (db: Db, lectureId: string) =>
  rowsOf<Delta>(
    db,
    sql`
    select second, viewers, plays from retention_deltas
    where lecture_id = ${lectureId}::uuid order by second`,
  );

/** All of them go: others come in their place within the transaction. The ledger is held. */
export async function deleteRetention(tx: Db, lectureId: string): Promise<void> {
  await tx.execute(sql`delete from retention_deltas where lecture_id = ${lectureId}::uuid`);
}
