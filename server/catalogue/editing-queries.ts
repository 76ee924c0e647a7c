/** SQL of who has a lecture's editor open. */
import { sql } from 'drizzle-orm';
import type { LectureEditing } from '../contract/lectures.ts';
import { type Db, only, rowsOf } from '../database/client.ts';

/** Milliseconds after which somebody who has not been heard of has left: two of the editor's signs, and some. */
const LEFT_MS = 50_000;

/** Notes that somebody has it open. @returns who else has, and when it was last changed */
export async function noteEditor(
  db: Db,
  lectureId: string,
  accountId: string,
  now: Date,
): Promise<LectureEditing> {
  const since = new Date(now.getTime() - LEFT_MS).toISOString();
  await db.execute(sql`
    with left_since as (delete from lecture_editors where lecture_id = ${lectureId}::uuid
      and account_id <> ${accountId}::uuid and seen_at <= ${since}::timestamptz)
    insert into lecture_editors (lecture_id, account_id, seen_at)
    values (${lectureId}::uuid, ${accountId}::uuid, ${now.toISOString()}::timestamptz)
    on conflict (lecture_id, account_id) do update set seen_at = excluded.seen_at`);
  const rows = await rowsOf<{ others: string[]; updatedAt: string }>(
    db,
    sql`
    select l.updated_at as "updatedAt", array(
      select a.name from lecture_editors e join accounts a on a.id = e.account_id
      where e.lecture_id = l.id and e.account_id <> ${accountId}::uuid
        and e.seen_at > ${since}::timestamptz order by a.name) as others
    from lectures l where l.id = ${lectureId}::uuid`,
  );
  const { others, updatedAt } = only(rows);
  return { others, updatedAt: new Date(updatedAt).toISOString() };
}
