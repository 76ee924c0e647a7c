/** SQL of courses. */
import { eq, sql } from 'drizzle-orm';
import type { CourseChange, CourseSummary, NewCourse } from '../contract/courses.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { courses } from '../database/schema/schema.ts';

/** Counts and durations are of what is in the catalogue. */
const summary = sql`
  select c.id, c.title, c.title_en as "titleEn", c.summary, c.summary_en as "summaryEn", c.audience,
    c.completion_share as "completionShare", count(r.id)::int as "lectureCount",
    coalesce(sum(r.duration) filter (where r.id is not null), 0)::float8 as duration
  from courses c
  left join lectures l on l.course_id = c.id and l.visibility = 'public'
  left join recordings r on r.lecture_id = l.id and r.replaced_at is null
    and r.playable_at is not null and r.state in ('transcoding', 'ready')`;

/** All courses by title; only those with something to watch unless `empty`. */
export async function listCourses(db: Db, { empty }: { empty: boolean }): Promise<CourseSummary[]> {
  const rows = await rowsOf<CourseSummary>(
    db,
    sql`${summary} group by c.id having ${empty} or count(r.id) > 0 order by c.created_at, c.id`,
  );
  return [...rows];
}

export async function courseById(db: Db, id: string): Promise<CourseSummary | null> {
  const rows = await rowsOf<CourseSummary>(db, sql`${summary} where c.id = ${id}::uuid group by c.id`);
  return first([...rows]);
}

/** @returns the new course's id */
export async function insertCourse(db: Db, course: NewCourse): Promise<string> {
  return only(await db.insert(courses).values(course).returning({ id: courses.id })).id;
}

export async function updateCourse(db: Db, id: string, change: CourseChange, now: Date): Promise<void> {
  await db
    .update(courses)
    .set({ ...change, updatedAt: now })
    .where(eq(courses.id, id));
}

/** Its lectures stay, without a course. @returns false when there is no such course */
export async function deleteCourse(db: Db, id: string): Promise<boolean> {
  const rows = await db.delete(courses).where(eq(courses.id, id)).returning({ id: courses.id });
  return rows.length > 0;
}
