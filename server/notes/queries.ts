/** SQL of notes. Every question names the account whose notes they are. */
import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Access, Watcher } from '../accounts/may-watch.ts';
import { accessSql } from '../accounts/may-watch-sql.ts';
import type { Audience } from '../contract/vocabulary.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import type { Kept } from '../database/schema/recordings.ts';
import { notes } from '../database/schema/schema.ts';

export type NoteRow = Pick<typeof notes.$inferSelect, 'id' | 'at' | 'text' | 'createdAt' | 'updatedAt'>;

const COLUMNS = {
  id: notes.id,
  at: notes.at,
  text: notes.text,
  createdAt: notes.createdAt,
  updatedAt: notes.updatedAt,
};
const ORDER = [asc(notes.at), asc(notes.createdAt), asc(notes.id)] as const;
const own = (accountId: string, id: string) => and(eq(notes.accountId, accountId), eq(notes.id, id));
const ofLecture = (accountId: string, lectureId: string) =>
  and(eq(notes.accountId, accountId), eq(notes.lectureId, lectureId));

/** By their times. */
export const listNotes = (db: Db, accountId: string, lectureId: string): Promise<NoteRow[]> =>
  db
    .select(COLUMNS)
    .from(notes)
    .where(ofLecture(accountId, lectureId))
    .orderBy(...ORDER);

export async function countNotes(db: Db, accountId: string, lectureId: string): Promise<number> {
  return only(await db.select({ n: count() }).from(notes).where(ofLecture(accountId, lectureId))).n;
}

/** What a note needs to know of its lecture, with its recordings that were ever played in their order. */
export type Noted = {
  access: Access;
  audience: Audience;
  recordings: { id: string; kept: Kept[] | null; duration: number | null }[];
};

/** Held until the transaction ends, so that no cut takes its place meanwhile. Null without the lecture. */
export async function holdNoted(
  tx: Db,
  lectureId: string,
  watcher: Watcher,
  now: Date,
): Promise<Noted | null> {
  const rows = await rowsOf<Noted>(
    tx,
    sql`
    select ${accessSql(watcher, now)} as access, l.audience, (
        select coalesce(json_agg(json_build_object('id', r.id, 'kept', r.kept, 'duration', r.duration)
          order by r.replaced_at nulls last), '[]')
        from recordings r where r.lecture_id = l.id and r.playable_at is not null and not r.waiting) as recordings
    from lectures l where l.id = ${lectureId}::uuid for share of l`,
  );
  return first(rows);
}

export async function insertNote(
  tx: Db,
  note: { accountId: string; lectureId: string; at: number; text: string },
  now: Date,
): Promise<NoteRow> {
  const row = { ...note, createdAt: now, updatedAt: now };
  return only(await tx.insert(notes).values(row).returning(COLUMNS));
}

/** @returns null when the account has no such note */
export async function changeNote(
  db: Db,
  accountId: string,
  id: string,
  text: string,
  now: Date,
): Promise<NoteRow | null> {
  const rows = await db
    .update(notes)
    .set({ text, updatedAt: now })
    .where(own(accountId, id))
    .returning(COLUMNS);
  return first(rows);
}

/** @returns false when the account has no such note */
export async function deleteNote(db: Db, accountId: string, id: string): Promise<boolean> {
  return (await db.delete(notes).where(own(accountId, id)).returning({ id: notes.id })).length > 0;
}

type NotedRow = { id: string; title: string; titleEn: string; access: Access; notes: NoteRow[] };

/** One page of the lectures that an account wrote about, the latest first. */
export async function notedLectures(
  db: Db,
  accountId: string,
  watcher: Watcher,
  { page, pageSize, now }: { page: number; pageSize: number; now: Date },
): Promise<{ items: NotedRow[]; total: number }> {
  const found = await rowsOf<Omit<NotedRow, 'notes'> & { total: number }>(
    db,
    sql`
    with noted as (
      select lecture_id, max(updated_at) as last from notes where account_id = ${accountId}::uuid group by lecture_id)
    select l.id, l.title, l.title_en as "titleEn", ${accessSql(watcher, now)} as access,
      (select count(*)::int from noted) as total
    from noted n join lectures l on l.id = n.lecture_id
    order by n.last desc, l.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  const items: NotedRow[] = [];
  for (const { total: _, ...lecture } of found) {
    items.push({ ...lecture, notes: await listNotes(db, accountId, lecture.id) });
  }
  const total = found[0]?.total ?? (await countNoted(db, accountId));
  return { items, total };
}

/** How many there are, when a page beyond the last one was asked for. */
async function countNoted(db: Db, accountId: string): Promise<number> {
  const counted = sql<number>`count(distinct ${notes.lectureId})::int`;
  return only(await db.select({ n: counted }).from(notes).where(eq(notes.accountId, accountId))).n;
}
