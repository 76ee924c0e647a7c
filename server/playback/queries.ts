/** SQL of what a player needs besides the recording itself. */
import { asc, eq, sql } from 'drizzle-orm';
import type { Publication } from '../accounts/may-watch.ts';
import type { Chapter, ChapterList, RungList } from '../contract/playback.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { chapters, lectures } from '../database/schema/schema.ts';
import { changedAt, requireUnedited } from '../edited.ts';

export type PlayableRow = {
  lectureId: string;
  publication: Publication;
  recordingId: string | null;
  duration: number | null;
  playable: boolean;
  complete: boolean;
  hasAudio: boolean;
  vttKey: string | null;
  posterKey: string | null;
};

/** Of lectures `l`. */
const PUBLICATION = sql`l.visibility, l.public_from as "publicFrom", l.public_until as "publicUntil",
  l.deleted_at as "deletedAt", l.audience`;

export async function playableLecture(db: Db, lectureId: string): Promise<PlayableRow | null> {
  const rows = await rowsOf<Omit<PlayableRow, 'publication'> & Publication>(
    db,
    sql`
    select l.id as "lectureId", ${PUBLICATION}, r.id as "recordingId", r.duration,
      r.playable_at is not null and r.state in ('transcoding', 'ready') as playable, r.ready_at is not null as complete,
      exists (select 1 from renditions a where a.recording_id = r.id and a.name = 'listen') as "hasAudio",
      s.vtt_key as "vttKey", coalesce(p.key, s.poster_keys[1]) as "posterKey"
    from lectures l
    left join recordings r on r.lecture_id = l.id and ${CURRENT}
    left join storyboards s on s.recording_id = r.id
    left join posters p on p.lecture_id = l.id
    where l.id = ${lectureId}::uuid`,
  );
  const row = first(rows);
  return row && withPublication(row);
}

/** A recording that is given out, with the lecture that plays it. */
export type ServedRow = {
  publication: Publication;
  /** since when it is all made, as the database says it; null = it grows */
  readyAt: string | null;
  complete: boolean;
};

/** Recordings that a lecture plays, or did: whoever has one open may see it to the end. */
export async function servedRecordings(db: Db, ids: readonly string[]): Promise<Map<string, ServedRow>> {
  const rows = await rowsOf<{ id: string; readyAt: string | null } & Publication>(
    db,
    sql`
    select r.id, r.ready_at::text as "readyAt", ${PUBLICATION}
    from recordings r join lectures l on l.id = r.lecture_id
    where r.id = any(${`{${ids.join()}}`}::uuid[]) and not r.waiting and r.removed_at is null`,
  );
  return new Map(
    rows.map((row) => {
      const { id, readyAt, publication } = withPublication(row);
      return [id, { publication, readyAt, complete: readyAt !== null }];
    }),
  );
}

/** What of a row decides who may watch, by itself. */
function withPublication<T extends Publication>(row: T) {
  const { visibility, publicFrom, publicUntil, deletedAt, audience, ...rest } = row;
  // plain queries give times as text
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  const times = { publicFrom: date(publicFrom), publicUntil: date(publicUntil), deletedAt: date(deletedAt) };
  return { ...rest, publication: { visibility, audience, ...times } };
}

/** The rungs of a recording that is all made, each with the size of what it takes to play it: the largest first. */
export async function listRungs(db: Db, recordingId: string): Promise<RungList['items']> {
  return rowsOf(
    db,
    sql`
    with sizes as (
      select d.name, d.kind, least(d.width, d.height) as height, sum(one.size)::float8 as bytes
      from renditions d join segment_runs s on s.recording_id = d.recording_id and s.rendition = d.name,
        unnest(s.bytes) one(size)
      where d.recording_id = ${recordingId}::uuid and d.name <> 'listen'
      group by d.name, d.kind, d.width, d.height)
    select v.name, v.height, v.bytes + coalesce((select sum(bytes) from sizes where kind = 'audio'), 0) as bytes
    from sizes v where v.kind = 'video' order by v.height desc, v.bytes desc`,
  );
}

export async function listChapters(db: Db, lectureId: string): Promise<Chapter[]> {
  return db
    .select({ start: chapters.start, title: chapters.title, titleEn: chapters.titleEn })
    .from(chapters)
    .where(eq(chapters.lectureId, lectureId))
    .orderBy(asc(chapters.start));
}

/** The chapters of a lecture that is there, for whoever edits them. */
export async function chapterList(db: Db, lectureId: string): Promise<ChapterList> {
  const rows = await db
    .select({ updatedAt: lectures.updatedAt })
    .from(lectures)
    .where(eq(lectures.id, lectureId));
  return { items: await listChapters(db, lectureId), updatedAt: only(rows).updatedAt.toISOString() };
}

/**
 * Puts a new list in the place of the old one.
 * @param was the list that whoever changes it was shown
 * @throws {Refusal} edited_meanwhile
 */
export async function replaceChapters(
  db: Db,
  lectureId: string,
  { items, was }: { items: Chapter[]; was?: Chapter[] },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const lecture = eq(lectures.id, lectureId);
    const { updatedAt } = only(
      await tx.select({ updatedAt: lectures.updatedAt }).from(lectures).where(lecture).for('no key update'),
    );
    if (was) requireUnedited({ items: await listChapters(tx, lectureId) }, { items }, { items: was });
    await tx
      .update(lectures)
      .set({ updatedAt: changedAt(updatedAt, now) })
      .where(lecture);
    await tx.delete(chapters).where(eq(chapters.lectureId, lectureId));
    if (items.length > 0) await tx.insert(chapters).values(items.map((item) => ({ ...item, lectureId })));
  });
}
