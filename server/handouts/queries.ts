/** SQL of handouts. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { type Db, first, only } from '../database/client.ts';
import { handouts, lectures } from '../database/schema/schema.ts';

export type HandoutRow = Pick<typeof handouts.$inferSelect, 'id' | 'lectureId' | 'name' | 'bytes'>;

const COLUMNS = {
  id: handouts.id,
  lectureId: handouts.lectureId,
  name: handouts.name,
  bytes: handouts.bytes,
};

/** In the order in which they were added. */
export const listHandouts = (db: Db, lectureId: string): Promise<HandoutRow[]> =>
  db
    .select(COLUMNS)
    .from(handouts)
    .where(eq(handouts.lectureId, lectureId))
    .orderBy(asc(handouts.createdAt), asc(handouts.id));

export async function handoutById(db: Db, lectureId: string, id: string): Promise<HandoutRow | null> {
  const that = and(eq(handouts.lectureId, lectureId), eq(handouts.id, id));
  return first(await db.select(COLUMNS).from(handouts).where(that));
}

/** @param most handouts that a lecture may have @returns false when it has them already */
export async function insertHandout(db: Db, row: HandoutRow, now: Date, most: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    // one after the other, so that they are counted
    await tx
      .select({ id: lectures.id })
      .from(lectures)
      .where(eq(lectures.id, row.lectureId))
      .for('no key update');
    const counted = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(handouts)
      .where(eq(handouts.lectureId, row.lectureId));
    if (only(counted).count >= most) return false;
    await tx.insert(handouts).values({ ...row, createdAt: now });
    return true;
  });
}

export async function deleteHandout(db: Db, id: string): Promise<void> {
  await db.delete(handouts).where(eq(handouts.id, id));
}
