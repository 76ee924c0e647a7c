/** A cut of a lecture's recording takes its place: what people noted moves with it. */
import { sql } from 'drizzle-orm';
import { type Db, listed, rowsOf } from '../database/client.ts';
import type { Kept } from '../database/schema/recordings.ts';
import { remappedPlace } from '../progress/remap.ts';

/**
 * Notes of a part that was taken out stand where it was: what somebody wrote is never lost by a cut.
 * Within the transaction in which the cut becomes the current recording.
 */
export async function moveNotes(tx: Db, lectureId: string, kept: readonly Kept[]): Promise<void> {
  const rows = await rowsOf<{ id: string; at: number }>(
    tx,
    sql`select id, at from notes where lecture_id = ${lectureId}::uuid order by id for update`,
  );
  if (rows.length === 0) return;
  const moved = rows.map(({ id, at }) => ({ id, at: remappedPlace(at, kept) }));
  await tx.execute(sql`
    update notes n set at = m.at
    from unnest(${listed(moved, 'id', 'uuid')}, ${listed(moved, 'at', 'float8')}) m(id, at) where n.id = m.id`);
}
