/** SQL of people and the lectures they watched; what was watched as staff is left out, as in statistics. */
import { type SQL, sql } from 'drizzle-orm';
import type { Rule } from '../contract/completion.ts';
import type { LearnersQuery } from '../contract/learners.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { containing } from '../database/containing.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { RULE, ruled } from '../progress/rule-queries.ts';
import { managed, type Scope } from '../statistics/scope.ts';

export type Wishes = Omit<LearnersQuery, 'page' | 'pageSize'>;

/** One person and one lecture. Times are texts that `Date` reads. */
export type LearnerRow = {
  accountId: string;
  name: string;
  email: string;
  lectureId: string;
  lecture: string;
  lectureEn: string;
  courseId: string | null;
  course: string | null;
  courseEn: string | null;
  rule: Rule;
  /** seconds; null before the probe */
  duration: number | null;
  /** as PostgreSQL prints a multirange of milliseconds */
  ranges: string;
  /** seconds */
  position: number;
  elapsedMs: number;
  completedAt: string | null;
  lastWatchedAt: string;
  /** the playback session in which it was completed */
  completedIn: string | null;
};

/** Rows that a file is made of at a time. */
const AT_ONCE = 1000;

/** Where the rows come from that are asked for. */
async function from(db: Db, wishes: Wishes, scope: Scope): Promise<SQL> {
  const conditions = [
    sql`w.days <> '{}' and not w.staff`,
    ...ofLectures(await lecturesOf(db, wishes, scope)),
    ...ofPeople(wishes, scope),
  ];
  return sql`
    from watched w join viewers v on v.id = w.viewer_id join accounts a on a.id = v.account_id
      join lectures l on l.id = w.lecture_id left join courses c on c.id = l.course_id ${ruled}
      left join recordings r on r.lecture_id = l.id and ${CURRENT}
    where ${sql.join(conditions, sql` and `)}`;
}

/** Ids of the lectures that are asked for; null = all there are. */
async function lecturesOf(db: Db, { course, lecture }: Wishes, scope: Scope): Promise<string[] | null> {
  if (!course && !lecture && scope.manager === null) return null;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`
    select l.id from lectures l where ${managed(scope)}
      and ${course ? sql`l.course_id = ${course}::uuid` : sql`true`}
      and ${lecture ? sql`l.id = ${lecture}::uuid` : sql`true`}`,
  );
  return rows.map(({ id }) => id);
}

/** By their ids: the planner knows which of them few people watched, and does not look for these by name. */
const ofLectures = (ids: string[] | null): SQL[] =>
  ids === null ? [] : [sql`w.lecture_id = any(${sql.param(ids)}::uuid[])`];

function ofPeople({ state, audience, region, q }: Wishes, scope: Scope): SQL[] {
  const named = sql`a.name ilike ${containing(q ?? '')}`;
  const addressed = sql`a.email ilike ${containing(q ?? '')}`;
  const wishes = [
    state && sql`w.completed_at is ${sql.raw(state === 'completed' ? 'not null' : 'null')}`,
    audience && sql`v.audience = ${audience}`,
    region && sql`v.region = ${region}`,
    q && (scope.manager === null ? sql`(${named} or ${addressed})` : named),
  ];
  return wishes.filter((wish) => typeof wish === 'object');
}

const columns = sql`a.id as "accountId", a.name, a.email, l.id as "lectureId", l.title as lecture, l.title_en as "lectureEn",
  c.id as "courseId", c.title as course, c.title_en as "courseEn",
  ${RULE} as rule, r.duration,
  w.ranges::text as ranges, w.position, w.elapsed_ms::float8 as "elapsedMs", w.completed_at as "completedAt",
  w.updated_at as "lastWatchedAt"`;

/**
 * One page, by people's names, and of each person in the order of courses. An index has the names; one of who
 * watched last would have to move with every report of the player.
 */
export async function learnersOf(
  db: Db,
  wishes: Wishes,
  scope: Scope,
  { limit, offset }: { limit: number; offset: number },
) {
  return rowsOf<Omit<LearnerRow, 'completedIn'>>(
    db,
    sql`
    select ${columns} ${await from(db, wishes, scope)}
    order by a.name, a.id, c.title collate "ko-x-icu", c.id, l.course_order, l.title collate "ko-x-icu", l.id
    limit ${limit} offset ${offset}`,
  );
}

/** @param most counts no further; null = all of them, for as long as that takes */
export async function countLearners(
  db: Db,
  wishes: Wishes,
  scope: Scope,
  most: number | null,
): Promise<number> {
  const rows = await rowsOf<{ total: number }>(
    db,
    sql`select count(*)::int as total from (select 1 ${await from(db, wishes, scope)} limit ${most}) found`,
  );
  return only(rows).total;
}

/** All of them by lecture and name, a thousand at a time: the transaction's cursor holds the rest. */
export async function* everyLearner(tx: Db, wishes: Wishes, scope: Scope): AsyncGenerator<LearnerRow[]> {
  await tx.execute(sql`
    declare learners no scroll cursor for
    select ${columns}, (select p.id from playback_sessions p where p.viewer_id = w.viewer_id
      and p.lecture_id = w.lecture_id and p.started_at <= w.completed_at order by p.started_at desc limit 1) as "completedIn"
    ${await from(tx, wishes, scope)}
    order by c.title collate "ko-x-icu", l.course_order, l.title collate "ko-x-icu", l.id,
      a.name collate "ko-x-icu", a.id`);
  for (;;) {
    const rows = await rowsOf<LearnerRow>(tx, sql.raw(`fetch ${AT_ONCE} from learners`));
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
  }
}

/** Whether a course is there, and for staff whether any of its lectures is theirs. */
export async function isCourseOf(db: Db, courseId: string, scope: Scope): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    select 1 from courses c where c.id = ${courseId}::uuid and (${scope.manager === null}
      or exists (select from lectures l where l.course_id = c.id and ${managed(scope)}))`,
  );
  return first(rows) !== null;
}
