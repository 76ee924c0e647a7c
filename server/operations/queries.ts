/** SQL of what failed, for whoever keeps the installation going. */
import { sql } from 'drizzle-orm';
import type { FailedLecture } from '../contract/operations.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { failureMessage } from '../recordings/failures.ts';

/** Lectures that are shown at most. */
const MOST = 100;

/** Lectures whose recording failed for a reason of ours, the latest first. */
export async function failedLectures(db: Db): Promise<FailedLecture[]> {
  const rows = await rowsOf<{ lectureId: string; title: string; code: string; failedAt: string }>(
    db,
    sql`
    select l.id as "lectureId", l.title, r.code, r.updated_at as "failedAt"
    from recordings r join lectures l on l.id = r.lecture_id
    where r.state = 'failed' and r.replaced_at is null and l.deleted_at is null
    order by r.updated_at desc, l.id limit ${MOST}`,
  );
  return rows.map(({ code, failedAt, ...row }) => ({
    ...row,
    message: failureMessage(code),
    failedAt: new Date(failedAt).toISOString(),
  }));
}
