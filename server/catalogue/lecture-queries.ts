/** SQL of lectures. */
import { type SQL, sql } from 'drizzle-orm';
import { type Access, requireOpen, type Watcher } from '../accounts/may-watch.ts';
import { accessSql, COUNTED, listedSql, publishedToSql } from '../accounts/may-watch-sql.ts';
import { byLanguage } from '../captions/track-queries.ts';
import type { Rule } from '../contract/completion.ts';
import type { FieldList, LectureQuery } from '../contract/lectures.ts';
import type { Audience, CaptionLanguage, Length, Visibility } from '../contract/vocabulary.ts';
import { type Db, first, rowsOf } from '../database/client.ts';
import { contains } from '../database/containing.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';
import { RULE, ruled } from '../progress/rule-queries.ts';
import type { StatusRow } from '../recordings/status.ts';
import { emptiedBefore } from './bin.ts';
import { havingSaid } from './having-said.ts';
import type { SearchTerms } from './search-text.ts';
import { stateSql } from './state-sql.ts';

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

const current = sql`left join recordings r on r.lecture_id = l.id and ${CURRENT}`;
const waiting = sql`left join recordings n on n.lecture_id = l.id and n.replaced_at is null and n.waiting`;
const totals = sql`left join lecture_totals t on t.lecture_id = l.id and not t.staff`;
const watchedBy = (viewerId: string | null) =>
  sql`left join watched w on w.lecture_id = l.id and w.viewer_id = ${viewerId}::uuid`;

const tables = (viewerId: string | null) => sql`
  lectures l
  left join courses c on c.id = l.course_id ${ruled}
  ${current} ${waiting} ${totals}
  left join storyboards s on s.recording_id = r.id
  left join posters p on p.lecture_id = l.id
  ${watchedBy(viewerId)}`;

/** Those of the tables that a query is answered by: ten thousand rows of what it does not ask for take their time. */
const searched = ({ state, sort, progress }: Partial<LectureQuery>, viewerId: string | null) => sql`
  lectures l ${current} ${state ? waiting : sql``} ${sort === 'popular' ? totals : sql``}
  ${progress ? watchedBy(viewerId) : sql``}`;

/** What somebody may find in the catalogue: published to them, and something to watch. */
const inCatalogue = ({ watcher, now }: Pick<Asking, 'watcher' | 'now'>) =>
  sql`${listedSql(watcher, now)} and ${WATCHABLE}`;

const managedBy = ({ accountId, administrator }: Asking) =>
  sql`(${administrator} or l.created_by = ${accountId}::uuid)`;

/** What is listed to whom, before anything is searched for. */
function inScope(scope: LectureQuery['scope'], asking: Asking): SQL {
  if (scope === 'mine') return sql`${managedBy(asking)} and l.deleted_at is null`;
  if (scope === 'bin')
    return sql`${managedBy(asking)} and l.deleted_at > ${emptiedBefore(asking.now).toISOString()}::timestamptz`;
  return inCatalogue(asking);
}

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

/** One page of lectures and how many there are in all. */
export async function listLectures(
  db: Db,
  query: Omit<LectureQuery, 'q' | 'page' | 'pageSize'> & { terms: SearchTerms | null },
  { page, pageSize }: { page: number; pageSize: number },
  asking: Asking,
): Promise<{ items: LectureRow[]; total: number; page: number; pageSize: number }> {
  const where: SQL[] = [inScope(query.scope, asking)];
  if (query.terms?.kind === 'choseong') where.push(contains(sql`l.search_choseong`, query.terms.consonants));
  if (query.course) where.push(sql`l.course_id = ${query.course}::uuid`);
  if (query.audience) where.push(sql`l.audience = ${query.audience}`);
  if (query.field) where.push(sql`l.field = ${query.field.normalize('NFC')}`);
  if (query.length) where.push(LENGTHS[query.length]);
  if (query.state) where.push(stateSql(query.state, asking.now));
  if (query.progress === 'watching') where.push(sql`w.viewer_id is not null and w.completed_at is null`);
  if (query.progress === 'completed') where.push(sql`w.completed_at is not null`);
  const condition = sql.join(where, sql` and `);
  const from = sql`from ${searched(query, asking.viewerId)} ${havingSaid(query.terms)} where ${condition}`;
  // which ones, and how many in all, before anything is gathered about them
  const found = await rowsOf<{ id: string; total: number }>(
    db,
    sql`
    select l.id, count(*) over ()::int as total ${from}
    order by ${orderOf(query)}, l.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  const ids = `{${found.map(({ id }) => id).join()}}`;
  const items = await rowsOf<LectureRow>(
    db,
    sql`
    select ${columns} from ${tables(asking.viewerId)} where l.id = any(${ids}::uuid[])
    order by array_position(${ids}::uuid[], l.id)`,
  );
  // a page past the last one tells nothing
  const past = found.length === 0 && page > 1;
  const [counted] = past
    ? await rowsOf<{ total: number }>(db, sql`select count(*)::int as total ${from}`)
    : found;
  return { items: items.map(dated), total: counted?.total ?? 0, page, pageSize };
}

const LENGTHS: Record<Length, SQL> = {
  short: sql`r.duration < 1200`,
  medium: sql`r.duration >= 1200 and r.duration < 3600`,
  long: sql`r.duration >= 3600`,
};

/** What the lectures are about that the asker finds: the most used spelling in English goes with each. */
export async function listFields(db: Db, asking: Asking): Promise<FieldList['items']> {
  return rowsOf<FieldList['items'][number]>(
    db,
    sql`
    select l.field, coalesce(mode() within group (order by nullif(l.field_en, '')), '') as "fieldEn",
      count(*)::int as "lectureCount"
    from lectures l join recordings r on r.lecture_id = l.id and ${CURRENT}
    where l.field <> '' and ${inCatalogue(asking)}
    group by l.field order by l.field collate "ko-x-icu"`,
  );
}

function orderOf(
  query: Pick<LectureQuery, 'sort' | 'scope' | 'course' | 'progress'> & { terms: SearchTerms | null },
): SQL {
  if (query.progress) return sql`w.updated_at desc`;
  switch (query.sort ?? (query.course ? 'course' : 'newest')) {
    case 'popular':
      return sql`coalesce(t.views, 0) desc, l.published_at desc nulls last`;
    case 'title':
      return sql`l.title collate "ko-x-icu"`;
    case 'course':
      return sql`l.course_order, l.created_at`;
  }
  const newest = query.scope === 'mine' ? sql`l.created_at desc` : sql`l.published_at desc`;
  // what a lecture is about goes before what is said in it
  return query.terms?.kind === 'words' ? sql`about.titled desc, about.described desc, ${newest}` : newest;
}

/**
 * The lecture as the asker may see it. Null when it is not there, or has nothing to watch, which staff see none the less.
 * @throws {Refusal} as `requireOpen`
 */
export async function lectureById(db: Db, id: string, asking: Asking): Promise<LectureRow | null> {
  const { watcher, now, viewerId } = asking;
  const rows = await rowsOf<LectureRow & { access: Access }>(
    db,
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
    select l.id, l.title, l.title_en as "titleEn" from ${tables(null)}
    join lectures this on this.id = ${lecture.id}::uuid and this.course_id = l.course_id
    where ${inCatalogue(asking)}
      and (l.course_order, l.created_at, l.id) > (this.course_order, this.created_at, this.id)
    order by l.course_order, l.created_at, l.id limit 1`,
  );
  return first([...rows]);
}
