/** SQL of lectures. */
import { eq, type SQL, sql } from 'drizzle-orm';
import { byLanguage } from '../captions/track-queries.ts';
import type { Rule } from '../contract/completion.ts';
import type { LectureChange, LectureQuery, NewLecture } from '../contract/lectures.ts';
import type { Audience, Visibility } from '../contract/vocabulary.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { containing } from '../database/containing.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';
import { lectures } from '../database/schema/schema.ts';
import { holdLedger } from '../progress/ledger-lock.ts';
import { regrouped, ungrouped } from '../progress/regroup.ts';
import { RULE, ruled } from '../progress/rule-queries.ts';
import { completeMet } from '../progress/rules.ts';
import type { StatusRow } from '../recordings/status.ts';
import { type SearchTerms, searchColumns } from './search-text.ts';

/** Who asks, as far as a list of lectures depends on it. */
export type Asking = {
  viewerId: string | null;
  accountId: string | null;
  /** staff or administrator: sees drafts */
  staff: boolean;
  /** administrators manage every lecture, staff their own */
  administrator: boolean;
};

/** A lecture with all that a card, a row or its page shows. Times are ISO 8601 text. */
export type LectureRow = {
  id: string;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  instructor: string;
  venue: string;
  sessionDate: string | null;
  audience: Audience;
  field: string;
  tags: string[];
  courseId: string | null;
  courseOrder: number;
  visibility: Visibility;
  courseTitle: string | null;
  courseTitleEn: string | null;
  rule: Rule;
  views: number;
  captionLanguages: string[];
  publishedAt: Date | null;
  createdAt: Date;
  posterKey: string | null;
  /** of the current recording */
  duration: number | null;
  /** the newest one: it may wait for the current one's place */
  recording: StatusRow | null;
  /** as `parseRanges` reads it */
  watched: string | null;
  elapsedMs: number | null;
  position: number | null;
  completedAt: Date | null;
  watchedAt: Date | null;
};

/** What staff are shown of a recording. */
const status = (
  r: SQL,
) => sql`json_build_object('id', ${r}.id, 'name', ${r}.name, 'bytes', ${r}.bytes, 'probe', ${r}.probe,
  'state', ${r}.state, 'code', ${r}.code, 'waiting', ${r}.waiting, 'playable', r.playable_at is not null,
  'duration', ${r}.duration, 'secondsDone', ${r}.seconds_done, 'secondsTotal', ${r}.seconds_total,
  'createdAt', ${r}.created_at)`;

const columns = sql`
  l.id, l.title, l.title_en as "titleEn", l.summary, l.summary_en as "summaryEn", l.instructor, l.venue,
  l.session_date::text as "sessionDate", l.audience, l.field, l.tags, l.course_id as "courseId",
  l.course_order as "courseOrder", l.visibility, l.published_at as "publishedAt", l.created_at as "createdAt",
  c.title as "courseTitle", c.title_en as "courseTitleEn",
  ${RULE} as rule,
  coalesce((select t.views from lecture_totals t where t.lecture_id = l.id and not t.staff), 0) as views,
  array(select language from caption_tracks t where t.lecture_id = l.id order by ${byLanguage(sql`language`)})
    as "captionLanguages",
  s.poster_keys[1] as "posterKey",
  r.duration, case when n.id is not null then ${status(sql`n`)} when r.id is not null then ${status(sql`r`)} end as recording,
  w.ranges::text as watched, w.elapsed_ms::float8 as "elapsedMs",
  w.position, w.completed_at as "completedAt", w.updated_at as "watchedAt"`;

const tables = (viewerId: string | null) => sql`
  lectures l
  left join courses c on c.id = l.course_id ${ruled}
  left join recordings r on r.lecture_id = l.id and ${CURRENT}
  left join recordings n on n.lecture_id = l.id and n.replaced_at is null and n.waiting
  left join storyboards s on s.recording_id = r.id
  left join watched w on w.lecture_id = l.id and w.viewer_id = ${viewerId}::uuid`;

/** What may be seen in the catalogue: published, and something to watch. */
const inCatalogue = sql`l.visibility = 'public' and ${WATCHABLE}`;

const managedBy = ({ accountId, administrator }: Asking) =>
  sql`(${administrator} or l.created_by = ${accountId}::uuid)`;

/** Timestamps arrive as text from a plain query. */
const dated = (row: LectureRow): LectureRow => {
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  return {
    ...row,
    publishedAt: date(row.publishedAt),
    createdAt: new Date(row.createdAt),
    recording: row.recording && { ...row.recording, createdAt: new Date(row.recording.createdAt) },
    completedAt: date(row.completedAt),
    watchedAt: date(row.watchedAt),
  };
};

