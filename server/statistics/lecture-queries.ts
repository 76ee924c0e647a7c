/** SQL of lectures: which are shown in which order, and their numbers. */
import { type SQL, sql } from 'drizzle-orm';
import type { LectureStatisticsQuery } from '../contract/statistics.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import type { Period } from './period.ts';
import { returnedTo } from './return-queries.ts';
import { byWhom, lectureCounters, managed, NEWCOMERS, type Scope, SUMS } from './scope.ts';
import type { Sums } from './sums.ts';

export type LectureOrder = Required<Pick<LectureStatisticsQuery, 'sort' | 'order'>>;

export type LectureRow = Sums & {
  lectureId: string;
  title: string;
  titleEn: string;
  publishedAt: string | null;
  deleted: boolean;
  viewers: number;
  averageShare: number | null;
};

/** Lectures `l` with their current recording `r`. */
const lectures = sql`lectures l left join recordings r on r.lecture_id = l.id and ${CURRENT}`;

/** Mean share watched, of all time: what its viewers covered, each second once a viewer. */
const averageShare = sql`
  (select least(1, covered_ms / nullif(viewers * r.duration * 1000, 0)) from lecture_totals
   where lecture_id = l.id and not staff)`;

/** What lectures are sorted by, and where it comes from: all of them are added up in one go. */
function sortedBy(sort: LectureOrder['sort'], period: Period, scope: Scope): { key: SQL; from: SQL } {
  const counters = (column: SQL) => ({
    key: sql`coalesce(counted.value, 0)`,
    from: sql`${lectures} left join (
      select lecture_id, sum(${column}) as value from ${lectureCounters(period)}
      where ${byWhom(scope)} group by lecture_id
    ) counted on counted.lecture_id = l.id`,
  });
  switch (sort) {
    case 'views':
      return counters(sql`views`);
    case 'watchSeconds':
      return counters(sql`watched_ms`);
    case 'completions':
      return counters(sql`completions`);
    case 'viewers': {
      const { key, from } = counters(sql`newcomers`);
      return { key: sql`${key} + ${returnedTo(sql`l.id`, period, scope)}`, from };
    }
    case 'averageShare':
      return { key: averageShare, from: lectures };
    case 'title':
      return { key: sql`l.title collate "ko-x-icu"`, from: lectures };
    case 'publishedAt':
      return { key: sql`l.published_at`, from: lectures };
  }
}

/** Ids of one page of lectures, the never opened ones too. @param limit null = all of them */
export async function lectureIds(
  db: Db,
  { sort, order }: LectureOrder,
  { limit, offset }: { limit: number | null; offset: number },
  period: Period,
  scope: Scope,
): Promise<string[]> {
  const { key, from } = sortedBy(sort, period, scope);
  const direction = order === 'asc' ? sql`asc` : sql`desc`;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`
    select l.id from ${from} where ${managed(scope)}
    order by ${key} ${direction} nulls last, l.title collate "ko-x-icu", l.id
    limit ${limit} offset ${offset}`,
  );
  return rows.map(({ id }) => id);
}

export async function countLectures(db: Db, scope: Scope): Promise<number> {
  const rows = await rowsOf<{ total: number }>(
    db,
    sql`select count(*)::int as total from lectures l where ${managed(scope)}`,
  );
  return only(rows).total;
}

/** Numbers of these lectures, in the order of the ids. */
export const numbersOfLectures = (db: Db, ids: readonly string[], period: Period, scope: Scope) =>
  rowsOf<LectureRow>(
    db,
    sql`
    select l.id as "lectureId", l.title, l.title_en as "titleEn", to_json(l.published_at)#>>'{}' as "publishedAt",
      l.deleted_at is not null as deleted,
      d.views, d."watchedMs", d.completions, d.newcomers + ${returnedTo(sql`l.id`, period, scope)} as viewers,
      ${averageShare} as "averageShare"
    from ${lectures}
    join unnest(${sql.param([...ids])}::uuid[]) with ordinality wanted(id, nth) on wanted.id = l.id
    cross join lateral (select ${SUMS}, ${NEWCOMERS} from ${lectureCounters(period)}
      where lecture_id = l.id and ${byWhom(scope)}) d
    order by wanted.nth`,
  );

/** A lecture and its numbers of all time; null when it is not the manager's. */
export async function lectureOf(db: Db, id: string, scope: Scope) {
  const rows = await rowsOf<{
    title: string;
    titleEn: string;
    duration: number | null;
    viewers: number;
    completions: number;
    averageShare: number | null;
  }>(
    db,
    sql`
    select l.title, l.title_en as "titleEn", r.duration, t.viewers, t.completions, ${averageShare} as "averageShare"
    from ${lectures} cross join lateral (
      select coalesce(sum(viewers), 0)::int as viewers, coalesce(sum(completions), 0)::int as completions
      from lecture_totals where lecture_id = l.id and ${byWhom(scope)}) t
    where l.id = ${id}::uuid and ${managed(scope)}`,
  );
  return first(rows);
}
