/** SQL of surveys. */
import { desc, eq, sql } from 'drizzle-orm';
import { COUNTED } from '../accounts/may-watch-sql.ts';
import type { Answer, Question, SurveySettings, SurveyState } from '../contract/surveys.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { courses, surveyResponses, surveys } from '../database/schema/schema.ts';
import type { Asked, Tally, Text } from './results.ts';

/** The questions that a course asks now; null when it asks none. */
export async function openSurvey(
  db: Db,
  courseId: string,
): Promise<{ id: string; questions: Question[] } | null> {
  const rows = await db
    .select({ id: surveys.id, questions: surveys.questions })
    .from(courses)
    .innerJoin(surveys, eq(surveys.id, courses.surveyId))
    .where(eq(courses.id, courseId));
  return first(rows);
}

/** A lecture that whoever watched it may be asked about: they did when they could, whether or not they still can. */
const BEGUN = sql`l.deleted_at is null and l.visibility <> 'draft'`;

/** How a viewer and the survey of a course stand, whether it is open or not. @param viewerId null = has watched nothing */
export async function stateOf(db: Db, courseId: string, viewerId: string | null): Promise<SurveyState> {
  const { state } = only(
    await rowsOf<{ state: SurveyState }>(
      db,
      sql`
      select case
        when exists (select from survey_responses s join viewers v on v.account_id = s.account_id
          where v.id = ${viewerId}::uuid and s.course_id = ${courseId}::uuid) then 'answered'
        when exists (select from watched w join lectures l on l.id = w.lecture_id
          where w.viewer_id = ${viewerId}::uuid and w.days <> '{}' and not w.staff
            and l.course_id = ${courseId}::uuid and ${BEGUN}) then 'open'
        else 'not_begun' end as state`,
    ),
  );
  return state;
}

/** Keeps somebody's answers. @returns false when that account has answered this course's survey before */
export async function insertResponse(
  db: Db,
  response: { courseId: string; surveyId: string; accountId: string; answers: Answer[]; createdAt: Date },
): Promise<boolean> {
  const rows = await db
    .insert(surveyResponses)
    .values(response)
    .onConflictDoNothing({ target: [surveyResponses.courseId, surveyResponses.accountId] })
    .returning({ id: surveyResponses.id });
  return rows.length > 0;
}

/** What staff edit; null when there is no such course. */
export async function settingsOf(db: Db, courseId: string): Promise<SurveySettings | null> {
  const rows = await db
    .select({
      surveyId: courses.surveyId,
      version: surveys.version,
      questions: surveys.questions,
      savedAt: surveys.createdAt,
      responses: sql<number>`(select count(*)::int from survey_responses r where r.course_id = ${courses.id})`,
    })
    .from(courses)
    .leftJoin(surveys, eq(surveys.courseId, courses.id))
    .where(eq(courses.id, courseId))
    .orderBy(desc(surveys.version))
    .limit(1);
  const row = first(rows);
  return (
    row && {
      open: row.surveyId !== null,
      version: row.version ?? 0,
      questions: row.questions ?? [],
      savedAt: row.savedAt?.toISOString() ?? null,
      responses: row.responses,
    }
  );
}

/** Holds a course against another change of its rule or its survey. @returns what it asks now; null when there is none */
export async function lockCourse(tx: Db, courseId: string): Promise<{ surveyId: string | null } | null> {
  const { id, surveyId } = courses;
  return first(await tx.select({ surveyId }).from(courses).where(eq(id, courseId)).for('no key update'));
}

/** Whether the rule of a course asks for its survey. */
export async function isRequired(tx: Db, courseId: string): Promise<boolean> {
  const rows = await rowsOf<{ required: boolean }>(
    tx,
    sql`
    select cr.survey_since is not null as required from courses c join completion_rules cr on cr.id = c.rule_id
    where c.id = ${courseId}::uuid`,
  );
  return only(rows).required;
}

/** The latest version of a course's questions; null when it never had any. */
export async function latestSurvey(db: Db, courseId: string) {
  const rows = await db
    .select({ id: surveys.id, version: surveys.version, questions: surveys.questions })
    .from(surveys)
    .where(eq(surveys.courseId, courseId))
    .orderBy(desc(surveys.version))
    .limit(1);
  return first(rows);
}

/** @returns its id */
export async function insertSurvey(
  tx: Db,
  survey: { courseId: string; version: number; questions: Question[]; createdBy: string; createdAt: Date },
): Promise<string> {
  return only(await tx.insert(surveys).values(survey).returning({ id: surveys.id })).id;
}

/** @param surveyId what the course asks from now on; null = nothing */
export async function setSurvey(tx: Db, courseId: string, surveyId: string | null): Promise<void> {
  await tx.update(courses).set({ surveyId }).where(eq(courses.id, courseId));
}

/** People who answered, and people who completed all that the course consists of; null when there is no such course. */
export async function participation(
  db: Db,
  courseId: string,
): Promise<{ responses: number; finished: number } | null> {
  const rows = await rowsOf<{ responses: number; finished: number }>(
    db,
    sql`
    select (select count(*)::int from survey_responses r where r.course_id = c.id) as responses,
      (select coalesce(sum(people), 0)::int from course_progress p where p.course_id = c.id and p.manager_id is null
        and p.completed = (select count(*) from lectures l where l.course_id = c.id and ${COUNTED}))
        as finished
    from courses c where c.id = ${courseId}::uuid`,
  );
  return first(rows);
}

/** All answers to a course's survey, as `resultsOf` takes them. @param mostTexts of each question; null = all of them */
export async function answersOf(
  db: Db,
  courseId: string,
  mostTexts: number | null,
): Promise<{ surveys: Asked[]; tallies: Tally[]; texts: Text[] }> {
  const versions = await db
    .select({
      id: surveys.id,
      questions: surveys.questions,
      open: sql<boolean>`${courses.surveyId} is not distinct from ${surveys.id}`,
      responses: sql<number>`(select count(*)::int from survey_responses r where r.survey_id = ${surveys.id})`,
    })
    .from(surveys)
    .innerJoin(courses, eq(courses.id, surveys.courseId))
    .where(eq(surveys.courseId, courseId))
    .orderBy(desc(surveys.version));
  const answers = sql`
    (select r.survey_id, a.answer, (a.nth - 1)::int as question
    from survey_responses r, jsonb_array_elements(r.answers) with ordinality a(answer, nth)
    where r.course_id = ${courseId}::uuid and jsonb_typeof(a.answer) <> 'null') a`;
  const tallies = await rowsOf<{ id: string; question: number; answer: number | null; count: number }>(
    db,
    sql`
    select survey_id as id, question, case jsonb_typeof(answer) when 'number' then answer::int end as answer,
      count(*)::int as count
    from ${answers} group by 1, 2, 3`,
  );
  const texts = await rowsOf<{ id: string; question: number; text: string }>(
    db,
    sql`
    select id, question, text from (
      select survey_id as id, question, answer #>> '{}' as text,
        row_number() over (partition by survey_id, question order by answer #>> '{}' collate "ko-x-icu") as place
      from ${answers} where jsonb_typeof(answer) = 'string') written
    where place <= coalesce(${mostTexts}::bigint, place)`,
  );
  const placeOf = new Map(versions.map(({ id }, nth) => [id, nth]));
  const placed = <T extends { id: string }>({ id, ...row }: T) => ({ ...row, survey: placeOf.get(id) ?? -1 });
  return { surveys: versions, tallies: tallies.map(placed), texts: texts.map(placed) };
}
