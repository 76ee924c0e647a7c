/** SQL of lectures. */
import { type SQL, sql } from 'drizzle-orm';
import { type Access, requireOpen, type Watcher } from '../accounts/may-watch.ts';
import { accessSql, COUNTED, publishedToSql } from '../accounts/may-watch-sql.ts';
import { byLanguage } from '../captions/track-queries.ts';
import type { Rule } from '../contract/completion.ts';
import type { Audience, CaptionLanguage, Visibility } from '../contract/vocabulary.ts';
import { type Db, first, rowsOf, rowsOfPlanned } from '../database/client.ts';
import { WATCHABLE } from '../database/schema/recordings.ts';
import { RULE, ruled } from '../progress/rule-queries.ts';
import type { StatusRow } from '../recordings/status.ts';
import {
  current,
  findLectures,
  inCatalogue,
  type Part,
  type Search,
  totals,
  waiting,
  watchedBy,
} from './find-lectures.ts';
import type { KeptAnswers } from './kept-answers.ts';

/** Who asks, as far as a list of lectures depends on it. */
export type Asking = {
  viewerId: string | null;
  accountId: string | null;
  watcher: Watcher;
  now: Date;
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
  instructorEn: string;
  venue: string;
  venueEn: string;
  sessionDate: string | null;
  audience: Audience;
  field: string;
  fieldEn: string;
  tags: string[];
  tagsEn: string[];
  courseId: string | null;
  courseOrder: number;
  visibility: Visibility;
  publicFrom: Date | null;
  publicUntil: Date | null;
  courseTitle: string | null;
  courseTitleEn: string | null;
  rule: Rule;
  views: number;
  completions: number;
  captionLanguages: CaptionLanguage[];
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  deletedByName: string | null;
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
  l.id, l.title, l.title_en as "titleEn", l.summary, l.summary_en as "summaryEn", l.instructor,
  l.instructor_en as "instructorEn", l.venue, l.venue_en as "venueEn", l.session_date::text as "sessionDate",
  l.audience, l.field, l.field_en as "fieldEn", l.tags, l.tags_en as "tagsEn", l.course_id as "courseId",
  l.course_order as "courseOrder", l.visibility, l.public_from as "publicFrom", l.public_until as "publicUntil",
  l.published_at as "publishedAt", l.created_at as "createdAt", l.updated_at as "updatedAt",
  l.deleted_at as "deletedAt", (select name from accounts where id = l.deleted_by) as "deletedByName",
  c.title as "courseTitle", c.title_en as "courseTitleEn",
  ${RULE} as rule,
  coalesce(t.views, 0) as views, coalesce(t.completions, 0) as completions,
  array(select language from caption_tracks t where t.lecture_id = l.id order by ${byLanguage(sql`language`)})
    as "captionLanguages",
  coalesce(p.key, s.poster_keys[1]) as "posterKey",
  r.duration, case when n.id is not null then ${status(sql`n`)} when r.id is not null then ${status(sql`r`)} end as recording,
  w.ranges::text as watched, w.elapsed_ms::float8 as "elapsedMs",
  w.position, w.completed_at as "completedAt", w.updated_at as "watchedAt"`;

const tables = (viewerId: string | null) => sql`
  lectures l
  left join courses c on c.id = l.course_id ${ruled}
  ${current} ${waiting} ${totals}
  left join storyboards s on s.recording_id = r.id
  left join posters p on p.lecture_id = l.id
  ${watchedBy(viewerId)}`;

/** Timestamps arrive as text from a plain query. */
const dated = (row: LectureRow): LectureRow => {
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  return {
    ...row,
    publicFrom: date(row.publicFrom),
    publicUntil: date(row.publicUntil),
    publishedAt: date(row.publishedAt),
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
    deletedAt: date(row.deletedAt),
    recording: row.recording && { ...row.recording, createdAt: new Date(row.recording.createdAt) },
    completedAt: date(row.completedAt),
    watchedAt: date(row.watchedAt),
  };
};

/** One page of lectures and how many there are in all. @param keep as `findLectures` takes it */
export async function listLectures(
  db: Db,
  query: Search,
  part: Part,
  asking: Asking,
  keep?: KeptAnswers,
): Promise<{ items: LectureRow[]; total: number; page: number; pageSize: number }> {
  const { ids, total } = await findLectures(db, query, part, asking, keep);
  const listed = `{${ids.join()}}`;
  const items = await rowsOfPlanned<LectureRow>(
    db,
    'lectures listed',
    sql`
    select ${columns} from ${tables(asking.viewerId)} where l.id = any(${listed}::uuid[])
    order by array_position(${listed}::uuid[], l.id)`,
  );
  return { items: items.map(dated), total, ...part };
}

/**
 * The lecture as the asker may see it. Null when it is not there, or has nothing to watch, which staff see none the less.
 * @throws {Refusal} as `requireOpen`
 */
export async function lectureById(db: Db, id: string, asking: Asking): Promise<LectureRow | null> {
  const { watcher, now, viewerId } = asking;
  const rows = await rowsOfPlanned<LectureRow & { access: Access }>(
    db,
    'lecture',
    sql`
    select ${columns}, ${accessSql(watcher, now)} as access from ${tables(viewerId)}
    where l.id = ${id}::uuid and (${watcher.staff} or ${WATCHABLE})`,
  );
  const found = first([...rows]);
  if (!found) return null;
  const { access, ...row } = found;
  requireOpen(access, row.audience);
  return dated(row);
}

/** What an account began to watch, with all else that those courses ask of it: by course, in its order. */
export async function lecturesOfAccount(
  db: Db,
  accountId: string,
  { watcher, now }: Pick<Asking, 'watcher' | 'now'>,
): Promise<LectureRow[]> {
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
    where l.deleted_at is null and (l.id in (${begun})
      or ${COUNTED} and ${publishedToSql(watcher, now)} and ${WATCHABLE}
        and l.course_id in (select course_id from lectures where id in (${begun})))
    order by c.created_at, c.id, l.course_order, l.created_at, l.id`,
  );
  return rows.map(dated);
}

/** The next lecture of the same course that the asker may see. */
export async function nextLecture(db: Db, lecture: LectureRow, asking: Asking) {
  if (!lecture.courseId) return null;
  const rows = await rowsOf<{ id: string; title: string; titleEn: string }>(
    db,
    sql`
    select l.id, l.title, l.title_en as "titleEn"
    from lectures this join lectures l on l.course_id = this.course_id ${current}
    where this.id = ${lecture.id}::uuid and ${inCatalogue(asking)}
      and (l.course_order, l.created_at, l.id) > (this.course_order, this.created_at, this.id)
    order by l.course_order, l.created_at, l.id limit 1`,
  );
  return first([...rows]);
}
