/** SQL of certificates. */
import { type SQL, sql } from 'drizzle-orm';
import { COUNTED } from '../accounts/may-watch-sql.ts';
import type { Certificate } from '../contract/certificates.ts';
import { type Db, first, only, rowsOf } from '../database/client.ts';
import { CURRENT } from '../database/schema/recordings.ts';
import { INSTITUTION_BEFORE } from './wording.ts';

/** What a certificate of a course would say now; null when there is no such course. */
export async function courseNow(db: Db, courseId: string) {
  const rows = await rowsOf<{ ruleId: string; title: string; titleEn: string; seconds: number }>(
    db,
    sql`
    select c.rule_id as "ruleId", c.title, c.title_en as "titleEn",
      coalesce(sum(r.duration), 0)::float8 as seconds
    from courses c left join lectures l on l.course_id = c.id and ${COUNTED}
      left join recordings r on r.lecture_id = l.id and ${CURRENT}
    where c.id = ${courseId}::uuid group by c.id`,
  );
  return first(rows);
}

/** The first and the last day of Asia/Seoul on which a viewer watched a course. They have watched it. */
export async function daysOf(db: Db, courseId: string, viewerId: string) {
  const rows = await rowsOf<{ firstDay: string; lastDay: string }>(
    db,
    sql`
    select min(day)::text as "firstDay", max(day)::text as "lastDay"
    from watched w join lectures l on l.id = w.lecture_id and ${COUNTED}, unnest(w.days) day
    where l.course_id = ${courseId}::uuid and w.viewer_id = ${viewerId}::uuid`,
  );
  return only(rows);
}

/** The last number of a year that was given; null = none. The chain is held. @param year four digits */
export async function lastNumber(tx: Db, year: string): Promise<string | null> {
  const rows = await rowsOf<{ number: string }>(
    tx,
    sql`
    select number from certificate_entries where event = 'issued' and number like ${`${year}-%`}
    order by length(number) desc, number desc limit 1`,
  );
  return first(rows)?.number ?? null;
}

/** As its owner and administrators see them, the latest first. @param which SQL condition on `certificates t` */
async function listed(db: Db, which: SQL): Promise<Certificate[]> {
  const time = (column: string) =>
    sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return rowsOf<Certificate>(
    db,
    sql`
    select t.number, t.code, t.name, cr.course_id as "courseId", cr.version as "ruleVersion",
      t.course_title as "courseTitle", t.course_title_en as "courseTitleEn", t.first_day::text as "firstDay",
      t.last_day::text as "lastDay", t.seconds,
      coalesce(t.institution, ${INSTITUTION_BEFORE}) as institution, t.issuer, ${time('t.issued_at')} as "issuedAt",
      ${time('t.revoked_at')} as "revokedAt", t.revoked_reason as "revokedReason"
    from certificates t join completion_rules cr on cr.id = t.rule_id
    where ${which} order by t.issued_at desc, t.number desc`,
  );
}

export const certificatesOf = (db: Db, accountId: string): Promise<Certificate[]> =>
  listed(db, sql`t.account_id = ${accountId}::uuid`);

/** An account's own certificate; null when it is another's, or none. */
export const ownCertificate = async (db: Db, number: string, accountId: string) =>
  first(await listed(db, sql`t.number = ${number} and t.account_id = ${accountId}::uuid`));

/** The one of an account by a version of a rule; null = none. */
export const certificateByRule = async (db: Db, accountId: string, ruleId: string) =>
  first(await listed(db, sql`t.rule_id = ${ruleId}::uuid and t.account_id = ${accountId}::uuid`));

/** Whether any was ever issued for a course. */
export async function hasCertificates(db: Db, courseId: string): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`
    select 1 from certificates t join completion_rules cr on cr.id = t.rule_id
    where cr.course_id = ${courseId}::uuid limit 1`,
  );
  return rows.length > 0;
}
