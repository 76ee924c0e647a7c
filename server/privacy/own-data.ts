/** SQL of all that is kept of one account, for its owner. */
import { and, arrayContains, asc, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import { type AccountRow, shownAccount } from '../accounts/account.ts';
import { consentsOf } from '../accounts/consents.ts';
import { identityOf } from '../accounts/identity-queries.ts';
import { sessionsOf } from '../accounts/session-queries.ts';
import { certificatesOf } from '../certificates/queries.ts';
import type { OwnData } from '../contract/privacy.ts';
import { type Db, rowsOf } from '../database/client.ts';
import {
  auditEntries,
  courses,
  lectures,
  notes,
  surveyResponses,
  surveys,
  uploads,
} from '../database/schema/schema.ts';

/** @param tx one that sees the database at one moment: what belongs together fits together */
export async function ownDataOf(tx: Db, account: AccountRow, now: Date): Promise<OwnData> {
  const { id } = account;
  return {
    exportedAt: now.toISOString(),
    account: shownAccount(account),
    identity: await identityShown(tx, id),
    consents: await consentsOf(tx, id),
    formerTraits: await formerTraitsOf(tx, id),
    sessions: (await sessionsOf(tx, id, now)).map(({ browser, system, ...times }) => ({
      ...{ browser, system, createdAt: times.createdAt.toISOString() },
      lastSeenAt: times.lastSeenAt.toISOString(),
      expiresAt: times.expiresAt.toISOString(),
    })),
    watched: await watchedOf(tx, id),
    plays: await playsOf(tx, id),
    notes: await notesOf(tx, id),
    certificates: await certificatesOf(tx, id),
    surveys: await answersOf(tx, id),
    uploads: await uploadsOf(tx, id),
    managedLectures: await tx
      .select(LECTURE)
      .from(lectures)
      .where(eq(lectures.createdBy, id))
      .orderBy(asc(lectures.createdAt), asc(lectures.id)),
    accesses: await accessesOf(tx, id),
  };
}

async function identityShown(tx: Db, accountId: string): Promise<OwnData['identity']> {
  const kept = await identityOf(tx, accountId);
  return kept && { ...kept, createdAt: kept.createdAt.toISOString() };
}

const LECTURE = { lectureId: lectures.id, title: lectures.title, titleEn: lectures.titleEn };
/** The same of `lectures l`. */
const OF_LECTURE = sql`l.id as "lectureId", l.title, l.title_en as "titleEn"`;
const viewerOf = (accountId: string): SQL =>
  sql`(select id from viewers where account_id = ${accountId}::uuid)`;
const iso = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const formerTraitsOf = (tx: Db, accountId: string) =>
  rowsOf<OwnData['formerTraits'][number]>(
    tx,
    sql`
    select until::text as until, audience, region from viewer_traits
    where viewer_id = ${viewerOf(accountId)} order by until`,
  );

const watchedOf = (tx: Db, accountId: string) =>
  rowsOf<OwnData['watched'][number]>(
    tx,
    sql`
    select ${OF_LECTURE}, w.days::text[] as days, (
        select coalesce(json_agg(json_build_object('from', lower(r) / 1000.0, 'to', upper(r) / 1000.0)
          order by lower(r)), '[]')
        from unnest(w.ranges) r) as ranges,
      w.credited_ms / 1000.0::float8 as played, w.position, ${iso(sql`w.completed_at`)} as "completedAt"
    from watched w join lectures l on l.id = w.lecture_id
    where w.viewer_id = ${viewerOf(accountId)} order by w.updated_at desc, l.id`,
  );

const playsOf = (tx: Db, accountId: string) =>
  rowsOf<OwnData['plays'][number]>(
    tx,
    sql`
    select ${OF_LECTURE}, ${iso(sql`p.started_at`)} as "startedAt", p.offline, (
        select coalesce(json_agg(json_build_object('from', s.from, 'to', s.to, 'rate', s.rate,
          'receivedAt', ${iso(sql`s.received_at`)}) order by s.seq), '[]')
        from played_segments s where s.playback_session_id = p.id) as segments
    from playback_sessions p join lectures l on l.id = p.lecture_id
    where p.viewer_id = ${viewerOf(accountId)} order by p.started_at desc, p.id`,
  );

async function notesOf(tx: Db, accountId: string): Promise<OwnData['notes']> {
  const rows = await tx
    .select({
      ...LECTURE,
      at: notes.at,
      text: notes.text,
      createdAt: notes.createdAt,
      updatedAt: notes.updatedAt,
    })
    .from(notes)
    .innerJoin(lectures, eq(lectures.id, notes.lectureId))
    .where(eq(notes.accountId, accountId))
    .orderBy(asc(lectures.title), asc(lectures.id), asc(notes.at), asc(notes.id));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

async function answersOf(tx: Db, accountId: string): Promise<OwnData['surveys']> {
  const rows = await tx
    .select({
      courseId: courses.id,
      courseTitle: courses.title,
      courseTitleEn: courses.titleEn,
      answeredAt: surveyResponses.createdAt,
      questions: surveys.questions,
      answers: surveyResponses.answers,
    })
    .from(surveyResponses)
    .innerJoin(courses, eq(courses.id, surveyResponses.courseId))
    .innerJoin(surveys, eq(surveys.id, surveyResponses.surveyId))
    .where(eq(surveyResponses.accountId, accountId))
    .orderBy(desc(surveyResponses.createdAt), asc(courses.id));
  return rows.map((row) => ({ ...row, answeredAt: row.answeredAt.toISOString() }));
}

async function uploadsOf(tx: Db, accountId: string): Promise<OwnData['uploads']> {
  const rows = await tx
    .select({ name: uploads.name, bytes: uploads.bytes, createdAt: uploads.createdAt })
    .from(uploads)
    .where(eq(uploads.accountId, accountId))
    .orderBy(desc(uploads.createdAt), asc(uploads.id));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** What others did; why they say they did is theirs. */
async function accessesOf(tx: Db, accountId: string): Promise<OwnData['accesses']> {
  const rows = await tx
    .select({ at: auditEntries.at, action: auditEntries.action, role: auditEntries.actorRole })
    .from(auditEntries)
    .where(and(arrayContains(auditEntries.people, [accountId]), ne(auditEntries.actorId, accountId)))
    .orderBy(desc(auditEntries.id));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
