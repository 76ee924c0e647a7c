/** SQL of courses: the sums of their lectures. */
import { type SQL, sql } from 'drizzle-orm';
import { COUNTED } from '../accounts/may-watch-sql.ts';
import { type Db, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { byWhom, lectureCounters, managed, type Scope, SUMS } from './scope.ts';
import type { Sums } from './sums.ts';

export type CourseRow = Sums & {
  courseId: string;
  title: string;
  titleEn: string;
  lectureCount: number;
  started: number;
  finished: number;
};

/** The lectures that courses consist of. @param courseId null = of every course */
const lecturesOfCourses = (courseId: string | null, scope: Scope): SQL => sql`
  select l.id, l.course_id, l.course_order, l.created_at from lectures l
  where ${COUNTED} and ${managed(scope)}
    and ${courseId === null ? sql`l.course_id is not null` : sql`l.course_id = ${courseId}::uuid`}`;

/** SQL of people who watched any of the lectures of the course `c`, or of the manager's in it. */
const peopleOf = ({ manager }: Scope): SQL => sql`
  select coalesce(sum(people), 0)::int from course_progress
  where course_id = c.id and ${manager === null ? sql`manager_id is null` : sql`manager_id = ${manager}::uuid`}`;

/** Courses by title, those nobody opened too; for staff those with lectures of theirs. */
export const coursesOf = (db: Db, courseId: string | null, period: Period, scope: Scope) =>
  rowsOf<CourseRow>(
    db,
    sql`
    select c.id as "courseId", c.title, c.title_en as "titleEn", count(l.id)::int as "lectureCount",
      coalesce(sum(d.views), 0)::int as views, coalesce(sum(d."watchedMs"), 0)::float8 as "watchedMs",
      coalesce(sum(d.completions), 0)::int as completions,
      (${peopleOf(scope)}) as started, (${peopleOf(scope)} and completed = count(l.id)) as finished
    from courses c
    left join (${lecturesOfCourses(courseId, scope)}) l on l.course_id = c.id
    left join lateral (select ${SUMS} from ${lectureCounters(period)}
      where lecture_id = l.id and ${byWhom(scope)}) d on true
    where ${courseId === null ? sql`true` : sql`c.id = ${courseId}::uuid`}
    group by c.id
    having ${scope.manager === null} or count(l.id) > 0
    order by c.title collate "ko-x-icu", c.id`,
  );

/** Ids of a course's lectures, in its order. */
export async function idsInOrder(db: Db, courseId: string, scope: Scope): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select id from (${lecturesOfCourses(courseId, scope)}) l order by course_order, created_at, id`,
  );
  return rows.map(({ id }) => id);
}
