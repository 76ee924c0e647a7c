/** SQL of lists: which lectures stand on a page of one, and how many in all. */
import { type SQL, sql } from 'drizzle-orm';
import { listedSql } from '../accounts/may-watch-sql.ts';
import type { FieldList, LectureQuery } from '../contract/lectures.ts';
import type { Length } from '../contract/vocabulary.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { contains } from '../database/containing.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';
import { emptiedBefore } from './bin.ts';
import { havingSaid } from './having-said.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { Asking } from './lecture-queries.ts';
import type { SearchTerms } from './search-text.ts';
import { stateSql } from './state-sql.ts';

export type Search = Omit<LectureQuery, 'q' | 'page' | 'pageSize'> & { terms: SearchTerms | null };
/** `page` counts from 1 */
export type Part = { page: number; pageSize: number };
type Found = { ids: string[]; total: number };

export const current = sql`left join recordings r on r.lecture_id = l.id and ${CURRENT}`;
export const waiting = sql`left join recordings n on n.lecture_id = l.id and n.replaced_at is null and n.waiting`;
export const totals = sql`left join lecture_totals t on t.lecture_id = l.id and not t.staff`;
export const watchedBy = (viewerId: string | null) =>
  sql`left join watched w on w.lecture_id = l.id and w.viewer_id = ${viewerId}::uuid`;

/** Those of the tables that a query is answered by: ten thousand rows of what it does not ask for take their time. */
const searched = ({ state, sort, progress }: Partial<LectureQuery>, viewerId: string | null) => sql`
  lectures l ${current} ${state ? waiting : sql``} ${sort === 'popular' ? totals : sql``}
  ${progress ? watchedBy(viewerId) : sql``}`;

/** What somebody may find in the catalogue: published to them, and something to watch. */
export const inCatalogue = ({ watcher, now }: Pick<Asking, 'watcher' | 'now'>) =>
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

/**
 * Which ones, in order, and how many in all.
 * @param keep what many look at is then found once for them
 */
export async function findLectures(
  db: Db,
  query: Search,
  part: Part,
  asking: Asking,
  keep?: KeptAnswers,
): Promise<Found> {
  const find = () => found(db, query, part, asking);
  if (!keep || !isForMany(query)) return find();
  return keep(JSON.stringify(['list', query, part, asking.watcher]), asking.now, find);
}

/** Whether all who may find the same are told the same: nothing of it is the asker's own. */
const isForMany = ({ terms, progress, state, scope = 'catalogue' }: Search) =>
  terms === null && progress === undefined && state === undefined && scope === 'catalogue';

async function found(db: Db, query: Search, { page, pageSize }: Part, asking: Asking): Promise<Found> {
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
  const rows = await rowsOf<{ id: string; total: number }>(
    db,
    sql`
    select l.id, count(*) over ()::int as total ${from}
    order by ${orderOf(query)}, l.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  // a page past the last one tells nothing
  const past = rows.length === 0 && page > 1;
  const [counted] = past
    ? await rowsOf<{ total: number }>(db, sql`select count(*)::int as total ${from}`)
    : rows;
  return { ids: rows.map(({ id }) => id), total: counted?.total ?? 0 };
}

const LENGTHS: Record<Length, SQL> = {
  short: sql`r.duration < 1200`,
  medium: sql`r.duration >= 1200 and r.duration < 3600`,
  long: sql`r.duration >= 3600`,
};

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

/** What the lectures are about that the asker finds: the most used spelling in English goes with each. */
export async function listFields(db: Db, asking: Asking, keep: KeptAnswers): Promise<FieldList['items']> {
  return keep(JSON.stringify(['fields', asking.watcher]), asking.now, () =>
    rowsOf<FieldList['items'][number]>(
      db,
      sql`
      select l.field, coalesce(mode() within group (order by nullif(l.field_en, '')), '') as "fieldEn",
        count(*)::int as "lectureCount"
      from lectures l join recordings r on r.lecture_id = l.id and ${CURRENT}
      where l.field <> '' and ${inCatalogue(asking)}
      group by l.field order by l.field collate "ko-x-icu"`,
    ),
  );
}
