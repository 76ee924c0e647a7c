/** SQL of announcements. */
import { desc, eq, type SQL, sql } from 'drizzle-orm';
import { changedMembers } from '../audit/changed.ts';
import type {
  Announcement,
  AnnouncementChange,
  AnnouncementPage,
  AnnouncementSummary,
  NewAnnouncement,
} from '../contract/announcements.ts';
import { type Db, first, only } from '../database/client.ts';
import { containing } from '../database/containing.ts';
import { announcements } from '../database/schema/schema.ts';
import { requireUnedited } from '../edited.ts';
import { currentSql, phaseOf } from './phase.ts';

type Row = typeof announcements.$inferSelect;

type Asked = {
  q: string;
  page: number;
  pageSize: number;
  now: Date;
  /** those that not everybody may read too */
  all: boolean;
};

/** Pinned ones first, then the latest; of drafts that which was begun last. */
export async function listAnnouncements(db: Db, asked: Asked): Promise<AnnouncementPage> {
  const { q, page, pageSize, now, all } = asked;
  const wishes = [...wordsOf(q).map(saying), ...(all ? [] : [currentSql(now)])];
  const where = wishes.length === 0 ? sql`true` : sql.join(wishes, sql` and `);
  const rows = await db
    .select()
    .from(announcements)
    .where(where)
    .orderBy(
      desc(announcements.isPinned),
      sql`coalesce(published_at, created_at) desc`,
      desc(announcements.id),
    )
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const { total } = only(
    await db.select({ total: sql<number>`count(*)::int` }).from(announcements).where(where),
  );
  return { items: rows.map((row) => summaryOf(row, now)), total, page, pageSize };
}

/** Null when there is none. */
export async function announcementById(db: Db, id: string, now: Date): Promise<Announcement | null> {
  const row = first(await db.select().from(announcements).where(eq(announcements.id, id)));
  return row && shown(row, now);
}

export async function insertAnnouncement(db: Db, announcement: NewAnnouncement, now: Date) {
  const row = { ...stored(announcement), updatedAt: now };
  return shown(only(await db.insert(announcements).values(row).returning()), now);
}

/**
 * @returns as it is from now on, and which of its members are otherwise; null when there is none
 * @throws {Refusal} edited_meanwhile when it is not any more what whoever changes it was shown
 */
export async function updateAnnouncement(
  tx: Db,
  id: string,
  { was = {}, ...change }: AnnouncementChange,
  now: Date,
) {
  const that = eq(announcements.id, id);
  const before = first(await tx.select().from(announcements).where(that).for('no key update'));
  if (!before) return null;
  const after = stored(change);
  requireUnedited(before, after, stored(was));
  const members = changedMembers(before, after);
  if (members.length > 0)
    await tx
      .update(announcements)
      .set({ ...after, updatedAt: now })
      .where(that);
  return { announcement: shown({ ...before, ...after }, now), members };
}

/** @returns whether there was one */
export async function deleteAnnouncement(db: Db, id: string): Promise<boolean> {
  const { id: column } = announcements;
  const gone = await db.delete(announcements).where(eq(column, id)).returning({ id: column });
  return gone.length > 0;
}

const wordsOf = (q: string): string[] => q.trim().split(/\s+/).filter(Boolean).slice(0, 10);

/** Title and text in both languages hold a word. */
const saying = (word: string): SQL =>
  sql`concat_ws(' ', title, title_en, text, text_en) ilike ${containing(word)}`;

/** Composed Hangul, as it is looked for, and times as the database has them. */
function stored<T extends Partial<NewAnnouncement>>(written: T): Pick<Row, keyof T & keyof NewAnnouncement> {
  const entries = Object.entries(written).map(([name, value]) => [name, storedValue(name, value)]);
  return Object.fromEntries(entries) as Pick<Row, keyof T & keyof NewAnnouncement>;
}

function storedValue(name: string, value: string | boolean | null) {
  if (typeof value !== 'string') return value;
  return name === 'publishedAt' || name === 'endsAt' ? new Date(value) : value.normalize('NFC').trim();
}

function summaryOf(row: Row, now: Date): AnnouncementSummary {
  const { id, title, titleEn, isPinned, publishedAt, endsAt } = row;
  return {
    ...{ id, title, titleEn, isPinned, phase: phaseOf(row, now) },
    publishedAt: publishedAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  };
}

const shown = (row: Row, now: Date): Announcement => ({
  ...summaryOf(row, now),
  ...{ text: row.text, textEn: row.textEn },
});
