/** SQL of rules of completion. */
import { eq, sql } from 'drizzle-orm';
import { COUNTED } from '../accounts/may-watch-sql.ts';
import { daySql, saidOn } from '../accounts/traits.ts';
import type { CourseRule, Rule, RuleEffect, RuleVersion } from '../contract/completion.ts';
import { type Db, first, listed, only, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { completionRules, courses } from '../database/schema/schema.ts';
import { DEFAULT_RULE, type Done, neededOf } from './completion.ts';

/** The rule that holds for `lectures l` or `courses c` joined with `ruled`: a column of JSON. */
export const RULE = sql`json_build_object('share', coalesce(cr.share, ${DEFAULT_RULE.share}::float8),
  'elapsedShare', coalesce(cr.elapsed_share, ${DEFAULT_RULE.elapsedShare}::float8))`;
/** As `RULE`, of a course. */
export const COURSE_RULE = sql`${RULE}::jsonb || jsonb_build_object('surveyRequired', cr.survey_since is not null)`;
export const ruled = sql`left join completion_rules cr on cr.id = c.rule_id`;

/** Milliseconds that a row `w` of `watched` covers. */
const COVERED_MS = sql`(select coalesce(sum(upper(part) - lower(part)), 0) from unnest(w.ranges) part)`;

/** A course's rules, latest first: the first one holds. Empty when there is no such course. */
export async function rulesOf(db: Db, courseId: string): Promise<RuleVersion[]> {
  const rows = await rowsOf<RuleVersion>(
    db,
    sql`
    select cr.id, cr.version, cr.share, cr.elapsed_share as "elapsedShare",
      cr.survey_since is not null as "surveyRequired", a.name as "createdBy", cr.created_at as "createdAt"
    from completion_rules cr left join accounts a on a.id = cr.created_by
    where cr.course_id = ${courseId}::uuid order by cr.version desc`,
  );
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
}

/** The rule that holds; `surveySince` as `completion_rules` has it, as text. */
type Holding = CourseRule & { version: number; surveySince: string | null; hasSurvey: boolean };

/** The version that holds, with its course held against another change; null when there is no such course. */
export async function lockRule(tx: Db, courseId: string): Promise<Holding | null> {
  const rows = await rowsOf<Holding>(
    tx,
    sql`
    select cr.version, cr.share, cr.elapsed_share as "elapsedShare", cr.survey_since is not null as "surveyRequired",
      cr.survey_since as "surveySince", c.survey_id is not null as "hasSurvey"
    from courses c join completion_rules cr on cr.id = c.rule_id
    where c.id = ${courseId}::uuid for no key update of c`,
  );
  return first(rows);
}

/** The next version of a course's rule holds from now on. */
export async function insertRule(
  tx: Db,
  rule: Rule & {
    surveySince: Date | null;
    courseId: string;
    version: number;
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  const { id } = only(await tx.insert(completionRules).values(rule).returning({ id: completionRules.id }));
  await tx.update(courses).set({ ruleId: id }).where(eq(courses.id, rule.courseId));
}

type Ruled = { id: string; duration: number | null; rule: Rule };

/** These lectures with what decides that they are complete. */
async function ruledLectures(db: Db, lectureIds: readonly string[]): Promise<Ruled[]> {
  const ids = lectureIds.map((id) => ({ id }));
  return rowsOf<Ruled>(
    db,
    sql`
    select l.id, r.duration, ${RULE} as rule
    from lectures l left join courses c on c.id = l.course_id ${ruled}
    left join recordings r on r.lecture_id = l.id and ${CURRENT}
    where l.id = any(${listed(ids, 'id', 'uuid')})`,
  );
}

/** @returns ids; all of them, or those that count in statistics of the course */
export async function lectureIdsOf(db: Db, courseId: string, which: 'all' | 'counted'): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select l.id from lectures l where l.course_id = ${courseId}::uuid and (${which === 'all'} or ${COUNTED})`,
  );
  return rows.map(({ id }) => id);
}

/**
 * What another rule would mean for the people of a course. Its course is what statistics count of it; people are
 * viewers who began any of them not as staff.
 */
export async function effectOf(db: Db, courseId: string, rule: CourseRule): Promise<RuleEffect> {
  const lectures = await ruledLectures(db, await lectureIdsOf(db, courseId, 'counted'));
  const rows = lectures.flatMap(({ id, duration, rule: present }) => {
    const [now, then] = [neededOf(present, duration), neededOf(rule, duration)];
    const more = (name: keyof Done) => (now && then && then[name] > now[name] ? then[name] : 0);
    const asked = { more: more('coveredMs') > 0 || more('elapsedMs') > 0 };
    return [
      {
        ...{ id, coveredMs: then?.coveredMs ?? null, elapsedMs: then?.elapsedMs ?? null },
        ...{ moreCoveredMs: more('coveredMs'), moreElapsedMs: more('elapsedMs'), ...asked },
      },
    ];
  });
  const found = await rowsOf<RuleEffect>(
    db,
    sql`
    with needs as (
      select *, count(*) over () as lectures, count(*) filter (where more) over () as raised
      from unnest(${listed(rows, 'id', 'uuid')}, ${listed(rows, 'coveredMs', 'bigint')},
        ${listed(rows, 'elapsedMs', 'bigint')}, ${listed(rows, 'moreCoveredMs', 'bigint')},
        ${listed(rows, 'moreElapsedMs', 'bigint')}, ${listed(rows, 'more', 'boolean')})
        n(lecture_id, covered_ms, elapsed_ms, more_covered_ms, more_elapsed_ms, more)),
    parts as (
      select w.viewer_id, n.lectures, n.raised, n.more, w.completed_at, w.completed_at is not null as done,
        w.completed_at is not null or coalesce(c.ms >= n.covered_ms and w.elapsed_ms >= n.elapsed_ms, false) as then,
        c.ms >= n.more_covered_ms and w.elapsed_ms >= n.more_elapsed_ms as enough
      from needs n join watched w using (lecture_id), lateral (select ${COVERED_MS} as ms) c
      where w.days <> '{}' and not w.staff),
    viewing as (
      select viewer_id, count(*) filter (where done) = lectures as done, count(*) filter (where "then") = lectures as "then",
        count(*) filter (where more and (done or enough)) < raised as more, max(completed_at) as last
      from parts group by viewer_id, lectures, raised),
    answered as (
      select v.id as viewer_id from survey_responses s join viewers v on v.account_id = s.account_id
      where s.course_id = ${courseId}::uuid),
    people as (
      select v.done and coalesce(a.answered or v.last < cr.survey_since, true) as finished,
        v."then" and (a.answered or not ${rule.surveyRequired}) as "then",
        v.more or ${rule.surveyRequired} and cr.survey_since is null and not a.answered as more
      from viewing v join courses c on c.id = ${courseId}::uuid ${ruled}
        left join answered on answered.viewer_id = v.viewer_id,
        lateral (select answered.viewer_id is not null as answered) a)
    select count(*)::int as people, count(*) filter (where finished)::int as finished,
      count(*) filter (where finished or "then")::int as "finishedThen",
      count(*) filter (where not finished and not "then" and more)::int as "needMore"
    from people`,
  );
  return only(found);
}

/** Completions, by lecture and by who they are of. */
type Completions = {
  lectureId: string;
  managerId: string | null;
  staff: boolean;
  audience: string;
  region: string;
  completions: number;
};

/** Whoever has watched enough of these lectures has completed them from now on. The ledger is held. */
export async function markMet(tx: Db, lectureIds: readonly string[], now: Date): Promise<Completions[]> {
  const lectures = await ruledLectures(tx, lectureIds);
  const needed = lectures.flatMap(({ id, duration, rule }) => {
    const done = neededOf(rule, duration);
    return done ? [{ id, ...done }] : [];
  });
  if (needed.length === 0) return [];
  return rowsOf<Completions>(
    tx,
    sql`
    with met as (
      update watched w set completed_at = ${now.toISOString()}::timestamptz
      from unnest(${listed(needed, 'id', 'uuid')}, ${listed(needed, 'coveredMs', 'bigint')},
        ${listed(needed, 'elapsedMs', 'bigint')}) n(lecture_id, covered_ms, elapsed_ms)
      where w.lecture_id = n.lecture_id and w.completed_at is null
        and w.elapsed_ms >= n.elapsed_ms and ${COVERED_MS} >= n.covered_ms
      returning w.viewer_id, w.lecture_id, w.staff)
    select m.lecture_id as "lectureId", l.created_by as "managerId", m.staff, said.audience, said.region,
      count(*)::int as completions
    from met m join viewers v on v.id = m.viewer_id cross join ${saidOn(daySql(now))} join lectures l on l.id = m.lecture_id
    group by m.lecture_id, l.created_by, m.staff, said.audience, said.region`,
  );
}
