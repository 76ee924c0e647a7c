/** SQL of courses. */
import { eq, sql } from 'drizzle-orm';
import { listedSql } from '../accounts/may-watch-sql.ts';
import { changedMembers } from '../audit/changed.ts';
import { hasCertificates } from '../certificates/queries.ts';
import type { CourseChange, CourseSummary, NewCourse } from '../contract/courses.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { CURRENT, WATCHABLE } from '../database/schema/recordings.ts';
import { completionRules, courses } from '../database/schema/schema.ts';
import { Refusal } from '../errors.ts';
import { DEFAULT_RULE } from '../progress/completion.ts';
import type { Asking } from '../progress/course-queries.ts';
import { holdLedger } from '../progress/ledger-lock.ts';
import { regrouped } from '../progress/regroup.ts';
import { COURSE_RULE, lectureIdsOf, ruled } from '../progress/rule-queries.ts';
import { completeMet } from '../progress/rules.ts';

/** Counts and durations are of what the asker finds in the catalogue. */
const summary = ({ watcher, now }: Asking) => sql`
  select c.id, c.title, c.title_en as "titleEn", c.summary, c.summary_en as "summaryEn", c.audience,
    ${COURSE_RULE} as rule, count(r.id)::int as "lectureCount",
    coalesce(sum(r.duration) filter (where r.id is not null), 0)::float8 as duration
  from courses c ${ruled}
  left join lectures l on l.course_id = c.id and ${listedSql(watcher, now)}
  left join recordings r on r.lecture_id = l.id and ${CURRENT} and ${WATCHABLE}`;

/** All courses by title; staff are shown those without anything to watch too. */
export async function listCourses(db: Db, asking: Asking): Promise<CourseSummary[]> {
  const rows = await rowsOf<CourseSummary>(
    db,
    sql`${summary(asking)} group by c.id, cr.id having ${asking.watcher.staff} or count(r.id) > 0 order by c.created_at, c.id`,
  );
  return [...rows];
}

export async function courseById(db: Db, id: string, asking: Asking): Promise<CourseSummary | null> {
  const rows = await rowsOf<CourseSummary>(
    db,
    sql`${summary(asking)} where c.id = ${id}::uuid group by c.id, cr.id`,
  );
  return first([...rows]);
}

/** @returns the new course's id; the first version of its rule is there with it */
export async function insertCourse(
  db: Db,
  { rule = DEFAULT_RULE, ...course }: NewCourse,
  createdBy: string | null,
): Promise<string> {
  return db.transaction(async (tx) => {
    const ruleId = crypto.randomUUID();
    const row = { ...course, ruleId };
    const { id } = only(await tx.insert(courses).values(row).returning({ id: courses.id }));
    await tx.insert(completionRules).values({ ...rule, id: ruleId, courseId: id, version: 1, createdBy });
    return id;
  });
}

/** @returns names of the members that are otherwise from now on; null when there is no such course */
export async function updateCourse(
  tx: Db,
  id: string,
  change: CourseChange,
  now: Date,
): Promise<string[] | null> {
  // what changes who completes what has the ledger before it has the course, as everywhere
  if (change.audience !== undefined) await holdLedger(tx);
  const ofId = eq(courses.id, id);
  const before = first(await tx.select().from(courses).where(ofId).for('no key update'));
  if (!before) return null;
  const members = changedMembers(before, change);
  if (members.length === 0) return members;
  const update = async () => {
    await tx
      .update(courses)
      .set({ ...change, updatedAt: now })
      .where(ofId);
  };
  // lectures that are limited to an audience count for courses of that audience
  await (members.includes('audience') ? regrouped(tx, sql`l.course_id = ${id}::uuid`, update) : update());
  return members;
}

/**
 * Its lectures stay, without a course and by the rule of such.
 * @returns false when there is no such course
 * @throws {Refusal} course_certified when it has certificates
 */
export async function deleteCourse(db: Db, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    await holdLedger(tx);
    if (await hasCertificates(tx, id)) throw new Refusal('course_certified');
    const lectureIds = await lectureIdsOf(tx, id, 'all');
    const rows = await tx.delete(courses).where(eq(courses.id, id)).returning({ id: courses.id });
    await completeMet(tx, lectureIds, now);
    return rows.length > 0;
  });
}
