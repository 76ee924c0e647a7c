/** Whether somebody may manage a lecture: staff their own, administrators every one. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { type Db, first } from '../database/client.ts';
import { lectures } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import type { AccountRow } from './account.ts';

/** One that is in the bin is not there, unless `inBin`. @throws {Refusal} not_found without the lecture · forbidden when it is another's */
export async function requireManager(
  db: Db,
  account: Pick<AccountRow, 'id' | 'role'>,
  lectureId: string,
  { inBin = false }: { inBin?: boolean } = {},
): Promise<void> {
  const rows = await db
    .select({ owner: lectures.createdBy })
    .from(lectures)
    .where(
      and(eq(lectures.id, lectureId), inBin ? isNotNull(lectures.deletedAt) : isNull(lectures.deletedAt)),
    );
  const lecture = first(rows);
  if (!lecture) throw new Refusal('not_found');
  if (account.role !== 'administrator' && lecture.owner !== account.id) throw new Refusal('forbidden');
}
