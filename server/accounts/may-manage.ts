/** Whether somebody may manage a lecture: staff their own, administrators every one. */
import { eq } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { lectures } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './queries.ts';

/** @throws {Refusal} not_found without the lecture · forbidden when it is another's */
export async function requireManager(
  db: Db,
  account: Pick<AccountRow, 'id' | 'role'>,
  lectureId: string,
): Promise<void> {
  const rows = await db
    .select({ owner: lectures.createdBy })
    .from(lectures)
    .where(eq(lectures.id, lectureId));
  const lecture = first(rows);
  if (!lecture) throw new Refusal('not_found');
  if (account.role !== 'administrator' && lecture.owner !== account.id) throw new Refusal('forbidden');
}
