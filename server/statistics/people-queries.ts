/**
 * SQL that counts people one by one: the viewers of several lectures together, which no counter
 * holds. It costs about as much as there are pairs of viewer and lecture, so that is asked first.
 */
import { type SQL, sql } from 'drizzle-orm';
import { type Db, only, rowsOf } from '../database/client.ts';
import type { Period } from './period.ts';
import { type Scope, within } from './scope.ts';
import type { Visits } from './sums.ts';

/** Pairs of viewer and lecture that one answer counts: more would keep people waiting. */
const MOST_PAIRS = 20_000;

/** `watched` knows no sessions, so whoever is staff today is left out. */
const byResidents = sql`not exists (select from viewers v join accounts a on a.id = v.account_id
  where v.id = w.viewer_id and a.role <> 'resident')`;

/**
 * Whether the people behind these lectures are few enough to be counted.
 * @param lectureIds SQL that gives them
 */
export async function areCountable(db: Db, lectureIds: SQL): Promise<boolean> {
  const rows = await rowsOf<{ countable: boolean }>(
    db,
    sql`
    select count(*) <= ${MOST_PAIRS} as countable from (
      select from watched where lecture_id in (${lectureIds}) limit ${MOST_PAIRS + 1}) pairs`,
  );
  return only(rows).countable;
}

/** Viewers of each day of these lectures together, in two periods one right after the other. */
export function peopleByDay(db: Db, lectureIds: SQL, earlier: Period, later: Period, { staff }: Scope) {
  return rowsOf<Visits & { day: string }>(
    db,
    sql`
    select day::text as day, count(*)::int as viewers, (count(*) filter (where day = first))::int as fresh
    from (
      select day, min(day) over (partition by viewer_id, day >= ${later.from}::date) as first
      from (select distinct w.viewer_id, day from watched w, unnest(w.days) day
        where w.lecture_id in (${lectureIds}) and ${staff ? sql`true` : byResidents}
          and ${within({ from: earlier.from, to: later.to })}) of_day) of_period
    group by day order by day`,
  );
}

/**
 * People who ever watched any of a course's lectures, and those who completed all of them.
 * @param lectures SQL that gives `id` and `course_id` of all its lectures
 */
export function peopleOfCourses(db: Db, lectures: SQL) {
  return rowsOf<{ courseId: string; started: number; finished: number }>(
    db,
    sql`
    select course_id as "courseId", count(*)::int as started,
      (count(*) filter (where completed = lectures))::int as finished
    from (
      select l.course_id, l.lectures, count(w.completed_at) as completed
      from (select id, course_id, count(*) over (partition by course_id) as lectures from (${lectures}) l) l
      join watched w on w.lecture_id = l.id
      where w.days <> '{}' and ${byResidents}
      group by l.course_id, l.lectures, w.viewer_id) people
    group by course_id`,
  );
}