/** One page of lectures and how many there are in all. */
export async function listLectures(
  db: Db,
  query: Omit<LectureQuery, 'q' | 'page' | 'pageSize'> & { terms: SearchTerms | null },
  { page, pageSize }: { page: number; pageSize: number },
  asking: Asking,
): Promise<{ items: LectureRow[]; total: number; page: number; pageSize: number }> {
  const where: SQL[] = [
    query.scope === 'mine' ? managedBy(asking) : inCatalogue,
    ...termConditions(query.terms),
  ];
  if (query.course) where.push(sql`l.course_id = ${query.course}::uuid`);
  if (query.audience) where.push(sql`l.audience = ${query.audience}`);
  if (query.progress === 'watching') where.push(sql`w.viewer_id is not null and w.completed_at is null`);
  if (query.progress === 'completed') where.push(sql`w.completed_at is not null`);
  const condition = sql.join(where, sql` and `);
  const rows = await rowsOf<LectureRow>(
    db,
    sql`
    select ${columns} from ${tables(asking.viewerId)} where ${condition}
    order by ${orderOf(query)}, l.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  const counted = await rowsOf<{ total: number }>(
    db,
    sql`select count(*)::int as total from ${tables(asking.viewerId)} where ${condition}`,
  );
  return { items: [...rows].map(dated), total: only([...counted]).total, page, pageSize };
}

function termConditions(terms: SearchTerms | null): SQL[] {
  if (terms === null) return [];
  if (terms.kind === 'choseong') return [sql`l.search_choseong like ${containing(terms.consonants)}`];
  return terms.words.map((word) => sql`l.search_text like ${containing(word)}`);
}

function orderOf(
  query: Pick<LectureQuery, 'sort' | 'scope' | 'course' | 'progress'> & { terms: SearchTerms | null },
): SQL {
  if (query.progress) return sql`w.updated_at desc`;
  switch (query.sort ?? (query.course ? 'course' : 'newest')) {
    case 'popular':
      return sql`views desc, l.published_at desc nulls last`;
    case 'title':
      return sql`l.title collate "ko-x-icu"`;
    case 'course':
      return sql`l.course_order, l.created_at`;
  }
  const newest = query.scope === 'mine' ? sql`l.created_at desc` : sql`l.published_at desc`;
  const word = query.terms?.kind === 'words' ? query.terms.words[0] : undefined;
  return word ? sql`(lower(l.title) like ${containing(word)}) desc, ${newest}` : newest;
}

/** The lecture as the asker may see it: drafts only staff. Null otherwise. */
export async function lectureById(db: Db, id: string, asking: Asking): Promise<LectureRow | null> {
  const rows = await rowsOf<LectureRow>(
    db,
    sql`
    select ${columns} from ${tables(asking.viewerId)}
    where l.id = ${id}::uuid and (${asking.staff} or (${inCatalogue}))`,
  );
  return first([...rows].map(dated));
}

/** What an account began to watch, with all of those courses that is in the catalogue: by course, in its order. */
export async function lecturesOfAccount(db: Db, accountId: string): Promise<LectureRow[]> {
  const viewers = await rowsOf<{ id: string }>(
    db,
    sql`select id from viewers where account_id = ${accountId}::uuid`,
  );
  const viewer = first(viewers);
  if (!viewer) return [];
  const begun = sql`select lecture_id from watched where viewer_id = ${viewer.id}::uuid and days <> '{}'`;
  const rows = await rowsOf<LectureRow>(
    db,
    sql`
    select ${columns} from ${tables(viewer.id)}
    where l.id in (${begun})
      or ${inCatalogue} and l.course_id in (select course_id from lectures where id in (${begun}))
    order by c.created_at, c.id, l.course_order, l.created_at, l.id`,
  );
  return rows.map(dated);
}

/** The next lecture of the same course that the asker may see. */
export async function nextLecture(db: Db, lecture: LectureRow) {
  if (!lecture.courseId) return null;
  const rows = await rowsOf<{ id: string; title: string; titleEn: string }>(
    db,
    sql`
    select l.id, l.title, l.title_en as "titleEn" from ${tables(null)}
    join lectures this on this.id = ${lecture.id}::uuid and this.course_id = l.course_id
    where ${inCatalogue}
      and (l.course_order, l.created_at, l.id) > (this.course_order, this.created_at, this.id)
    order by l.course_order, l.created_at, l.id limit 1`,
  );
  return first([...rows]);
}

export async function insertLecture(db: Db, lecture: NewLecture, createdBy: string, now: Date) {
  const values = {
    ...nfc(lecture),
    createdBy,
    ...(lecture.visibility === 'public' && { publishedAt: now }),
  };
  const row = only(await db.insert(lectures).values(values).returning());
  await db.update(lectures).set(searchColumns(row)).where(eq(lectures.id, row.id));
  return row.id;
}

/** @returns false when there is no such lecture */
export async function updateLecture(db: Db, id: string, change: LectureChange, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    // what changes who completes what has the ledger before it has the lecture, as everywhere
    if (change.courseId !== undefined || change.visibility !== undefined) await holdLedger(tx);
    const before = first(await tx.select().from(lectures).where(eq(lectures.id, id)).for('no key update'));
    if (!before) return false;
    const after = { ...before, ...nfc(change) };
    const update = async () => {
      await tx
        .update(lectures)
        .set({
          ...nfc(change),
          ...searchColumns(after),
          ...(after.visibility === 'public' && { publishedAt: before.publishedAt ?? now }),
          updatedAt: now,
        })
        .where(eq(lectures.id, id));
    };
    const stays = after.courseId === before.courseId && after.visibility === before.visibility;
    const move = async () => {
      await update();
      // those of another course's rule
      await completeMet(tx, [id], now);
    };
    await (stays ? update() : regrouped(tx, id, move));
    return true;
  });
}

export async function deleteLecture(db: Db, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await ungrouped(tx, id);
    await tx.delete(lectures).where(eq(lectures.id, id));
  });
}

/** Text as it is stored: composed Hangul, as Macs do not send it. */
function nfc<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.normalize('NFC') : value,
  ]);
  return Object.fromEntries(entries) as T;
}
