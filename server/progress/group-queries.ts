/**
 * SQL of who watched several lectures together: those of a course, those that one member of staff manages.
 * A viewer who is staff now and then counts apart as such, by what each lecture was begun as.
 */
import { type SQL, sql } from 'drizzle-orm';
import { COUNTED } from '../accounts/may-watch-sql.ts';
import { type Db, listed, rowsOf } from '../database/client.ts';
import type { AllVisits, News, Sums } from './sums.ts';

/** What counts of several lectures together: once for all of a course, and once for its manager's part of it. */
export type Groups = Pick<AllVisits, 'managers'> & Pick<Sums, 'courseProgress'>;

const PARTS = sql`lateral (select null::uuid union select created_by) part(manager_id)`;

/**
 * What news of viewers change for managers and courses. The viewers are held, and what they watched is written.
 * @param day of Asia/Seoul
 */
export async function groupChanges(tx: Db, news: readonly News[], day: string): Promise<Groups> {
  if (news.length === 0) return { managers: [], courseProgress: [] };
  const watched = sql`
    select w.viewer_id, w.staff, l.course_id, l.created_by, ${COUNTED} as counted,
      coalesce(n.visits, false) as visits, w.completed_at is not null as completed,
      coalesce(n.completes, false) as completes,
      case when n.visits then n.previous else w.days[cardinality(w.days)] end as last
    from (select distinct viewer_id from news) v
    join watched w using (viewer_id) join lectures l on l.id = w.lecture_id
    left join news n on n.viewer_id = w.viewer_id and n.lecture_id = w.lecture_id`;
  type Row = { courseId: string | null; managerId: string | null; staff: boolean; people: number } & {
    previous: string | null;
    completed: number;
  };
  const rows = await rowsOf<Row>(
    tx,
    sql`
    with news as (
      select * from unnest(${listed(news, 'viewerId', 'uuid')}, ${listed(news, 'lectureId', 'uuid')},
        ${listed(news, 'visits', 'boolean')}, ${listed(news, 'previous', 'date')}, ${listed(news, 'completes', 'boolean')})
        n(viewer_id, lecture_id, visits, previous, completes)),
    own as materialized (${watched}),
    managers as (
      select created_by as manager_id, staff, max(last) as previous from own where created_by is not null
      group by viewer_id, created_by, staff
      having bool_or(visits) and coalesce(max(last) < ${day}::date, true)),
    courses as (
      select course_id, manager_id, count(last) > 0 as began, count(*) filter (where completed) as completed,
        count(*) filter (where completed and not completes) as earlier
      from own, ${PARTS} where course_id is not null and counted and not staff
      group by viewer_id, course_id, manager_id
      having bool_or(completes) or bool_or(visits) and count(last) = 0)
    select null::uuid as "courseId", manager_id as "managerId", staff, previous::text as previous,
      0 as completed, count(*)::int as people
    from managers group by manager_id, staff, previous
    union all
    select course_id, manager_id, false, null, moved.completed::int, sum(moved.people)::int
    from courses, lateral (values (completed, 1), (earlier, -1)) moved(completed, people)
    where moved.people = 1 or began group by course_id, manager_id, moved.completed`,
  );
  return {
    managers: rows.flatMap(({ courseId, managerId, staff, previous, people }) =>
      courseId === null && managerId !== null ? [{ managerId, staff, day, previous, viewers: people }] : [],
    ),
    courseProgress: rows.flatMap(({ courseId, managerId, completed, people }) =>
      courseId === null ? [] : [{ courseId, managerId, completed, people }],
    ),
  };
}

/**
 * All that some viewers count for managers and courses.
 * @param whose SQL condition on rows `w` of what viewers watched of lectures `l`
 */
export async function groupsOf(tx: Db, whose: SQL): Promise<Groups> {
  const managers = await rowsOf<Groups['managers'][number]>(
    tx,
    sql`
    select manager_id as "managerId", staff, day::text as day, previous::text as previous, count(*)::int as viewers
    from (
      select *, lag(day) over (partition by viewer_id, manager_id, staff order by day) as previous
      from (
        select distinct w.viewer_id, l.created_by as manager_id, w.staff, d.day
        from watched w join lectures l on l.id = w.lecture_id, unnest(w.days) d(day)
        where l.created_by is not null and ${whose}) days) visits
    group by manager_id, staff, day, previous`,
  );
  return { managers, courseProgress: await progressOf(tx, whose) };
}

/** As `groupsOf`, for courses alone. */
export const progressOf = (tx: Db, whose: SQL) =>
  rowsOf<Groups['courseProgress'][number]>(
    tx,
    sql`
    select course_id as "courseId", manager_id as "managerId", completed::int as completed, count(*)::int as people
    from (
      select l.course_id, manager_id, count(w.completed_at) as completed
      from watched w join lectures l on l.id = w.lecture_id, ${PARTS}
      where l.course_id is not null and ${COUNTED} and not w.staff and w.days <> '{}' and ${whose}
      group by w.viewer_id, l.course_id, manager_id) people
    group by course_id, manager_id, completed`,
  );

/** The opposite of what is counted. */
export const negated = ({ managers, courseProgress }: Groups): Groups => ({
  managers: managers.map((row) => ({ ...row, viewers: -row.viewers })),
  courseProgress: courseProgress.map((row) => ({ ...row, people: -row.people })),
});
