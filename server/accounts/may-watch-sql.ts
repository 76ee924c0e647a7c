/** `may-watch.ts` as SQL of `lectures l`: a test compares the two. */
import { type SQL, sql } from 'drizzle-orm';
import type { Visibility } from '../contract/vocabulary.ts';
import { visibilitiesListedTo, type Watcher } from './may-watch.ts';

const timestamp = (now: Date) => sql`${now.toISOString()}::timestamptz`;
const among = (visibilities: readonly Visibility[]) =>
  sql`l.visibility in (${sql.join(
    visibilities.map((one) => sql`${one}`),
    sql`, `,
  )})`;
const meantFor = ({ audience }: Watcher) => sql`l.audience in ('everyone', ${audience ?? 'everyone'})`;

/** `accessOf`: a column. */
export const accessSql = (watcher: Watcher, now: Date): SQL => sql`case
  when l.deleted_at is not null then 'hidden'
  when ${watcher.staff} then 'open'
  when l.visibility = 'draft' or l.public_from > ${timestamp(now)} then 'hidden'
  when l.public_until <= ${timestamp(now)} then 'ended'
  when l.visibility in ('public', 'unlisted') then 'open'
  when not ${watcher.signedIn} then 'sign_in'
  when l.visibility = 'signed_in' or ${meantFor(watcher)} then 'open'
  else 'audience' end`;

/** `phaseOf`: a column. */
export const phaseSql = (now: Date): SQL => sql`case
  when l.visibility = 'draft' then 'draft'
  when l.public_from > ${timestamp(now)} then 'scheduled'
  when l.public_until <= ${timestamp(now)} then 'ended'
  else 'current' end`;

/** `isPublishedTo`: a condition. */
export const publishedToSql = (watcher: Watcher, now: Date): SQL => sql`(l.deleted_at is null
  and ${among(visibilitiesListedTo(watcher))} and (l.public_from is null or l.public_from <= ${timestamp(now)})
  and (${watcher.staff} or l.visibility <> 'audience' or ${meantFor(watcher)}))`;

/** `isListed`: a condition. */
export const listedSql = (watcher: Watcher, now: Date): SQL =>
  sql`(${publishedToSql(watcher, now)} and (l.public_until is null or l.public_until > ${timestamp(now)}))`;

/**
 * What a course consists of, the same for everybody: certificates, what somebody still misses, the preview of a rule
 * and statistics all ask for these lectures, so that no two of them disagree. One that is limited to an audience is
 * one of them where the course is for that audience too; limited to another one, it is an addition for those people.
 * One whose time is over stays: whoever completed it keeps the course, and nobody completes the course with less than
 * it was. Sums are kept of it, so that it moves when `beginLectures` has seen that a lecture's time has come, minutes
 * late at most.
 */
export const COUNTED: SQL = sql`(l.deleted_at is null and not l.upcoming and (${among(['public', 'signed_in'])}
  or l.visibility = 'audience' and l.audience in ('everyone', (select of.audience from courses of where of.id = l.course_id))))`;
