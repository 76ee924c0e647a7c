/** SQL of how far somebody is with courses. */
import { type SQL, sql } from 'drizzle-orm';
import type { Watcher } from '../accounts/may-watch.ts';
import { COUNTED, listedSql, publishedToSql } from '../accounts/may-watch-sql.ts';
import type { BegunCourses, CourseCompletion } from '../contract/completion.ts';
import { type Db, rowsOf } from '../database/client.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';
import { type CourseLecture, courseCompletion } from './course-completion.ts';
import { ruled } from './rule-queries.ts';

/** On whom and when it depends what of a course may be watched. What it consists of does not. */
export type Asking = { watcher: Watcher; now: Date };

/** How far a viewer is with a course. @param viewerId null = has never watched anything */
export async function completionOf(
  db: Db,
  courseId: string,
  viewerId: string | null,
  asking: Asking,
): Promise<CourseCompletion> {
  const lectures = await lecturesOf(db, sql`l.course_id = ${courseId}::uuid`, viewerId, asking);
  return courseCompletion(lectures);
}

/** The courses of which a viewer began a lecture, the one watched last first. */
export async function begunCourses(db: Db, viewerId: string, asking: Asking): Promise<BegunCourses['items']> {
  const courses = await rowsOf<{ id: string; title: string; titleEn: string }>(
    db,
    sql`
    select c.id, c.title, c.title_en as "titleEn"
    from watched w join lectures l on l.id = w.lecture_id and ${COUNTED}
      join courses c on c.id = l.course_id
    where w.viewer_id = ${viewerId}::uuid and w.days <> '{}'
    group by c.id order by max(w.updated_at) desc, c.id`,
  );
  const ids = courses.map(({ id }) => id);
  const lectures = await lecturesOf(db, sql`l.course_id = any(${sql.param(ids)}::uuid[])`, viewerId, asking);
  const byCourse = Map.groupBy(lectures, ({ courseId }) => courseId);
  return courses.map((course) => ({
    ...course,
    completion: courseCompletion(byCourse.get(course.id) ?? []),
  }));
}

/** What courses ask of somebody, in the order of the courses. @param whose SQL condition on `lectures l` */
const lecturesOf = (db: Db, whose: SQL, viewerId: string | null, { watcher, now }: Asking) =>
  rowsOf<CourseLecture & { courseId: string }>(
    db,
    sql`
    select l.course_id as "courseId", l.id as "lectureId", case when shown then l.title else '' end as title,
      case when shown then l.title_en else '' end as "titleEn", not shown as "forOthers",
      coalesce(${WATCHABLE} and ${listedSql(watcher, now)}, false) as watchable, w.completed_at is not null as completed,
      cr.survey_since is not null and coalesce(w.completed_at >= cr.survey_since and not w.staff, true)
        and not exists (select from survey_responses s join viewers v on v.account_id = s.account_id
          where v.id = ${viewerId}::uuid and s.course_id = c.id) as "surveyAsked"
    from lectures l join courses c on c.id = l.course_id ${ruled}
      left join recordings r on r.lecture_id = l.id and ${CURRENT}
      left join watched w on w.lecture_id = l.id and w.viewer_id = ${viewerId}::uuid,
      lateral (select ${publishedToSql(watcher, now)} or w.completed_at is not null as shown) s
    where ${whose} and ${COUNTED}
    order by l.course_order, l.created_at, l.id`,
  );
